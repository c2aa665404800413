"""Citizens of a day: people with an account whose personal number is known, at their own pages."""

import secrets
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from django.contrib.auth import get_user_model

from clearway.gateways.console.morning.windows import Answers, Form, NotTaken, Window
from clearway.platform.identity import external
from clearway.platform.identity.external import Proven

KEPT = "demonstration-citizens.json"
#: Nobody signs in by this provider; it stands for the one at which the number was shown to be theirs.
_PROVIDER = "https://demonstration.invalid"


def passwords(numbers: tuple[str, ...], var: Path, *, at: datetime) -> dict[str, tuple[str, str]]:
    """User name and password of each citizen; accounts and passwords are made once and kept in the data folder."""
    path = var / KEPT
    kept = msgspec.json.decode(path.read_bytes(), type=dict[str, tuple[str, str]]) if path.exists() else {}
    for number in numbers:
        if number not in kept:
            person = _account_of(number, at)
            password = secrets.token_urlsafe(12)
            person.set_password(password)
            person.save()
            kept[number] = (person.get_username(), password)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_bytes(msgspec.json.encode(kept))
    return kept


def _account_of(number: str, at: datetime) -> Any:
    """The account of whoever proved the number before, at whichever provider; else one made for the day."""
    names = external.users_of([number]).get(number, frozenset())
    if names:
        return get_user_model().objects.get(username=min(names))
    return external.person(Proven(_PROVIDER, f"citizen-{number}", f"Citizen {number}", True, number), at=at)


class AtHome:
    """A citizen at their pages."""

    def __init__(self, address: str, name: str, password: str) -> None:
        """Sign in."""
        self._name = name
        self._window = Window(address, name, password)

    def decides(self, consent: str, verb: str) -> bool:
        """Give, refuse or take back a consent; whether the page took it."""
        return self._fills(f"/me/consents/{consent}", {}, {"verb": verb})

    def says(self, access: str) -> bool:
        """Say how it was, after a service; whether the page took it."""
        marks: Answers = {"convenience": "5", "responsiveness": "5", "content": "4", "security": "4"}
        return self._fills(f"/me/survey/{access}", {**marks, "words": ""}, {})

    def _fills(self, at: str, answers: Answers, press: Answers) -> bool:
        try:
            self._window.fill(Form(self._name, "before", at, answers=answers, press=press), "")
        except NotTaken:
            return False
        return True
