"""Goods leave when they are here; their operator is told, and says when they have gone."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import connection

from clearway.clearance.proceed import proceed
from clearway.gateways.messages.receive import Received
from clearway.platform.calendar import now
from clearway.platform.events import log
from clearway.platform.identity.actor import Actor
from clearway.stations.cargo import errors
from clearway.stations.cargo import public as cargo
from clearway.stations.declarations import public as declarations
from tests.stations.cargo.reporting import (
    CARRIER,
    DEPOT,
    TERMINAL,
    announcement,
    fresh,
    law,
    lodged,
    naming,
    operator,
    standing,
)

pytestmark = pytest.mark.usefixtures("country")


def announced(document: str, **changes: object) -> str:
    return cargo.announce(announcement(document, **changes), by=operator(), at=now()).number


def arrived(number: str, packages: int | None = 10) -> list[int]:
    cargo.arrive(number, packages=packages, by=operator(), at=now())
    return cargo.awaiting(number)


def test_goods_that_nobody_has_announced_are_taken_to_be_here(broker: Actor) -> None:
    assert lodged(naming(fresh()), broker).state == "released"
    assert lodged(naming(container=fresh("MSKU")), broker).state == "released"


def test_announced_goods_are_waited_for_until_they_arrive(broker: Actor) -> None:
    bill = fresh()
    number = announced(bill)
    file = lodged(naming(bill), broker)

    assert (file.state, file.waits_for) == ("paid", "arrival")
    assert cargo.whereabouts(declarations.version_of(file.id, 1).facts, law())[0].arrived_at is None
    assert proceed(file.id, at=now()).waits_for == "arrival"

    assert arrived(number) == [file.id]
    assert proceed(file.id, at=now()).state == "released"
    assert cargo.awaiting(number) == []
    types = [told.type for told in log.about(f"declaration/{file.mrn}")]
    assert types.count("cargo.goods_arrived.v1") == types.count("cargo.release_told.v1") == 1


def test_a_pre_lodged_declaration_waits_for_goods_not_announced_yet(broker: Actor) -> None:
    bill = fresh()
    file = lodged(naming(bill, typeCode="IMD"), broker)

    assert file.waits_for == "arrival"
    number = announced(bill)
    assert cargo.awaiting(number) == [file.id]
    assert proceed(file.id, at=now()).waits_for == "arrival"
    arrived(number)
    assert proceed(file.id, at=now()).state == "released"


def test_an_import_without_a_transport_document_is_known_by_its_container(broker: Actor) -> None:
    container = fresh("MSKU")
    number = announced(fresh(), containers=(container,))
    file = lodged(naming(container=container), broker)

    assert file.waits_for == "arrival"
    assert arrived(number) == [file.id]


def test_a_container_that_has_left_is_another_one_when_it_comes_again(broker: Actor) -> None:
    container, bill = fresh("MSKU"), fresh()
    first = announced(bill, containers=(container,))
    arrived(first)
    lodged(naming(bill), broker)
    cargo.gate_out(first, by=operator(), at=now())

    assert lodged(naming(container=container, typeCode="IMD"), broker).waits_for == "arrival"


def test_more_packages_declared_than_arrived_keep_the_goods(broker: Actor) -> None:
    bill = fresh()
    number = announced(bill)
    arrived(number, 9)
    file = lodged(naming(bill), broker)
    facts = declarations.version_of(file.id, 1).facts

    assert file.waits_for == "arrival"
    [hindrance] = cargo.hindrances(file.id, file.mrn, facts, law(), now())
    assert hindrance.what == "packages 9 of 10"

    assert arrived(number, 10) == [file.id]
    assert proceed(file.id, at=now()).state == "released"


def test_cargo_that_was_not_counted_holds_nothing_up(broker: Actor) -> None:
    bill = fresh()
    arrived(announced(bill, packages=None), None)

    assert lodged(naming(bill), broker).state == "released"


def test_an_operator_lets_go_what_was_released_and_nothing_else(broker: Actor) -> None:
    bill = fresh()
    number = announced(bill)
    with pytest.raises(errors.NotArrived):
        cargo.gate_out(number, by=operator(), at=now())
    arrived(number)
    with pytest.raises(errors.NotReleased):
        cargo.gate_out(number, by=operator(), at=now())

    file = lodged(naming(bill), broker)
    assert [one.mrn for one in _listed(number).may_leave] == [file.mrn]
    with pytest.raises(errors.NotReleased):
        cargo.gate_out(number, mrn="26DL00000000000000", by=operator(), at=now())
    assert cargo.gate_out(number, by=operator(), at=now()).state == "left"

    assert number not in [one.number for one in cargo.may_leave(operator=TERMINAL)]
    again = cargo.gate_out(number, by=operator(), at=now())
    assert again.left_at is not None
    types = [told.type for told in log.about(f"declaration/{file.mrn}")]
    assert types.count("cargo.goods_left.v1") == 1
    with pytest.raises(errors.AlreadyLeft):
        cargo.arrive(number, packages=10, by=operator(), at=now())


def test_cargo_of_two_declarations_leaves_with_the_last(broker: Actor) -> None:
    bill = fresh()
    number = announced(bill, packages=20)
    arrived(number, 20)
    first, second = lodged(naming(bill), broker), lodged(naming(bill), broker)

    assert cargo.gate_out(number, mrn=first.mrn, by=operator(), at=now()).state == "arrived"
    assert [one.mrn for one in _listed(number).may_leave] == [second.mrn]
    assert cargo.gate_out(number, by=operator(), at=now()).state == "left"


def test_a_release_finds_its_cargo_though_it_was_announced_later(broker: Actor) -> None:
    bill = fresh()
    file = lodged(naming(bill), broker)
    assert file.state == "released"

    number = announced(bill)
    arrived(number)

    assert [one.mrn for one in _listed(number).may_leave] == [file.mrn]
    types = [told.type for told in log.about(f"declaration/{file.mrn}")]
    assert types.count("cargo.release_told.v1") == 1


def test_an_arrival_while_a_declaration_looks_for_it_is_not_missed(broker: Actor) -> None:
    """Either the declaration finds the goods here, or whoever reported them finds the declaration."""
    for _ in range(6):
        bill = fresh()
        number, received = announced(bill), naming(bill)

        def lodge(one: Received = received) -> str:
            try:
                return lodged(one, broker).mrn
            finally:
                connection.close()

        def report(one: str = number) -> list[int]:
            try:
                return arrived(one)
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as threads:
            lodging, reporting = threads.submit(lodge), threads.submit(report)
            mrn, found = lodging.result(), reporting.result()

        file = standing(mrn)
        assert file.state == "released" or found == [file.id]


def test_the_same_announcement_again_changes_nothing_and_another_is_refused() -> None:
    said = announcement(fresh())
    first = cargo.announce(said, by=operator(), at=now())

    assert cargo.announce(said, by=operator(), at=now()) == first
    with pytest.raises(errors.NumberTaken):
        cargo.announce(said, by=operator(DEPOT), at=now())
    assert len(log.about(f"cargo/{said.number}")) == 1


def test_a_carrier_announces_and_the_operator_of_the_premises_reports() -> None:
    number = cargo.announce(announcement(fresh(), operator=DEPOT), by=operator(CARRIER), at=now()).number

    assert cargo.find(number, party=CARRIER) is not None
    assert cargo.find(number, party=TERMINAL) is None
    for stranger in (CARRIER, TERMINAL):
        with pytest.raises(errors.CargoUnknown):
            cargo.arrive(number, packages=1, by=operator(stranger), at=now())
    assert cargo.arrive(number, packages=1, by=operator(DEPOT), at=now()).state == "arrived"


@pytest.mark.parametrize("premises", ["", "DL0000001017", "DL9999999999"])
def test_cargo_comes_to_somebody_who_keeps_premises(premises: str) -> None:
    with pytest.raises(errors.OperatorUnknown):
        cargo.announce(announcement(fresh(), operator=premises), by=operator(CARRIER), at=now())


@pytest.mark.parametrize(
    "changes",
    [
        {"number": "a b"}, {"document": ""}, {"document": "x\0"}, {"containers": ("msku 1",)}, {"packages": -1},
        {"mass": Decimal("NaN")}, {"mass": Decimal("0.0000001")}, {"place": "\0"}, {"consignee": "x" * 201},
    ],
)  # fmt: skip
def test_an_unsound_announcement_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(errors.Unsound):
        cargo.announce(announcement(**{"document": fresh(), **changes}), by=operator(), at=now())  # type: ignore[arg-type] - wrong on purpose.


def _listed(number: str) -> cargo.CargoFile:
    [found] = [one for one in cargo.may_leave(operator=TERMINAL) if one.number == number]
    return found
