"""Whoever runs the log and holds its key deletes, edits, reorders, hides, rolls back or shows two views: all found.

An auditor knows the log's public key and that of one witness, and kept a checkpoint; persons kept their lists; who
asked keeps the proof of the access. With no more than that both verifiers find every fraud, and raise no false alarm.
"""

import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from clearway.core.kernel import merkle
from clearway.hub.exchange.events import LookedUp
from clearway.platform.events.event import committed_bytes, recorded
from clearway.platform.transparency import lists, tiles, witnessing
from clearway.platform.transparency.lists import Concealed, Entry, Opened
from clearway.platform.transparency.notes import Signer
from clearway.platform.transparency.verify import Bundle
from tests.platform.transparency import build
from tests.proofs.verifiers import Verifiers

FRAUDS = 1000 if os.environ.get("CLEARWAY_PROVE") == "1" else 60
SEED = 20261122
PERSONS, BEFORE, SIZE = 12, 330, 700
BEGUN = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
WITNESS = Signer("witness.example", Ed25519PrivateKey.from_private_bytes(bytes([7] * 32)))
LOG = build.SIGNER
SENSES = ("CR-12", "LI-03", "TX-44")


class LookUp(NamedTuple):
    """One access as the house stored it."""

    person: int
    ordinal: int
    event: bytes
    salt: bytes

    @property
    def entry(self) -> bytes:
        """What stands in the log for it."""
        return build.sha256(self.salt + self.event).digest()


class State(NamedTuple):
    """The log at one length: its copy, and the checkpoint with the witness's signature."""

    entries: list[bytes]
    node: merkle.NodeSource
    note: str
    at: datetime


class World:
    """A log of look-ups, honestly kept, with what outside parties hold of it."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        """Record look-ups about some persons; the witness sees two checkpoints."""
        self.folder, self.chance = folder, chance
        self.watcher = witnessing.Watcher(WITNESS, (LOG.verifier,), witnessing.Memory(folder / "witness"))
        counted = Counter[int]()
        self.looked_up = [_looked_up(chance, counted, number) for number in range(SIZE)]
        self.before = self._state(BEFORE, 0)
        self.after = self._state(SIZE, BEFORE)
        self.kept = folder / "kept.note"
        self.kept.write_text(self.before.note)
        self.newest = folder / "newest.note"
        self.newest.write_text(self.after.note)
        self._number = 0

    @property
    def options(self) -> list[str]:
        """What an auditor asks for besides the log's own word."""
        return ["--older", str(self.kept), "--witness", self.watcher.vkey]

    def fresh(self) -> Path:
        """A folder that nothing is in."""
        self._number += 1
        found = self.folder / f"{self._number:05}"
        found.mkdir()
        return found

    def copy(self, entries: list[bytes], note: str) -> Path:
        """A copy of a log with these entries under a note."""
        return build.write(self.fresh(), build.files(entries) | {"checkpoint": note.encode()})

    def shown(self, state: State, person: int) -> list[Entry]:
        """A person's accesses as the house shows them; the law conceals a few."""
        found: list[Entry] = []
        for index, one in enumerate(self.looked_up[: len(state.entries)]):
            if one.person == person:
                found.append(self.entry(state, index, one, is_concealed=index % 11 == 5))
        return found

    def entry(self, state: State, index: int, one: LookUp, *, is_concealed: bool = False) -> Entry:
        """One access with its proof."""
        path = merkle.inclusion_proof(index, len(state.entries), state.node)
        proof = [build.b64encode(part).decode() for part in path]
        if is_concealed:
            return Concealed(build.b64encode(one.entry).decode(), index, proof)
        return Opened(one.event.decode(), build.b64encode(one.salt).decode(), index, proof)

    def list_of(self, state: State, person: int, entries: list[Entry]) -> Path:
        """A list as the house hands it out, sealed by the log's key."""
        checkpoint = LOG.verifier.open_checkpoint(state.note)
        made = lists.sealed(
            _subject(person), entries, checkpoint=checkpoint, note=state.note, signer=LOG, at=state.at
        )
        path = self.fresh() / "list.json"
        path.write_bytes(made.encoded())
        return path

    def proof_of(self, state: State, index: int) -> Path:
        """The proof that whoever asked holds of an access."""
        one = self.looked_up[index]
        path = merkle.inclusion_proof(index, len(state.entries), state.node)
        made = Bundle.of(one.event, one.salt, index=index, proof=path, checkpoint=state.note)
        found = self.fresh() / "proof.json"
        found.write_bytes(made.encoded())
        return found

    def _state(self, size: int, seen: int) -> State:
        entries = [one.entry for one in self.looked_up[:size]]
        node, note, at = _nodes(entries), build.checkpoint(entries), BEGUN + timedelta(seconds=size)
        proof = merkle.consistency_proof(seen, size, node)
        said = self.watcher.add_checkpoint(witnessing.request(seen, proof, note), at=at)
        assert said.status == 200, said
        return State(entries, node, note + said.content, at)


