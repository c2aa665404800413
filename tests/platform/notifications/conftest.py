"""Outside parties for tests: a mail server, a message centre, a receiver of webhooks; and people to be told."""

import itertools
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.contrib.auth import get_user_model
from pytest_django.fixtures import Settings

from clearway.platform.notifications import models, texts
from clearway.platform.notifications.telling import Telling
from clearway.platform.notifications.texts import NoticeText

ROOT = Path(__file__).parents[3]
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
_numbers = itertools.count(1)


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.at = AT

    def __call__(self) -> datetime:
        return self.at

    def pass_by(self, **time: float) -> None:
        self.at += timedelta(**time)


class MailServer:
    """A real mail server on the loopback: keeps what it takes, and refuses by the name of the recipient."""

    def __init__(self) -> None:
        self.taken: list[Envelope] = []
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("unknown"):
            return "550 nobody of that name"
        if address.startswith("full"):
            return "452 the mailbox is full"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.taken.append(envelope)
        if envelope.rcpt_tos[0].startswith("silent"):
            assert server.transport is not None
            server.transport.abort()
        return "250 taken"

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"


class Process:
    """A process of an outside party that writes what it took to a file."""

    def __init__(self, folder: Path, *command: str, log: str) -> None:
        self.log = folder / log
        self.process = subprocess.Popen([sys.executable, *command], cwd=ROOT)
        deadline = time.monotonic() + 30
        while not (self.log.with_suffix(".port").exists() and self.log.with_suffix(".port").read_text()):
            assert time.monotonic() < deadline and self.process.poll() is None
            time.sleep(0.02)
        self.port = int(self.log.with_suffix(".port").read_text())

    def taken(self) -> list[dict[str, object]]:
        """What came, first to last."""
        if not self.log.exists():
            return []
        return [msgspec.json.decode(line) for line in self.log.read_bytes().splitlines()]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def mail_server(settings: Settings) -> Iterator[MailServer]:
    server = MailServer()
    server.controller.start()
    settings.CLEARWAY_SMTP = server.url
    settings.CLEARWAY_MAIL_FROM = "notices@customs.example"
    yield server
    server.controller.stop()


@pytest.fixture
def receiver(tmp_path: Path, settings: Settings) -> Iterator[Process]:
    settings.CLEARWAY_WEBHOOKS_TO_PRIVATE = True
    one = Process(tmp_path, str(Path(__file__).with_name("receiver.py")), str(tmp_path / "received"), log="received")
    yield one
    one.process.kill()
    one.process.wait()


@pytest.fixture
def centre(tmp_path: Path, settings: Settings) -> Iterator[Process]:
    module = "clearway.platform.notifications.twins.smsc"
    one = Process(tmp_path, "-m", module, "--log", str(tmp_path / "messages"), log="messages")
    settings.CLEARWAY_SMS = f"smpp://clearway:secret@127.0.0.1:{one.port}"
    yield one
    one.process.kill()
    one.process.wait()


@pytest.fixture
def person(country: None) -> str:
    """Somebody who reads Korean and is reached by mail; and what the tests' kind of notice says."""
    texts.load(
        [
            NoticeText("tests.rang", "en", "Bell {number} rang", "Bell {number} rang at noon.", "Bell {number}"),
            NoticeText("tests.rang", "ko", "종 {number}", "종 {number}이 울렸습니다.", "종 {number}"),
        ]
    )
    name = f"notices-{os.getpid()}-{next(_numbers)}"
    get_user_model().objects.create_user(name, email=f"{name}@trade.example", language="ko")
    return name


@pytest.fixture
def rang() -> Callable[..., Telling]:
    """A bell rang; each time another one."""

    def telling(*people: str, by: str = "portal", parties: str = "", number: int | None = None) -> Telling:
        number = number or next(_numbers)
        return Telling(
            kind="tests.rang",
            source=f"test/{os.getpid()}/{number}",
            subject=f"bell/{number}",
            at=AT,
            facts={"number": str(number)},
            by=frozenset(by.split()),
            people=frozenset(people),
            parties=frozenset(parties.split()),
            link="https://portal.example/bells",
        )

    return telling


@pytest.fixture
def party(person: str) -> str:
    return f"DL-{person}"


@pytest.fixture
def nothing_waits(country: None) -> None:
    """What other tests left waiting is none of these tests' business."""
    models.Delivery.objects.filter(state__in=("waiting", "sending")).update(state="failed")
    models.Line.objects.all().delete()
