"""A file that could not be assessed lies on an officer's desk until it is amended, withdrawn or refused."""

from decimal import Decimal

import msgspec
import pytest

from clearway.clearance import amend
from clearway.clearance.giving_out import ask_for_decisions, assign_waiting
from clearway.clearance.officer import work
from clearway.clearance.record import Submitted
from clearway.core.facts.declaration import Declaration
from clearway.core.facts.documents import Amendment
from clearway.core.kernel.money import Money
from clearway.formats.wco import declaration as wco
from clearway.platform.calendar import now
from clearway.stations.controls import public as controls
from clearway.stations.controls.errors import NotPossibleNow, NotYours
from clearway.stations.controls.public import desks
from clearway.stations.declarations import public as declarations
from clearway.stations.declarations.public import DeclarationFile
from tests.clearance.officer.desk import (
    OFFICE,
    OTHER_OFFICE,
    actor,
    alone,
    case,
    do,
    empty,
    events,
    fresh,
    in_hand,
    person,
    stands,
    trader,
    unassessed,
    yellow,
)


def _on_the_worklist(file: DeclarationFile, officer: str | None = None) -> list[work.Piece]:
    return [one for one in work.open_work(OFFICE, at=now(), officer=officer) if one.declaration == file.id]


def _in_euro(file: DeclarationFile, *, currency: str = "EUR", mass: int = 100) -> None:
    """The trader amends the file: everything is in a currency whose rate is known."""
    said = declarations.version_of(file.id, file.version).facts
    shipment = said.goods_shipment
    assert shipment is not None
    [item] = shipment.items
    priced = msgspec.structs.replace(item, price=Money(Decimal(2500), currency), net_mass=Decimal(mass))
    places = ("goods_shipment/items/1/price", "goods_shipment/items/1/net_mass", "invoice_amount")
    changed = msgspec.structs.replace(
        said,
        function_code="13",
        type_code="COR",
        reference=fresh("CHANGE"),
        mrn=file.mrn,
        amendments=(Amendment(reason_code="32", pointers=tuple(step for one in places for step in wco.steps(one))),),
        invoice_amount=Money(Decimal(2500), currency),
        goods_shipment=msgspec.structs.replace(shipment, items=(priced,)),
    )
    amend.amend(Submitted(changed, "json", b"{}"), places, number=None, by=trader())


def _withdraw(file: DeclarationFile) -> None:
    request = Declaration(
        function_code="13",
        type_code="INV",
        reference=fresh("WITHDRAW"),
        mrn=file.mrn,
        amendments=(Amendment(reason_code="1"),),
    )
    answer = amend.cancel(Submitted(request, "json", b"{}"), number=None, by=trader())
    assert answer.outcome == "cancelled"


def test_it_is_given_out_by_chance_like_every_other_work() -> None:
    file = unassessed()
    name = alone()

    given = assign_waiting(at=now(), office=OFFICE)

    [asked] = case(file).controls
    assert (given >= 1, asked.kind, asked.officer, asked.opened_at) == (True, "decision", name, file.lodged_at)
    assert events(file)[-2:] == ["controls.opened.v1", "controls.assigned.v1"]
    assert assign_waiting(at=now(), office=OFFICE) == 0
    assert len(case(file).controls) == 1


def test_only_its_own_office_is_asked() -> None:
    file = unassessed()

    assert ask_for_decisions(at=now(), office=OTHER_OFFICE) == 0
    assert case(file).controls == ()
    assert ask_for_decisions(at=now(), office=OFFICE) >= 1
    assert ask_for_decisions(at=now(), office=OFFICE) == 0


def test_it_has_a_clock_that_stands_still_while_the_trader_is_asked() -> None:
    file = unassessed()
    name = in_hand(file)

    [before] = _on_the_worklist(file, name)
    do(file, controls.Ask("In which currency was the invoice?"), by=actor(name))
    [after] = _on_the_worklist(file, name)

    assert before.what == "decision"
    assert before.clock is not None
    assert after.clock is not None
    assert before.clock.is_running
    assert not after.clock.is_running
    assert {one.step for one in case(file).clocks} == {"decision", "answer"}


def test_nobody_declares_it_checked() -> None:
    file = unassessed()
    name = in_hand(file)

    with pytest.raises(NotPossibleNow):
        do(file, controls.CloseCheck(case(file).controls[0].id, "conform"), by=actor(name))
    assert stands(file.mrn).waits_for == "officer"


