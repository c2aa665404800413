"""Who is told of agreements, of certificates and of what citizens say: those who can do something about it."""

from typing import Any

import pytest

from clearway.clearance.notices import kinds
from clearway.clearance.notices.addressees import Directory
from clearway.platform.calendar import now
from clearway.platform.events.readers import Happened
from clearway.registers.offices import public as offices
from tests.hub.boarding.agreeing import DESK, HOLDER
from tests.hub.privacy.test_watching import WATCH
from tests.portal.people import member, officer

pytestmark = pytest.mark.usefixtures("country")
BANK = "DL0000005018"


def _told(event: str, **facts: Any) -> dict[str, frozenset[str]]:
    happened = Happened(1, now(), event, "agreement/1", "user:x", facts)
    return {kind.name: Directory(now(), [happened]).of(happened, kind.told).people for kind in kinds.of(happened)}


def test_a_proposal_is_told_to_those_who_decide_for_the_holder_and_its_decision_to_who_asked() -> None:
    holder, manager = officer("data holder", HOLDER), officer("desk manager", DESK)
    clerk, stranger = officer("licence clerk", DESK), officer("data holder", "DL800102")
    said = {"agreement": "1/1", "holder": HOLDER, "organisation": DESK, "kind": "RES-001", "reason": ""}

    proposed = _told("agreements.moved.v1", state="proposed", **said)
    assert list(proposed) == ["hub.agreement-proposed"]
    assert holder in proposed["hub.agreement-proposed"]
    assert not {manager, clerk, stranger} & proposed["hub.agreement-proposed"]
    for state in ("approved", "refused", "suspended", "ended"):
        decided = _told("agreements.moved.v1", state=state, **said)
        assert list(decided) == ["hub.agreement-decided"]
        assert manager in decided["hub.agreement-decided"]
        assert not {holder, clerk, stranger} & decided["hub.agreement-decided"]


def test_an_end_is_told_to_both_sides_and_a_banks_manager_is_one() -> None:
    holder, manager = officer("data holder", HOLDER), member("desk manager", BANK)
    said = {"agreement": "1/1", "holder": HOLDER, "organisation": BANK, "kind": "RES-001", "until": "", "days": 7}
    assert {holder, manager} <= _told("agreements.ending.v1", **said)["hub.agreement-ending"]


def test_a_certificates_end_is_told_to_its_own_organisation_alone() -> None:
    manager, other = officer("desk manager", DESK), officer("desk manager", "DL700105")
    said = {"organisation": DESK, "certificate": "ab", "called": "CN=x", "until": "2027-01-01", "days": 7}
    told = _told("boarding.certificate-ending.v1", **said)["hub.certificate-ending"]
    assert (manager in told, other in told) == (True, False)


def test_what_a_citizen_says_is_told_to_every_privacy_officer() -> None:
    offices.add_office(WATCH, kind="ministry", titles={"en": "Data Protection Office"}, by="tests", at=now())
    watching = officer("privacy officer", WATCH)
    told = _told("disclosures.objection-raised.v1", objection="1", access="2", sort="misuse", holder=HOLDER)
    assert watching in told["hub.objection-raised"]
