"""The log of a file as the office reads it: in words, whatever happened."""

import importlib
import pkgutil
from datetime import UTC, datetime
from typing import Any

import clearway
from clearway.clearance.officer import telling, words
from clearway.clearance.showing.happening import OF_OTHERS
from clearway.platform.events.event import Event
from clearway.platform.events.log import Told

AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


def _told(kind: str, **facts: Any) -> telling.Moment:
    event = Told(1, AT, kind, "user:somebody", facts)
    [moment] = telling.told([event])
    return moment


def test_a_payment_is_told_with_its_amount_and_without_what_machines_read() -> None:
    moment = _told(
        "payments.received.v1", about="26DL", bank="DL0000005026", number="M-1", amount="47543.0000", currency="DML",
        outcome="covered", applied="47543.0000", left="0.0000",
    )  # fmt: skip

    assert moment.title == "A payment arrived"
    assert moment.details == ("47\u202f543.00\u00a0DML",)


def test_an_inspection_is_told_with_a_time_that_people_read() -> None:
    moment = _told(
        "controls.inspection-ordered.v1", mrn="26DL", place="Hall 2", planned_at=AT.isoformat(), packages=4
    )

    assert moment.details == ("packages: 4 · Hall 2, 2026-05-04 09:30",)


def test_a_decision_is_told_in_words() -> None:
    moment = _told("clearance.decided.v1", lane="red", outcome="accepted", total="10", currency="DML", facts_hash="x")

    assert moment.details == ("Red lane", "Accepted; somebody must act before release", "10.00\u00a0DML")


def test_what_is_not_known_leaves_nothing_behind() -> None:
    assert _told("controls.assigned.v1", what="goods", officer="", before="a", reason="").details == (
        "Examination of goods",
    )


def test_everything_that_can_happen_to_a_declaration_has_a_name_for_the_office() -> None:
    for module in pkgutil.walk_packages(clearway.__path__, "clearway."):
        if module.name.endswith(".events"):
            importlib.import_module(module.name)
    known = words.EVENTS.keys() | OF_OTHERS.keys()
    about = {
        kind.name
        for kind in Event.__subclasses__()
        if kind.__module__.startswith("clearway.stations.") and "mrn" in kind.__struct_fields__
    }

    assert len(about) > 25
    assert sorted(about - known) == []
