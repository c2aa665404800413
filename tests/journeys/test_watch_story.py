"""A tax that was forgotten is seen at three desks within a minute, and seen settled, over real HTTP in a whole house.

The ministry, within which all of them lie, sees it too, and how it came.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from clearway.gateways.console.overseeing import Desk, logins
from clearway.gateways.console.people import Login
from tests.journeys.story import eventually
from tests.proofs.house import ROOT, House

pytestmark = pytest.mark.proof


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with House(tmp_path_factory.mktemp("watch"), without=()) as running:
        yield running


@pytest.fixture(scope="module")
def told(house: House) -> str:
    """What the demonstration prints."""
    command = [sys.executable, "-m", "clearway.config", "watch", "demo", "--at", f"http://127.0.0.1:{house.port}"]
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "CLEARWAY_VAR": str(house.folder / "var"), "DJANGO_SETTINGS_MODULE": "clearway.config.settings",
    }  # fmt: skip
    done = subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def people(house: House, told: str) -> dict[str, Login]:
    """How the people of the desks come in, once the story was told."""
    return logins(Path(house.folder / "var"))


def test_three_desks_see_it_within_a_minute_and_see_it_settled(told: str) -> None:
    for desk in ("official", "manager", "auditor"):
        found = re.search(rf"([\d.]+) s  the {desk}'s desk shows /watch/findings/\d+", told)
        assert found is not None and float(found[1]) < 60, told
        settled = re.search(rf"([\d.]+) s  the {desk}'s desk shows it settled", told)
        assert settled is not None and float(settled[1]) < 60, told


def test_the_finding_shows_how_it_came_and_the_ministry_sees_it_too(
    house: House, told: str, people: dict[str, Login]
) -> None:
    address = re.search(r"/watch/findings/\d+", told)
    assert address is not None
    ministry = Desk(f"http://127.0.0.1:{house.port}", "watch-ministry", people["watch-ministry"])

    said = ministry.opens(address[0]).text_content()

    for words in ("36\u202f000.00\u00a0DML", "ss. 11, 20 and 53", "told at once", "settled"):
        assert words in said, words


def test_a_town_hall_beside_the_house_gives_the_desks_their_day(
    house: House, told: str, people: dict[str, Login]
) -> None:
    """And some of its desks have their official, so that not everything is everybody's.

    The official was let in by the demonstration a moment ago, and a code is good once: the desk waits for the next.
    """
    official = Desk(f"http://127.0.0.1:{house.port}", "watch-official", people["watch-official"])

    def findings(at: str) -> list[str]:
        return official.opens(at).xpath("//main//a[starts-with(@href, '/watch/findings/')]/@href")

    eventually(lambda: len(findings("/watch")) > 30, "a town's findings")
    mine = eventually(lambda: findings("/watch/own"), "a desk's findings")
    waiting = findings("/watch")
    assert len(mine) < len(waiting)
    assert set(mine) <= set(waiting)
