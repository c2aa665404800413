"""Changing and withdrawing a lodged declaration."""

from decimal import Decimal

import msgspec
import pytest

from clearway.clearance import amend, conductor, errors
from clearway.clearance.record import Submitted
from clearway.core.facts.declaration import Declaration
from clearway.core.facts.documents import Amendment
from clearway.formats.wco import declaration as wco
from clearway.platform.events import log
from clearway.platform.identity.actor import Actor
from clearway.stations.declarations import public as declarations
from tests.conftest import demonstration

pytestmark = pytest.mark.usefixtures("country")

PLACES = ("goods_shipment/items/1/net_mass",)


def _amendment(original: Declaration, mrn: str, *, net_mass: int, reference: str = "CHANGE-1") -> Submitted:
    shipment = original.goods_shipment
    assert shipment is not None
    item = msgspec.structs.replace(shipment.items[0], net_mass=Decimal(net_mass))
    changed = msgspec.structs.replace(
        original,
        function_code="13",
        type_code="COR",
        reference=reference,
        mrn=mrn,
        amendments=(Amendment(reason_code="32", pointers=wco.steps(PLACES[0])),),
        goods_shipment=msgspec.structs.replace(shipment, items=(item,)),
    )
    return Submitted(changed, "json", b"{}")


def test_an_amendment_makes_the_next_version_and_is_decided_anew(broker: Actor) -> None:
    received = demonstration()
    first = conductor.lodge(received.submitted, by=broker)
    change = _amendment(received.declaration, first.mrn or "", net_mass=90)

    second = amend.amend(change, PLACES, number=None, by=broker)

    assert (second.mrn, second.version) == (first.mrn, 2)
    file = declarations.find(first.mrn or "")
    assert file is not None
    versions = declarations.versions_of(file.id)
    assert [one.number for one in versions] == [1, 2]
    assert versions[0].facts == received.declaration
    assert versions[1].facts.items[0].net_mass == 90
    assert versions[1].facts.type_code == received.declaration.type_code
    told = [one.type for one in log.about(f"declaration/{first.mrn}")]
    # The random stream of the lane may open a check of either version.
    following = [one for one in told[told.index("declarations.amended.v1") :] if one != "controls.opened.v1"]
    assert following == ["declarations.amended.v1", "clearance.decided.v1", "clearance.advanced.v1"]


def test_the_same_amendment_again_is_given_the_first_answer(broker: Actor) -> None:
    received = demonstration()
    first = conductor.lodge(received.submitted, by=broker)
    change = _amendment(received.declaration, first.mrn or "", net_mass=90)

    answers = [amend.amend(change, PLACES, number=None, by=broker) for _ in range(3)]

    assert answers[0] == answers[1] == answers[2]


def test_a_reference_of_an_amendment_is_used_once(broker: Actor) -> None:
    received = demonstration()
    first = conductor.lodge(received.submitted, by=broker)
    amend.amend(_amendment(received.declaration, first.mrn or "", net_mass=90), PLACES, number=None, by=broker)

    with pytest.raises(errors.ReferenceReused):
        amend.amend(_amendment(received.declaration, first.mrn or "", net_mass=80), PLACES, number=None, by=broker)


def test_somebody_elses_declaration_is_unknown(broker: Actor) -> None:
    received = demonstration()
    first = conductor.lodge(received.submitted, by=broker)
    stranger = msgspec.structs.replace(broker, party="DL0000001025")

    with pytest.raises(errors.DeclarationUnknown):
        amend.amend(_amendment(received.declaration, first.mrn or "", net_mass=90), PLACES, number=None, by=stranger)


def test_a_withdrawn_declaration_stays_withdrawn(broker: Actor) -> None:
    received = demonstration()
    first = conductor.lodge(received.submitted, by=broker)
    withdrawal = Submitted(
        Declaration(
            function_code="13",
            type_code="INV",
            reference="W-1",
            mrn=first.mrn,
            amendments=(Amendment(reason_code="1"),),
        ),
        "json",
        b"{}",
    )

    answers = [amend.cancel(withdrawal, number=None, by=broker) for _ in range(2)]

    assert answers[0] == answers[1]
    assert answers[0].outcome == "cancelled"
    with pytest.raises(errors.NotAmendable):
        amend.amend(_amendment(received.declaration, first.mrn or "", net_mass=90), PLACES, number=None, by=broker)


def test_a_request_that_is_unlawful_in_itself_changes_nothing(broker: Actor) -> None:
    received = demonstration()
    first = conductor.lodge(received.submitted, by=broker)
    change = _amendment(received.declaration, first.mrn or "", net_mass=90)
    without_reason = msgspec.structs.replace(
        change, declaration=msgspec.structs.replace(change.declaration, amendments=())
    )

    answer = amend.amend(without_reason, PLACES, number=None, by=broker)

    assert answer.outcome == "refused"
    assert any(finding.rule.startswith("AMD") for finding in answer.findings)
    assert declarations.find(first.mrn or "").version == 1  # type: ignore[union-attr] # found or the test fails