class Fraud(NamedTuple):
    """What is shown to whoever verifies, and what they ask for."""

    shown: Path
    options: list[str]


def deleted(world: World) -> Fraud:
    """An access is taken out of the log, and everything made anew over the rest."""
    entries = list(world.after.entries)
    del entries[world.chance.randrange(SIZE)]
    return _forged(world, entries)


def edited(world: World) -> Fraud:
    """An access is made to say something else, in the log or in what is shown of it."""
    index = world.chance.randrange(SIZE)
    one = world.looked_up[index]
    said = msgspec.json.decode(one.event)
    said["facts"]["article"] = world.chance.choice([sense for sense in SENSES if sense != said["facts"]["article"]])
    other = one._replace(event=lists.canonical.encode(said))
    if world.chance.random() < 0.5:
        entries = list(world.after.entries)
        entries[index] = other.entry
        return _forged(world, entries)
    state = world.after
    found = [
        world.entry(state, at, other if at == index else known)
        for at, known in enumerate(world.looked_up)
        if known.person == one.person
    ]
    return Fraud(world.list_of(state, one.person, found), ["--witness", world.watcher.vkey])


def reordered(world: World) -> Fraud:
    """Two accesses change places, in the log or in a person's list."""
    chance = world.chance
    if chance.random() < 0.6:
        entries = list(world.after.entries)
        one, other = chance.sample(range(SIZE), 2)
        entries[one], entries[other] = entries[other], entries[one]
        return _forged(world, entries)
    person = chance.randrange(PERSONS)
    found = world.shown(world.after, person)
    visible = [at for at, entry in enumerate(found) if isinstance(entry, Opened)]
    one, other = chance.sample(visible, 2)
    found[one], found[other] = found[other], found[one]
    return Fraud(world.list_of(world.after, person, found), ["--witness", world.watcher.vkey])


def hidden(world: World) -> Fraud:
    """An access stays in the log and is left out of the person's list; the counter is sealed anew, or is not."""
    chance = world.chance
    index = chance.randrange(SIZE)
    person, ordinal = world.looked_up[index].person, world.looked_up[index].ordinal
    found = world.shown(world.after, person)
    way = chance.choice(["left out", "cut off", "sealed anew", "doubled"])
    if way == "left out":
        path = world.list_of(world.after, person, found)
        given = msgspec.json.decode(path.read_bytes())
        del given["entries"][ordinal - 1]
        path.write_bytes(msgspec.json.encode(given))
        return Fraud(path, ["--witness", world.watcher.vkey])
    if way == "doubled":
        visible = [at for at, entry in enumerate(found) if isinstance(entry, Opened)]
        one = visible[0] if visible[0] != ordinal - 1 else visible[1]
        found[ordinal - 1] = found[one]
    else:
        del found[ordinal - 1 : None if way == "cut off" else ordinal]
    # Whoever asked holds the proof of the access; that is what shows a list cut at its end.
    kept = ["--older", str(world.proof_of(world.after, index))]
    return Fraud(world.list_of(world.after, person, found), [*kept, "--witness", world.watcher.vkey])


def rolled_back(world: World) -> Fraud:
    """What was signed long ago is shown as if nothing had happened since."""
    since = ["--since", (world.after.at - timedelta(seconds=1)).isoformat(), "--witness", world.watcher.vkey]
    way = world.chance.choice(["older", "shorter", "since", "list"])
    if way == "list":
        person = world.chance.randrange(PERSONS)
        path = world.list_of(world.before, person, world.shown(world.before, person))
        return Fraud(path, since)
    if way == "shorter":
        # The log signs a length that it has never had, above what the auditor kept.
        entries = world.after.entries[: world.chance.randrange(BEFORE + 1, SIZE)]
        return Fraud(world.copy(entries, build.checkpoint(entries)), ["--older", str(world.newest)])
    copy = world.copy(world.before.entries, world.before.note)
    return Fraud(copy, since if way == "since" else ["--older", str(world.newest)])


def split(world: World) -> Fraud:
    """The log signs two histories, and shows one of them to the witness, the other to the auditor."""
    chance = world.chance
    fork = chance.randrange(BEFORE, SIZE)
    others = [one.entry for one in (_looked_up(chance, Counter(), number) for number in range(fork, SIZE))]
    entries = world.after.entries[:fork] + others[: chance.randrange(1, len(others) + 1)]
    note = build.checkpoint(entries)
    said = world.watcher.add_checkpoint(_asked(entries, note), at=world.after.at)
    assert said.status in (400, 409, 422), said
    if len(entries) == SIZE and chance.random() < 0.5:
        # Nobody but the log has signed this view: it is held against what somebody else was shown.
        return Fraud(world.copy(entries, note), ["--older", str(world.newest)])
    return Fraud(world.copy(entries, note), world.options)


