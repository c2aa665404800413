"""A declaration's permits are written off with it, once, and come back with it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal

import msgspec
import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from clearway.clearance import amend, waiting
from clearway.clearance.proceed import proceed
from clearway.clearance.record import Submitted
from clearway.core.facts.declaration import Declaration
from clearway.core.facts.documents import Amendment
from clearway.core.facts.goods import GoodsShipment
from clearway.formats.wco import declaration as wco
from clearway.gateways.messages.receive import Received
from clearway.platform.calendar import now
from clearway.platform.events import log
from clearway.platform.identity.actor import Actor
from clearway.stations.declarations import public as declarations
from clearway.stations.permits import models
from clearway.stations.permits import public as permits
from tests.conftest import BROKER
from tests.stations.permits.naming import ANIMALS, fresh, grant, law, lodged, naming, officer, standing

pytestmark = pytest.mark.usefixtures("country")

PLACES = ("goods_shipment/items/1/net_mass",)


def issued(number: str, **changes: object) -> str:
    permits.issue(grant(number, **changes), law=law(), by=officer(), at=now())
    return number


def left(number: str) -> Decimal:
    file = permits.find(number, agency=ANIMALS)
    assert file is not None
    return file.balances[0].left


def test_a_covered_declaration_is_released_and_its_quantity_is_gone(broker: Actor) -> None:
    number = issued(fresh())

    file = lodged(naming(number), broker)

    assert (file.state, file.waits_for) == ("released", "")
    assert left(number) == 400
    assert [(use.mrn, use.quantity) for use in permits.uses_of(number, agency=ANIMALS)] == [(file.mrn, Decimal(100))]
    assert "permits.written_off.v1" in [told.type for told in log.about(f"declaration/{file.mrn}")]


def test_a_declaration_waits_for_its_permit_and_goes_on_when_it_is_issued(broker: Actor) -> None:
    number = fresh()
    file = lodged(naming(number), broker)

    assert (file.state, file.waits_for) == ("targeted", "permit")
    assert [one.rule for one in permits.standing_of(file.id).missing] == ["PRM-102"]
    assert permits.waiting_for(number) == [file.id]
    assert file.mrn in [one.mrn for one in permits.waiting_at(ANIMALS, limit=1000)]

    issued(number)
    assert proceed(file.id, at=now()).state == "released"
    assert permits.waiting_for(number) == []
    assert permits.standing_of(file.id).missing == ()


def test_what_is_missing_is_told_once_however_often_it_is_asked(broker: Actor) -> None:
    file = lodged(naming(fresh()), broker)
    for _ in range(3):
        proceed(file.id, at=now())

    types = [told.type for told in log.about(f"declaration/{file.mrn}")]
    assert types.count("permits.awaited.v1") == 1


def test_covering_twice_writes_off_once(broker: Actor) -> None:
    number = issued(fresh())
    file = lodged(naming(number), broker)
    facts = declarations.version_of(file.id, 1).facts

    again = permits.cover(file.id, file.mrn, facts, law(), now())

    assert again.is_covered
    assert left(number) == 400
    assert len(permits.uses_of(number, agency=ANIMALS)) == 1


def test_a_declaration_that_needs_exactly_what_it_already_has_stays_covered(broker: Actor) -> None:
    """What it used is counted as still there when it is asked again."""
    number = issued(fresh(), quantities={"KGM": Decimal(100)})
    file = lodged(naming(number), broker)

    assert left(number) == 0
    assert permits.cover(file.id, file.mrn, declarations.version_of(file.id, 1).facts, law(), now()).is_covered


def test_another_version_gives_back_and_writes_off_anew(broker: Actor) -> None:
    number = issued(fresh())
    file = lodged(naming(number), broker)
    facts = declarations.version_of(file.id, 1).facts
    [item] = facts.items
    assert facts.goods_shipment is not None
    after = msgspec.structs.replace(
        facts,
        goods_shipment=msgspec.structs.replace(
            facts.goods_shipment, items=(msgspec.structs.replace(item, net_mass=Decimal(30)),)
        ),
    )

    permits.cover(file.id, file.mrn, after, law(), now())

    assert left(number) == 470
    assert [use.quantity for use in permits.standing_of(file.id).uses if use.given_back_at is None] == [Decimal(30)]


def test_a_withdrawn_declaration_gives_everything_back_once(broker: Actor) -> None:
    number = issued(fresh())
    file = lodged(naming(number), broker)

    permits.give_back(file.id, file.mrn, now())
    permits.give_back(file.id, file.mrn, now())

    assert left(number) == 500
    types = [told.type for told in log.about(f"declaration/{file.mrn}")]
    assert types.count("permits.given_back.v1") == 1


def test_nothing_is_written_off_where_one_of_two_permits_is_missing(broker: Actor) -> None:
    number = issued(fresh())

    file = lodged(naming(number, fresh()), broker)

    assert file.waits_for == "permit"
    assert left(number) == 500


def test_the_database_refuses_a_balance_below_nothing() -> None:
    number = issued(fresh())

    with pytest.raises(IntegrityError), transaction.atomic():
        models.Balance.objects.filter(permit_id=number).update(left=-1)


@pytest.mark.parametrize("many", [8])
def test_declarations_at_the_same_time_never_overdraw(broker: Actor, many: int) -> None:
    """500 kg are enough for five declarations of 100 kg, whoever comes first."""
    number = issued(fresh())

    def lodge(_: int) -> str:
        try:
            return lodged(naming(number), broker).mrn
        finally:
            connection.close()

    with ThreadPoolExecutor(many) as threads:
        files = [standing(mrn) for mrn in threads.map(lodge, range(many))]

    assert [file.state for file in files].count("released") == 5
    assert [file.waits_for for file in files].count("permit") == many - 5
    assert left(number) == 0


def test_a_permit_issued_while_a_declaration_looks_for_it_is_not_missed(broker: Actor) -> None:
    """Either the declaration finds the permit, or whoever issued it finds the declaration."""
    for _ in range(6):
        number = fresh()
        received = naming(number)

        def lodge(one: Received = received) -> str:
            try:
                return lodged(one, broker).mrn
            finally:
                connection.close()

        def issue(one: str = number) -> list[int]:
            try:
                issued(one)
                return permits.waiting_for(one)
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as threads:
            lodging, issuing = threads.submit(lodge), threads.submit(issue)
            mrn, found = lodging.result(), issuing.result()

        file = standing(mrn)
        assert file.state == "released" or found == [file.id]


@how(max_examples=12)
@given(st.lists(st.sampled_from(["cover", "give back"]), min_size=1, max_size=8))
def test_in_any_order_what_is_left_and_what_is_used_make_the_whole(steps: list[str]) -> None:
    number = issued(fresh())
    file = lodged(naming(number), Actor(name="tests", party=BROKER, permissions=frozenset({"declarations:write"})))
    facts = declarations.version_of(file.id, 1).facts

    for step in steps:
        if step == "cover":
            permits.cover(file.id, file.mrn, facts, law(), now())
        else:
            permits.give_back(file.id, file.mrn, now())

    used = [use.quantity for use in permits.uses_of(number, agency=ANIMALS) if use.given_back_at is None]
    assert left(number) + sum(used) == 500
    assert bool(used) == (steps[-1] == "cover")


def test_an_amended_or_withdrawn_declaration_gives_its_permits_back(broker: Actor) -> None:
    """Through the doors: permitted and waiting for payment, it can still be changed and withdrawn."""
    number = issued(fresh())
    received = naming(number, name="1-tableware")
    file = lodged(received, broker)
    assert proceed(file.id, at=now()).state == "permitted"
    assert left(number) == 400

    shipment = received.declaration.goods_shipment
    assert shipment is not None
    lighter = msgspec.structs.replace(
        shipment, items=(msgspec.structs.replace(shipment.items[0], net_mass=Decimal(60)),)
    )
    amend.amend(_change(received, file.mrn, lighter), PLACES, number=None, by=broker)
    assert left(number) == 440
    proceed(file.id, at=now())
    assert left(number) == 440

    withdrawal = Declaration(
        function_code="13", type_code="INV", reference=fresh("OUT"), mrn=file.mrn,
        amendments=(Amendment(reason_code="1"),),
    )  # fmt: skip
    amend.cancel(Submitted(withdrawal, "json", b"{}"), number=None, by=broker)
    assert (standing(file.mrn).state, left(number)) == ("cancelled", 500)


def _change(received: Received, mrn: str, shipment: GoodsShipment) -> Submitted:
    change = msgspec.structs.replace(
        received.declaration,
        function_code="13",
        type_code="COR",
        reference=fresh("CHANGE"),
        mrn=mrn,
        amendments=(Amendment(reason_code="32", pointers=wco.steps(PLACES[0])),),
        goods_shipment=shipment,
    )
    return Submitted(change, "json", b"{}")


def test_a_file_that_waits_for_its_payment_has_asked_the_agencies_already(broker: Actor) -> None:
    number, absent = issued(fresh()), fresh()

    covered = lodged(naming(number, name="1-tableware"), broker)
    uncovered = lodged(naming(absent, name="1-tableware"), broker)

    assert (covered.state, covered.waits_for, left(number)) == ("targeted", "payment", 400)
    assert uncovered.waits_for == "payment"
    assert permits.waiting_for(absent) == [uncovered.id]


def test_who_was_left_waiting_is_taken_on_a_minute_later(broker: Actor) -> None:
    number = fresh()
    file = lodged(naming(number), broker)
    issued(number)
    assert standing(file.mrn).waits_for == "permit"

    waiting.sweep(at=now())
    assert standing(file.mrn).waits_for == "permit"
    waiting.sweep(at=now() + timedelta(minutes=2))

    assert standing(file.mrn).state == "released"
