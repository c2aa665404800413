"""The demonstration's morning: what is planned is lawful where it should be, and it plays in a running house."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import get_args

import psycopg
import pytest

from clearway.clearance import conductor
from clearway.gateways.console.morning import windows
from clearway.gateways.console.morning.plan import Controlled, Story, stories
from clearway.gateways.messages.receive import receive
from clearway.platform.identity.actor import Actor
from tests.conftest import PACK
from tests.proofs.house import ROOT, House

FOLDER = PACK / "demonstration"
#: Enough for one of every kind.
A_FEW = 34


@pytest.fixture(scope="module")
def morning() -> list[Story]:
    return stories(FOLDER, run=f"T{os.getpid()}")


def test_a_morning_has_some_seventy_declarations_under_references_of_their_own(morning: list[Story]) -> None:
    other = stories(FOLDER, run="another")

    references = [one.reference for one in (*morning, *other)]
    assert 65 <= len(morning) <= 80
    assert len(set(references)) == len(references)
    assert all(len(f"{one.reference}-COR") <= 22 for one in stories(FOLDER, run="261122085222"))


def test_a_morning_has_every_way_to_pay_and_every_end_of_a_control(morning: list[Story]) -> None:
    planned = [one.planned for one in morning]

    assert {one.bank for one in planned} >= {"full", "late", "short", "twice", "wrong", "never"}
    assert {one.officer for one in planned} >= set(get_args(Controlled)) - {"left"}
    assert {one.trader_does for one in planned} >= {"amends", "withdraws", "appeals"}
    assert len({one.office for one in planned}) >= 7


def test_forms_are_filled_in_by_people_whose_password_the_house_keeps(tmp_path: Path) -> None:
    (tmp_path / "demonstration.json").write_text('{"trader_password": "a", "broker_password": "b", "client_id": "c"}')
    people = '{"terminal": {"password": "t", "secret": ""}, "agency": {"password": "x", "secret": "S"}}'
    (tmp_path / "demonstration-people.json").write_text(people)

    known = windows.passwords(tmp_path)

    assert known == {"trader": "a", "broker": "b", "terminal": "t"}
    assert {one.who for one in windows.forms(FOLDER)} <= known.keys()


@pytest.mark.usefixtures("country")
def test_what_is_planned_is_taken_and_every_lane_is_seen(morning: list[Story]) -> None:
    outcomes, lanes = Counter[str](), Counter[str]()
    for one in morning:
        by = Actor(name="client:tests", party=one.planned.by, permissions=frozenset({"declarations:write"}))
        answer = conductor.lodge(receive(one.content).submitted, by=by)
        outcomes[answer.outcome] += 1
        lanes[answer.lane or ""] += 1
        assert (answer.outcome == "refused") == (one.planned.like == "6-net-above-gross"), answer

    assert set(lanes) == {"green", "blue", "yellow", "red", ""}
    assert outcomes["refused"] == 3


@pytest.mark.proof
def test_a_morning_plays_in_a_running_house_and_again(tmp_path: Path) -> None:
    with House(tmp_path) as house:
        for _ in range(2):
            said = _demo(house, "--most", str(A_FEW))
            assert "payment covered" in said
            assert "not taken" not in said
            assert "not filled in" not in said

        with psycopg.connect(house.database_url()) as store:
            states = dict(store.execute("SELECT state, count(*) FROM declarations_declaration GROUP BY 1").fetchall())
            morning = store.execute("SELECT count(*) FROM declarations_declaration WHERE reference LIKE 'AM%'")
            row = morning.fetchone()
        assert row is not None
        assert row[0] == 2 * A_FEW
        assert states["released"] >= A_FEW


def test_a_morning_without_a_house_says_what_to_start(tmp_path: Path) -> None:
    environment = {**os.environ, "CLEARWAY_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "clearway.config.settings"}

    said = subprocess.run(
        [sys.executable, "-m", "clearway.config", "demo", "--at", "http://127.0.0.1:9"],
        env=environment, capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip

    assert said.returncode == 1
    assert "make up" in said.stderr


def _demo(house: House, *options: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"CLEARWAY_VAR": str(house.folder / "var"), "DJANGO_SETTINGS_MODULE": "clearway.config.settings"}
    said = subprocess.run(
        [sys.executable, "-m", "clearway.config", "demo", "--at", f"http://127.0.0.1:{house.port}", *options],
        env=environment, capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr[-2000:]
    return said.stdout