def test_only_whoever_has_it_in_hand_decides() -> None:
    file = unassessed()
    in_hand(file)

    with pytest.raises(NotYours):
        do(file, controls.Refuse("R01", "No rate"), by=actor(person()))


def test_refusing_it_ends_the_work() -> None:
    file = unassessed()
    name = in_hand(file)

    after = do(file, controls.Refuse("R01", "No rate is published for this currency"), by=actor(name))

    assert (after.state, case(file).controls[0].result) == ("refused", "refused")
    assert _on_the_worklist(file) == []
    assert ask_for_decisions(at=now(), office=OFFICE) == 0


def test_a_refusal_set_aside_asks_again_from_that_time_on() -> None:
    file = unassessed()
    name = in_hand(file)
    do(file, controls.Refuse("R01", "No rate"), by=actor(name))
    do(file, controls.LodgeAppeal(case(file).notices[0].id, "One is published today"), by=trader())
    other = alone()
    assign_waiting(at=now(), office=OFFICE)
    do(file, controls.DecideAppeal(case(file).appeals[0].id, "upheld", "It is"), by=actor(other))

    assign_waiting(at=now(), office=OFFICE)

    assert stands(file.mrn).state == "validated"
    first, second = case(file).controls
    assert (first.closed_at is not None, second.closed_at) == (True, None)
    assert second.opened_at == case(file).appeals[0].decided_at


def test_an_amendment_that_can_be_assessed_ends_the_work_by_itself() -> None:
    file = unassessed()
    name = in_hand(file)

    _in_euro(file)

    after = stands(file.mrn)
    assert (after.state, after.waits_for) == ("permitted", "payment")
    assert (case(file).controls[0].result, case(file).controls[0].closed_at is None) == ("amended", False)
    assert controls.hindrances(file.id) == ()
    assert _on_the_worklist(file, name) == []


def test_an_amendment_that_cannot_be_assessed_either_leaves_it_in_the_same_hands() -> None:
    file = unassessed()
    name = in_hand(file)

    _in_euro(file, currency="TND", mass=90)
    assign_waiting(at=now(), office=OFFICE)

    assert stands(file.mrn).version == 2
    [still] = case(file).controls
    assert (still.officer, still.closed_at) == (name, None)


def test_a_hold_on_it_keeps_the_goods_after_the_amendment() -> None:
    file = unassessed()
    name = in_hand(file)
    do(file, controls.PlaceHold("A call from the port"), by=actor(name))

    _in_euro(file)

    assert [one.waits_for for one in controls.hindrances(file.id)] == ["officer"]
    do(file, controls.LiftHold(case(file).holds[0].id, "Settled"), by=actor(name))
    assert controls.hindrances(file.id) == ()


def test_withdrawing_a_file_ends_what_officers_had_open() -> None:
    for file in (unassessed(), yellow()):
        in_hand(file)

        _withdraw(file)

        assert {one.result for one in case(file).controls} == {"cancelled"}
        assert all(one.closed_at for one in case(file).controls)


def test_work_of_one_officer_is_found_behind_however_much_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "MOST", 2)
    older = [yellow() for _ in range(3)]
    alone()
    assign_waiting(at=now(), office=OFFICE)
    file = yellow()
    name = in_hand_of_another(file)

    mine = work.open_work(OFFICE, at=now(), officer=name)
    every = work.open_work(OFFICE, at=now())

    assert file.id in {one.declaration for one in mine}
    assert len([one for one in every if one.what == "documents"]) == 2
    assert work.counted(OFFICE, name, signs=False)[0] >= len(older) + 1


def in_hand_of_another(file: DeclarationFile) -> str:
    """A file in the hands of somebody new, who has nothing else."""
    name = person()
    [number] = [one.id for one in case(file).controls]
    desks.assign([desks.Assigned("control", number, file.mrn, "", name, "drawn by chance and load")], at=now())
    return name


def test_a_file_waits_on_no_desk_while_nobody_is_present_but_is_on_the_worklist() -> None:
    file = unassessed()
    empty()

    assign_waiting(at=now(), office=OFFICE)

    [piece] = _on_the_worklist(file)
    assert (piece.what, piece.officer) == ("decision", "")
