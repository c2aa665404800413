"""What stands to be carried, and a sender that carries it: for the tests of both."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable

from django.conf import settings as django_settings
from django.contrib.auth import get_user_model

from clearway.platform.notifications import addresses, carrying, endpoints, models, people, ways
from clearway.platform.notifications.telling import Telling
from tests.platform.notifications.conftest import AT, ROOT, Clock, Process

Rang = Callable[..., Telling]


def carry(line: str, clock: Clock) -> int:
    return carrying.carry_line(line, ways.conversation, clock=clock, chance=lambda: 0.0).carried


def state_of(one: Telling, channel: str) -> models.Delivery:
    return models.Delivery.objects.get(source=one.source, channel=channel)


def user_of(name: str) -> int:
    return int(get_user_model().objects.values_list("pk", flat=True).get(username=name))


def confirm_all(name: str) -> None:
    """Every address that a person gave is shown to be theirs."""
    for one in addresses.unconfirmed(user_of(name)):
        content = models.Delivery.objects.filter(address=one.address, kind="address").latest("made_at").content
        [code] = re.findall(r"\b\d{6}\b", content["text"])
        assert addresses.confirm_by_code(user_of(name), one.way, code, at=one.asked_at)
    # What asked is no business of tests that count what goes out.
    models.Delivery.objects.filter(kind="address", recipient=f"address/{user_of(name)}").delete()


def reached_at(name: str, *, email: str = "", phone: str = "") -> None:
    """A person is reached at addresses that they have confirmed, and at no others."""
    people.be_reached_at(user_of(name), email=email, phone=phone)
    confirm_all(name)


def secret_of(number: int) -> str:
    """The secret that an endpoint and its owner share."""
    return endpoints.keys_of(models.Endpoint.objects.get(pk=number), at=AT)[0]


def endpoint(receiver: Process, path: str, party: str) -> int:
    url = f"http://127.0.0.1:{receiver.port}/{path}"
    return endpoints.add(party, url, kinds=[], known=["tests.rang"], description="", by="user:tests", at=AT)[0]


def killed_while_sending(line: str, monkeypatch_env: dict[str, str]) -> None:
    """A sender of its own process is killed between the acknowledgement and its own note of it."""
    database = django_settings.DATABASES["default"]
    url = (
        f"postgresql://{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}"
        f"/{database['NAME']}"
    )
    environment = {
        **os.environ,
        **monkeypatch_env,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "clearway.config.settings",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }
    command = [sys.executable, "-m", "tests.platform.notifications.dying_sender", line]
    ended = subprocess.run(command, cwd=ROOT, env=environment, timeout=60, check=False)
    assert ended.returncode == -signal.SIGKILL
