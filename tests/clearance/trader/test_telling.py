"""Whatever the house tells of a declaration has words for its trader, or is the office's business alone."""

import importlib
import pkgutil
from typing import Any

import pytest

import clearway
from clearway.clearance.showing import happening
from clearway.clearance.trader import telling, words
from clearway.platform.calendar import now
from clearway.platform.events.event import Event
from clearway.platform.events.log import Told


def of_declarations() -> dict[str, type[Event]]:
    """The events whose subject may be a declaration: they carry its number, or the reference money came under."""
    for module in pkgutil.walk_packages(clearway.__path__, "clearway."):
        if module.name.endswith(".events") and not module.name.startswith("clearway.platform"):
            importlib.import_module(module.name)
    ours = [kind for kind in Event.__subclasses__() if kind.__module__.startswith("clearway.")]
    return {kind.name: kind for kind in ours if {"mrn", "about"} & set(kind.__struct_fields__)}


def said(kind: str, /, **facts: Any) -> telling.Moment:
    """The one moment that is told of an event."""
    [moment] = telling.told([Told(1, now(), kind, "user:somebody", {"mrn": "26DL1", **facts})])
    return moment


def test_every_event_about_a_declaration_has_words_or_is_kept_from_traders() -> None:
    known = {*words.EVENTS, *happening.OF_OTHERS}

    assert set(of_declarations()) - known == telling.OF_THE_OFFICE
    assert not known & telling.OF_THE_OFFICE


@pytest.mark.parametrize("kind", sorted(telling.OF_THE_OFFICE))
def test_what_is_the_offices_business_is_not_told(kind: str) -> None:
    facts = {"kind": "suspicion", "officer": "user:anna", "against": "lane", "reason": "tip"}

    assert telling.told([Told(1, now(), kind, "user:anna", {"mrn": "26DL1", **facts})]) == ()


@pytest.mark.parametrize("kind", sorted(happening.PARTICULARS))
def test_particulars_speak_of_facts_that_the_event_has(kind: str) -> None:
    facts = dict.fromkeys(of_declarations()[kind].__struct_fields__, "2026-05-04T10:00:00+00:00")

    assert said(kind, **facts).details


@pytest.mark.parametrize(
    ("kind", "facts", "expected"),
    [
        ("payments.received.v1", {"amount": "1234.50", "currency": "DML"}, ("1\u202f234.50\u00a0DML",)),
        ("payments.covered.v1", {"amount": "29597.5900", "currency": "DML"}, ("29\u202f597.59\u00a0DML",)),
        ("permits.written_off.v1", {"permit": "AP-1", "quantity": "100", "unit": "KGM"}, ("AP-1: 100 KGM",)),
        ("cargo.goods_arrived.v1", {"cargo": "HV-1", "place": ""}, ("HV-1",)),
        ("controls.refused.v1", {"ground": "G1", "law": "Art. 9", "notice": 3}, ("Art. 9",)),
        ("controls.closed.v1", {"kind": "goods", "result": "not conform", "version": 1}, ()),
    ],
)
def test_what_came_of_it_is_said(kind: str, facts: dict[str, Any], expected: tuple[str, ...]) -> None:
    assert said(kind, **facts).details == expected


def test_who_did_it_at_an_office_is_not_said() -> None:
    assert "somebody" not in str(said("controls.opened.v1", kind="documents", version=1, reason="tip"))