KINDS: tuple[Callable[[World], Fraud], ...] = (deleted, edited, reordered, hidden, rolled_back, split)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    return World(tmp_path, random.Random(SEED))


@pytest.mark.proof
def test_every_fraud_is_found_by_both_verifiers(world: World, record_property: Callable[[str, object], None]) -> None:
    verifiers, found, missed = Verifiers(), Counter[str](), list[str]()
    for number in range(FRAUDS):
        kind = KINDS[number % len(KINDS)]
        fraud = kind(world)
        console, alone = verifiers.both(fraud.shown, LOG.vkey, fraud.options)
        if not (console and alone) or console != alone:
            missed.append(f"{number} {kind.__name__}: {console or 'proven'} {alone or 'proven'}")
        found[f"{kind.__name__} {console}"] += 1

    assert missed == []
    record_property("result", f"{FRAUDS} frauds, {FRAUDS} found by both: {dict(sorted(found.items()))}")


@pytest.mark.proof
def test_no_honest_log_is_accused(world: World, record_property: Callable[[str, object], None]) -> None:
    verifiers, checked, alarms = Verifiers(), 0, list[str]()
    lately = ["--since", (world.after.at - timedelta(seconds=1)).isoformat(), "--witness", world.watcher.vkey]
    honest = [
        Fraud(world.copy(world.after.entries, world.after.note), [*world.options, "--older", str(world.newest)]),
        Fraud(world.copy(world.before.entries, world.before.note), world.options),
        Fraud(world.copy(world.after.entries, world.after.note), lately),
    ]
    for person in range(PERSONS):
        older = world.list_of(world.before, person, world.shown(world.before, person))
        kept = next(index for index, one in enumerate(world.looked_up) if one.person == person)
        newer = world.list_of(world.after, person, world.shown(world.after, person))
        options = ["--older", str(older), "--older", str(world.proof_of(world.after, kept)), *lately]
        honest += [Fraud(older, ["--witness", world.watcher.vkey]), Fraud(newer, options)]
    # What entered after a list was sealed is no reason to doubt the list.
    late = SIZE - 1
    person = world.looked_up[late].person
    older = world.list_of(world.before, person, world.shown(world.before, person))
    honest.append(Fraud(older, ["--older", str(world.proof_of(world.after, late))]))
    honest += [Fraud(world.proof_of(world.after, index), lately) for index in range(0, SIZE, 17)]
    for one in honest:
        answers = verifiers.both(one.shown, LOG.vkey, one.options)
        checked += 1
        if answers != ("", ""):
            alarms.append(f"{one}: {answers}")

    assert alarms == []
    record_property("result", f"{checked} honest copies, lists and proofs: none refused")


def _forged(world: World, entries: list[bytes]) -> Fraud:
    """The log shows other entries: under its old note, or signed anew, with tiles made anew or left as they were."""
    way = world.chance.choice(["old note", "signed anew", "only entries"])
    if way == "signed anew":
        note = build.checkpoint(entries)
        said = world.watcher.add_checkpoint(_asked(entries, note), at=world.after.at)
        assert said.status in (400, 409, 422), said
        return Fraud(world.copy(entries, note), world.options)
    folder = world.copy(entries, world.after.note)
    if way == "only entries":
        honest = build.files(world.after.entries)
        build.write(folder, {name: data for name, data in honest.items() if "entries" not in name})
    return Fraud(folder, world.options)


def _asked(entries: list[bytes], note: str) -> bytes:
    """What the log shows to the witness when it wants a signature on another history."""
    seen = min(SIZE, len(entries))
    return witnessing.request(SIZE, merkle.consistency_proof(seen, len(entries), _nodes(entries)), note)


def _nodes(entries: list[bytes]) -> merkle.NodeSource:
    _, nodes = merkle.CompactRange().extended(merkle.leaf_hash(entry) for entry in entries)
    return tiles.nodes_in(tiles.grown({}, nodes).__getitem__)


def _subject(person: int) -> str:
    return f"person/{900101_0000 + person}"


def _looked_up(chance: random.Random, counted: Counter[int], number: int) -> LookUp:
    person = chance.randrange(PERSONS)
    counted[person] += 1
    at = BEGUN + timedelta(seconds=number)
    event = LookedUp(
        access=f"{number:032x}",
        ordinal=counted[person],
        kind="RES-001",
        holder="DL800101",
        organisation="DL0000005018",
        article=chance.choice(SENSES),
        names=("address",),
        outcome="answered",
        rule="2026-001/1",
        basis="consent",
        missing=(),
    )
    subject, actor = _subject(person), f"official:{chance.randrange(16**8):08X}"
    one = recorded(event, subject=subject, actor=actor, at=at)
    text = committed_bytes(event.name, at=at, subject=subject, actor=actor, facts=bytes(one.facts))
    return LookUp(person, counted[person], text, bytes.fromhex(one.salt))
