"""An agency writes its own register, and nobody else's."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from clearway.platform.calendar import now
from clearway.platform.events import log
from clearway.platform.identity.actor import Actor, Forbidden
from clearway.stations.permits import errors
from clearway.stations.permits import public as permits
from tests.stations.permits.naming import ANIMALS, LICENCES, fresh, grant, law, officer

pytestmark = pytest.mark.usefixtures("country")


def issue(number: str, **changes: Any) -> permits.PermitFile:
    return permits.issue(grant(number, **changes), law=law(), by=officer(), at=now())


def test_a_permit_is_on_file_as_it_was_granted() -> None:
    number = fresh()

    file = issue(number)

    assert permits.find(number, agency=ANIMALS) == file
    assert (file.status, file.balances[0].left, file.goods) == ("issued", Decimal(500), ("6911",))
    assert [told.type for told in log.about(f"permit/{number}")] == ["permits.issued.v1"]


def test_the_same_grant_again_changes_nothing_and_another_one_is_refused() -> None:
    number = fresh()
    first = issue(number)

    assert issue(number) == first
    assert len(log.about(f"permit/{number}")) == 1
    with pytest.raises(errors.NumberTaken):
        issue(number, goods=("7013",))
    with pytest.raises(errors.NumberTaken):
        permits.issue(grant(number, document="L001"), law=law(), by=officer(LICENCES), at=now())


@pytest.mark.parametrize(
    ("changes", "rule", "at"),
    [
        ({"number": "no blanks"}, "PRM-201", "number"),
        ({"document": "L001"}, "PRM-202", "document"),
        ({"quantities": {}}, "PRM-203", "quantities"),
        ({"goods": ("69A",)}, "PRM-204", "goods"),
        ({"countries": ("ZZ",)}, "PRM-205", "countries"),
        ({"until": date(2019, 12, 31)}, "PRM-206", "until"),
        ({"quantities": {"KGM": Decimal(1), "XYZ": Decimal(1)}}, "PRM-207", "quantities"),
        ({"quantities": {"KGM": Decimal(0)}}, "PRM-208", "quantities"),
        ({"quantities": {"KGM": Decimal("0.0000001")}}, "PRM-208", "quantities"),
        ({"quantities": {"KGM": Decimal(10) ** 12}}, "PRM-208", "quantities"),
        ({"quantities": {"KGM": Decimal("NaN")}}, "PRM-208", "quantities"),
    ],
)
def test_an_unsound_grant_is_refused_at_its_field(changes: dict[str, Any], rule: str, at: str) -> None:
    with pytest.raises(errors.GrantUnsound) as refused:
        permits.issue(grant(**{"number": fresh(), **changes}), law=law(), by=officer(), at=now())

    assert [(one.rule, one.at) for one in refused.value.faults] == [(rule, at)]


def test_a_permit_is_held_by_somebody_registered() -> None:
    with pytest.raises(errors.HolderUnknown):
        issue(fresh(), holder="DL9999999999")


def test_another_agencys_permit_is_as_unknown_as_none() -> None:
    number, other = fresh(), officer(LICENCES)
    issue(number)

    assert permits.find(number, agency=LICENCES) is None
    assert number not in [one.number for one in permits.search(agency=LICENCES, words=number)[0]]
    assert permits.uses_of(number, agency=LICENCES) == []
    with pytest.raises(errors.PermitUnknown):
        permits.move(number, "revoked", reason="theirs", by=other, at=now())
    with pytest.raises(errors.PermitUnknown):
        permits.change(grant(number), law=law(), by=other, at=now())


@pytest.mark.parametrize(
    "by", [Actor(name="user:x", office=ANIMALS), Actor(name="user:y", permissions=frozenset({"permits:write"}))]
)
def test_nobody_without_permission_and_agency_writes(by: Actor) -> None:
    with pytest.raises(Forbidden):
        permits.issue(grant(fresh()), law=law(), by=by, at=now())


def test_what_was_used_stays_used_when_a_quantity_is_changed() -> None:
    number = fresh()
    issue(number)

    file = permits.change(grant(number, quantities={"KGM": Decimal(800)}), law=law(), by=officer(), at=now())
    again = permits.change(grant(number, quantities={"KGM": Decimal(800)}), law=law(), by=officer(), at=now())

    assert (file.balances[0].quantity, file.balances[0].left) == (800, 800)
    assert again == file
    assert [told.facts.get("what") for told in log.about(f"permit/{number}")] == [None, "quantities"]


def test_number_kind_and_holder_stay_as_they_were_issued() -> None:
    number = fresh()
    issue(number)

    file = permits.change(
        grant(number, holder="DL0000001025", document="N851", goods=("70",)), law=law(), by=officer(), at=now()
    )

    assert (file.document, file.holder, file.goods) == ("N853", grant(number).holder, ("70",))


def test_a_suspended_permit_comes_back_and_a_revoked_one_does_not() -> None:
    number, by = fresh(), officer()
    issue(number)

    with pytest.raises(errors.ReasonMissing):
        permits.move(number, "suspended", reason=" ", by=by, at=now())
    assert permits.move(number, "suspended", reason="Outbreak", by=by, at=now()).status == "suspended"
    assert permits.move(number, "issued", reason="", by=by, at=now()).status == "issued"
    assert permits.move(number, "revoked", reason="Forged", by=by, at=now()).reason == "Forged"
    for status in ("issued", "suspended"):
        with pytest.raises(errors.StatusFinal):
            permits.move(number, status, reason="again", by=by, at=now())
    with pytest.raises(errors.StatusFinal):
        permits.change(grant(number, goods=()), law=law(), by=by, at=now())


def test_an_agency_searches_by_number_holder_kind_and_status() -> None:
    number = fresh("FIND")
    issue(number)
    permits.move(number, "suspended", reason="Outbreak", by=officer(), at=now())

    def found(**asked: Any) -> list[str]:
        return [one.number for one in permits.search(agency=ANIMALS, **asked)[0]]

    assert found(words=number.lower()) == [number]
    assert number in found(words="N853", status="suspended")
    assert number not in found(words="N853", status="issued")
    assert found(words="FIND%") == []
