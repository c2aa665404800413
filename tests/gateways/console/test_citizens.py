"""Citizens of a played day, and those who came by themselves before it."""

from pathlib import Path

import pytest

from clearway.gateways.console.counters import citizens
from clearway.platform.calendar import now
from clearway.platform.identity import external
from clearway.platform.identity.external import Proven

pytestmark = pytest.mark.django_db


def test_somebody_who_signed_in_before_the_day_plays_it_under_the_same_account(tmp_path: Path) -> None:
    before = external.person(Proven("https://provider.test", "1001", "Mina Harbour", True, "P0000990"), at=now())

    logins = citizens.passwords(("P0000990", "P0000991"), tmp_path, at=now())

    before.refresh_from_db()
    name, password = logins["P0000990"]
    assert name == before.get_username()
    assert before.check_password(password)
    assert logins["P0000991"][0] != name
    assert citizens.passwords(("P0000990", "P0000991"), tmp_path, at=now()) == logins
