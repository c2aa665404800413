"""Replay over many lodged declarations finds no difference."""

import os
import random

import pytest

from clearway.clearance import conductor
from clearway.clearance.record import Submitted
from clearway.clearance.replay import replay
from clearway.core.facts.answer import Answer
from clearway.platform.identity.actor import Actor
from tests.core.target import ordinary

DECLARATIONS = 10_000 if os.environ.get("CLEARWAY_PROVE") == "1" else 200
BATCH = 200


@pytest.mark.proof
@pytest.mark.usefixtures("country")
def test_every_decision_made_again_is_the_same(broker: Actor) -> None:
    chance = random.Random(42)
    mrns = set()
    for start in range(0, DECLARATIONS, BATCH):
        batch = [
            Submitted(ordinary.declaration(chance, reference=f"REPLAY-{number:06}"), "json", b"{}")
            for number in range(start, start + BATCH)
        ]
        answers = conductor.lodge_many(batch, by=broker)
        mrns |= {answer.mrn for answer in answers if isinstance(answer, Answer)}

    replayed = {one.mrn: one.differences for one in replay()}

    assert len(mrns) == DECLARATIONS
    assert mrns <= replayed.keys()
    assert [difference for mrn in mrns for difference in replayed[mrn or ""]] == []
