"""Replay over many lodged declarations finds no difference."""

import os
import random
from decimal import Decimal

import msgspec
import pytest

from clearway.clearance import conductor
from clearway.clearance.record import Submitted
from clearway.clearance.replay import replay
from clearway.core.facts.answer import Answer
from clearway.core.facts.declaration import Declaration
from clearway.core.kernel.money import Money
from clearway.platform.identity.actor import Actor
from tests.conftest import demonstration
from tests.core.target.ordinary import ordinary

DECLARATIONS = 10_000 if os.environ.get("CLEARWAY_PROVE") == "1" else 200
BATCH = 200


def _varied(chance: random.Random, reference: str) -> Declaration:
    """Ordinary trade of every kind, and the demonstration's lawful import at other prices and masses."""
    if chance.random() < 0.5:
        return msgspec.structs.replace(ordinary(chance)[0], reference=reference)
    declaration = demonstration(chance.choice(["1-tableware", "3-export", "4-warehouse"])).declaration
    shipment = declaration.goods_shipment
    assert shipment is not None
    price = Money(Decimal(chance.randrange(100, 900_000)) / 100, "EUR")
    item = msgspec.structs.replace(shipment.items[0], price=price, net_mass=Decimal(chance.randrange(1, 120)))
    return msgspec.structs.replace(
        declaration,
        reference=reference,
        invoice_amount=price,
        goods_shipment=msgspec.structs.replace(shipment, items=(item,)),
    )


@pytest.mark.proof
@pytest.mark.usefixtures("country")
def test_every_decision_made_again_is_the_same(broker: Actor) -> None:
    chance = random.Random(42)
    mrns = set()
    for start in range(0, DECLARATIONS, BATCH):
        batch = [
            Submitted(_varied(chance, f"REPLAY-{number:06}"), "json", b"{}") for number in range(start, start + BATCH)
        ]
        answers = conductor.lodge_many(batch, by=broker)
        mrns |= {answer.mrn for answer in answers if isinstance(answer, Answer)}

    replayed = {one.mrn: one.differences for one in replay()}

    assert len(mrns) == DECLARATIONS
    assert mrns <= replayed.keys()
    assert [difference for mrn in mrns for difference in replayed[mrn or ""]] == []
