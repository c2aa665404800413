"""What decisions of officers need."""

from datetime import date
from decimal import Decimal

import pytest

from clearway.core.control import is_possible, last_day, objection
from clearway.core.control.deciding import _POSSIBLE
from clearway.core.journey import STATES


def test_two_people_are_four_eyes() -> None:
    assert objection(asked_by="ann", agreed_by="bo", found_by="cy", reason="The licence came by post.") == ""
    assert objection(asked_by="ann", agreed_by="ann", found_by="cy", reason="yes") == "same person"


def test_nobody_judges_a_finding_of_their_own() -> None:
    assert objection(asked_by="ann", agreed_by="cy", found_by="cy", reason="yes") == "own finding"


def test_agreeing_takes_words() -> None:
    assert objection(asked_by="ann", agreed_by="bo", found_by="", reason="  ") == "no reason"


@pytest.mark.parametrize("state", ["released", "reviewed", "cancelled", "lodged"])
def test_nothing_is_done_to_what_has_left_or_has_not_been_decided(state: str) -> None:
    assert not any(is_possible(act, state) for act in _POSSIBLE)


def test_states_are_words_of_the_route() -> None:
    assert {state for states in _POSSIBLE.values() for state in states} <= set(STATES)


def test_only_what_is_detained_is_let_go() -> None:
    assert [state for state in STATES if is_possible("end detention", state)] == ["held"]
    assert [state for state in STATES if is_possible("end refusal", state)] == ["refused"]


def test_the_days_of_an_appeal_are_counted_from_the_day_after_the_decision() -> None:
    assert last_day(date(2026, 11, 22), Decimal(30)) == date(2026, 12, 22)
