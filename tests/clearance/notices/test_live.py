"""Notices come live over real HTTP, and those who listen never take the threads of those who work."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client

from clearway.clearance.notices.live import Places
from clearway.platform.calendar import now
from clearway.platform.notifications import telling
from clearway.platform.notifications.telling import Telling
from clearway.platform.notifications.texts import NoticeText, load
from tests.conftest import ROOT
from tests.portal.people import member, signed_in

pytestmark = pytest.mark.usefixtures("country")
KIND = "declaration.released"


@pytest.fixture(scope="module")
def port(django_db_setup: None) -> Iterator[int]:
    """A web process like those of the house: Granian, eight threads."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free: int = probe.getsockname()[1]
    database = django_settings.DATABASES["default"]
    environment = {
        **os.environ,
        "DATABASE_URL": f"postgresql://{database['USER']}:{database['PASSWORD']}@{database['HOST']}"
        f":{database['PORT']}/{database['NAME']}",
        "CLEARWAY_SECRET_KEY": django_settings.SECRET_KEY,
        "DJANGO_SETTINGS_MODULE": "clearway.config.settings",
        "PYTHONPATH": str(ROOT / "src"),
    }
    command = [
        str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--host", "127.0.0.1",
        "--port", str(free), "--workers", "1", "--blocking-threads", "8", "--no-ws", "--log-level", "error",
        "clearway.config.wsgi:application",
    ]  # fmt: skip
    process = subprocess.Popen(command, env=environment, cwd=ROOT, start_new_session=True)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            http.client.HTTPConnection("127.0.0.1", free, timeout=5).request("GET", "/v1/health")
            break
        except OSError:
            time.sleep(0.1)
    yield free
    process.terminate()
    process.wait(30)


def cookie(name: str) -> str:
    client: Client = signed_in(name)
    return f"{django_settings.SESSION_COOKIE_NAME}={client.cookies[django_settings.SESSION_COOKIE_NAME].value}"


def tell(name: str, title: str) -> None:
    load([NoticeText(KIND, "en", title, "They may leave.", title)])
    source = f"test/{uuid.uuid4().hex}"
    telling.tell([Telling(KIND, source, "party/x", now(), {}, frozenset({"portal"}), frozenset({name}))])


class Listener:
    """A browser that listens."""

    def __init__(self, port: int, cookie: str, *, last: str = "") -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=40)
        headers = {"Cookie": cookie, "Accept-Encoding": "gzip", "Accept": "text/event-stream"}
        self.connection.request(
            "GET", "/notices/live", headers={**headers, **({"Last-Event-ID": last} if last else {})}
        )
        self.response = self.connection.getresponse()

    def until(self, word: str) -> list[str]:
        """The lines up to one that holds a word, or to the end."""
        lines = []
        while line := self.response.readline().decode():
            lines.append(line.strip())
            if word in line:
                break
        return lines

    def close(self) -> None:
        self.connection.close()


def test_a_notice_comes_while_somebody_listens(port: int) -> None:
    name = member()
    listener = Listener(port, cookie(name))
    assert listener.response.headers["Content-Type"] == "text/event-stream"
    assert 'data: {"unread":0}' in listener.until('"unread"')

    tell(name, "Goods came live")

    lines = listener.until("Goods came live")
    assert "event: notice" in lines
    assert any(line.startswith("id: ") for line in lines)
    listener.close()


def test_what_was_missed_comes_when_the_browser_listens_again(port: int) -> None:
    name = member()
    tell(name, "First of two")
    tell(name, "Second of two")

    lines = Listener(port, cookie(name), last="0").until("Second of two")

    assert sum("First of two" in line for line in lines) == 1


def test_many_who_listen_keep_nobody_from_the_pages(port: int) -> None:
    """Twenty listeners on eight threads: all are answered, and pages come while they listen, not after it."""
    cookies = [cookie(member()) for _ in range(20)]
    with ThreadPoolExecutor(20) as pool:
        listeners = list(pool.map(partial(Listener, port), cookies))

    for _ in range(5):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/notices", headers={"Cookie": cookies[0]})
        assert connection.getresponse().status == 200
        connection.close()
    retries = [listener.until("retry")[-1] for listener in listeners]
    for listener in listeners:
        listener.close()

    assert retries.count("retry: 1000") <= 2
    assert retries.count("retry: 15000") >= 18


def test_a_place_is_given_back_and_one_that_was_forgotten_is_free_after_its_time() -> None:
    places = Places(2)
    first, second = places.take(60), places.take(0)
    assert first is not None
    assert second is not None
    assert places.take(60) is not None
    assert places.take(60) is None
    places.give_back(first)
    assert places.take(60) is not None


def test_nobody_listens_without_having_signed_in(port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/notices/live")
    assert connection.getresponse().status == 302


def test_a_listener_that_has_gone_frees_its_place(port: int) -> None:
    """Several come and go one after another; each is held again."""
    for _ in range(3):
        listener = Listener(port, cookie(member()))
        assert listener.until("retry")[-1] in ("retry: 1000", "retry: 15000")
        listener.close()
    gone = threading.Event()
    for _ in range(60):
        listener = Listener(port, cookie(member()))
        found = listener.until("retry")[-1]
        listener.close()
        if found == "retry: 1000":
            break
        gone.wait(0.5)
    assert found == "retry: 1000"
