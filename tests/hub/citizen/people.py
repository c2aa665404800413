"""Citizens who look at their pages, and accesses about them."""

import itertools
import os
from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client

from clearway.platform.calendar import now
from clearway.platform.identity import external
from clearway.platform.identity.external import Proven
from tests.portal.people import outsider, signed_in

BANK, HOLDER = "DL0000005018", "DL800101"
_numbers = itertools.count(os.getpid() % 100_000 * 1000)


def fresh_number() -> str:
    """A personal number nobody has used."""
    return f"T{next(_numbers):09}"


def citizen(number: str) -> Client:
    """The browser of somebody whose personal number the provider has verified."""
    name = outsider()
    user: Any = get_user_model().objects.get(username=name)
    external.link(user.pk, Proven("https://id.example", f"sub-{number}", "Somebody", True, number), at=now())
    return signed_in(name, second_factor=False)
