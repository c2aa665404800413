"""The demonstration's officers come in with what the house says at its start."""

from pathlib import Path

import msgspec
import pytest
from django.test import Client

from clearway.gateways.console import people
from clearway.platform.calendar import now
from clearway.platform.identity import codes
from clearway.watch.cases import public as watch
from tests.conftest import PACK

pytestmark = pytest.mark.usefixtures("country")


def test_everybody_of_the_demonstration_comes_in_and_twice_made_is_made_once(tmp_path: Path) -> None:
    said = people.set_up(PACK / "demonstration", tmp_path)
    again = people.set_up(PACK / "demonstration", tmp_path)
    logins = msgspec.json.decode((tmp_path / people.KEPT).read_bytes(), type=dict[str, people.Login])

    assert said == again
    assert "clearway code NAME" in said[-1]
    assert (tmp_path / people.KEPT).stat().st_mode & 0o077 == 0
    for name, first in {"officer-haven-1": "/office", "administrator": "/administrator", "agency": "/agency"}.items():
        client = Client()
        client.post("/sign-in", {"username": name, "password": logins[name].password})
        client.post("/sign-in/second-factor", {"code": codes.shown_now(logins[name].secret, at=now())})
        assert client.get("/")["Location"] == first, name
    terminal = Client()
    terminal.post("/sign-in", {"username": "terminal", "password": logins["terminal"].password})
    assert terminal.get("/")["Location"] == "/cargo"


def test_desks_of_the_watch_are_seated_once_and_stay_as_the_government_has_named_them(tmp_path: Path) -> None:
    people.set_up(PACK / "demonstration", tmp_path)
    named = {one.owner: one.official for one in watch.posts("DL0101") if one.official}
    assert set(named.values()) == {"watch-official"}

    first = next(iter(named))
    for desk in named:
        official = "lee" if desk == first else ""
        watch.name_official(desk, official, tenant="DL0101", among=("lee",), by="user:watch-manager", at=now())
    people.set_up(PACK / "demonstration", tmp_path)
    assert {one.owner: one.official for one in watch.posts("DL0101") if one.official} == {first: "lee"}
