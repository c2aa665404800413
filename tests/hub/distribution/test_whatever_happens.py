"""Whatever is lost, repeated, suspended, changed or withdrawn: in the end the copy is the register, as granted."""

import itertools
import random
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clearway.hub.consents import public as consents
from clearway.hub.distribution import models
from clearway.hub.distribution import public as distribution
from clearway.hub.distribution.public import DistributionError
from clearway.hub.exchange import public as exchange
from clearway.hub.exchange.public import Denied
from clearway.platform.calendar import now
from tests.hub.distribution.receiving import Receiver, Register, consent

pytestmark = pytest.mark.usefixtures("country")
STEPS = (
    "take", "lost", "unacknowledged", "put", "move", "remove", "give", "withdraw", "suspend", "resume", "changes",
    "spoil", "twice",
)  # fmt: skip
_numbers = itertools.count(1)


class World:
    """A register, a receiver, and everything that may happen to both."""

    def __init__(self, seed: int, *, by_consent: bool, tells: bool) -> None:
        number = next(_numbers)
        self.random = random.Random(seed)
        self.register = Register("whatever", tells=tells)
        self.keys = [f"P{700 + number}{n:04}" for n in range(12)]
        self.register.put(*self.keys[:7])
        self.receiver = Receiver(f"DL-W{number}", exemption="" if by_consent else "CR-12").agree()
        self.given: dict[str, str] = {}
        self.is_suspended, self.by_consent = False, by_consent
        for key in self.keys[::2]:
            self.give(key)
        self.receiver.subscribe(part_rows=self.random.randint(1, 4))

    def take(self) -> None:
        self.receiver.take()

    def lost(self) -> None:
        self.receiver.take(is_lost=True)

    def unacknowledged(self) -> None:
        self.receiver.take(is_acknowledged=False)

    def twice(self) -> None:
        found = distribution.parts(self.receiver.number, by=self.receiver.by)
        for one in found[:1]:
            if one.state == "acknowledged":
                self.receiver.acknowledge(one.number, one.checksum)

    def put(self) -> None:
        self.register.put(self.random.choice(self.keys))

    def move(self) -> None:
        known = sorted(self.register.records)
        if known:
            self.register.put(self.random.choice(known), address=f"{self.random.randint(2, 99)} Hill Road")

    def remove(self) -> None:
        self.register.remove(self.random.choice(self.keys))

    def give(self, key: str = "") -> None:
        key = key or self.random.choice(self.keys)
        if self.by_consent and key not in self.given:
            self.given[key] = consent(self.receiver, key)

    def withdraw(self) -> None:
        if self.given:
            key = self.random.choice(sorted(self.given))
            consents.withdraw(self.given.pop(key), subject=key, by=f"person:{key}", at=now())

    def suspend(self) -> None:
        if not self.is_suspended:
            self.receiver.holder_moves("suspended")
            self.is_suspended = True

    def resume(self) -> None:
        if self.is_suspended:
            self.receiver.holder_moves("approved")
            self.is_suspended = False

    def changes(self) -> None:
        self.receiver.ask_for_changes()

    def spoil(self) -> None:
        """The receiver loses a row, and says what it has."""
        if self.receiver.copy:
            del self.receiver.copy[self.random.choice(sorted(self.receiver.copy))]
        if self.receiver.heads:
            fingerprints = self.receiver.fingerprints()
            distribution.compare(self.receiver.number, fingerprints, by=self.receiver.by, at=now())

    def granted(self) -> dict[str, dict[str, object]]:
        """The register as it is granted."""
        shown = self.register.records.items()
        return {key: one for key, one in shown if not self.by_consent or key in self.given}


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(STEPS), max_size=25),
    st.integers(0, 2**32),
    st.booleans(),
    st.booleans(),
)
def test_in_the_end_the_copy_is_the_register(steps: list[str], seed: int, by_consent: bool, tells: bool) -> None:
    world = World(seed, by_consent=by_consent, tells=tells)
    for step in steps:
        verb: Callable[[], None] = getattr(world, step)
        before = len(world.receiver.heads)
        try:
            verb()
        except (Denied, DistributionError):
            assert world.is_suspended or step == "twice"
        if world.by_consent and len(world.receiver.heads) > before:
            assert _came_last(world) <= world.given.keys()

    world.resume()
    world.receiver.drain()
    world.receiver.ask_for_changes()
    world.receiver.drain()

    assert world.receiver.rows == world.granted()
    for key in world.keys:
        ordinals = [one.ordinal for one in exchange.about(f"person/{key}")]
        assert ordinals == list(range(exchange.count(f"person/{key}"), 0, -1))
    sent = models.Sending.objects.filter(part__distribution=world.receiver.number)
    accesses = sum(len(bytes(one.salts)) // 16 for one in sent)
    told = [one for key in world.keys for one in exchange.about(f"person/{key}")]
    assert len([one for one in told if one.organisation == world.receiver.organisation]) == accesses
    world.register.close()


def _came_last(world: World) -> set[str]:
    """Whom the last part was of."""
    return {values["person"] for key, (_, _, values) in world.receiver.copy.items() if key in world.receiver.came}
