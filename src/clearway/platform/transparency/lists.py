"""A person's list of accesses is whole: a sealed counter says how many there were, and each stands in the log.

The counter is signed with the log's key for one checkpoint. A list with a gap, with one access left out at its end,
or with another's access in it does not fit; nor does a later list that is shorter than an earlier one.
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from clearway.core.kernel import canonical, merkle
from clearway.platform.transparency import errors
from clearway.platform.transparency.bundle import Bundle
from clearway.platform.transparency.commitments import commitment, new_salt
from clearway.platform.transparency.notes import Checkpoint, Signer, Verifier, strict_base64

LIST_FORMAT = "clearway.access-list.v1"
COUNTER = "clearway.counter.v1"
#: The event whose facts carry an access's number among those about its subject.
ACCESS = "exchange.looked-up.v1"
#: What a leaf of the root of a part says, which was sent in bulk; the part's own event is in the log.
SENT, PART_FORMAT = "distribution.sent.v1", "clearway.part-proof.v1"
LIST_LIMIT = 50_000_000
_LINES = 8


class Opened(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An access that is shown, with what proves it."""

    event: str
    salt: str
    index: int
    proof: list[str]


class Concealed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An access that the law conceals for now: it is counted and has its place, which it keeps when it is shown."""

    commitment: str
    index: int
    proof: list[str]


class OfPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An access among the many of a part that was sent in bulk: told by a leaf of the part's root."""

    format: str
    event: str
    salt: str
    place: int
    count: int
    path: list[str]
    part: Bundle


Entry = Opened | Concealed | OfPart
#: Where an access stands: its leaf, and its place in a part, or -1 where the leaf is its own.
Place = tuple[int, int]


class AccessList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything on record about a subject in a log of one length, in the order of its numbers."""

    format: str
    subject: str
    salt: str
    counter: str
    checkpoint: str
    entries: list[dict[str, Any]]

    def encoded(self) -> bytes:
        """The list as it is handed out."""
        return canonical.encode(self)


class _Facts(msgspec.Struct, frozen=True):
    ordinal: int


class _PartFacts(msgspec.Struct, frozen=True):
    root: str
    count: int


class _Part(msgspec.Struct, frozen=True):
    """Of a part's event, what its root is and over how many."""

    facts: _PartFacts


class _Access(msgspec.Struct, frozen=True):
    """Of an access, what a list says of it."""

    type: str
    subject: str
    facts: _Facts


class Whole(msgspec.Struct, frozen=True):
    """A list that was found whole: of whom, and where each access stands in the log."""

    subject: str
    places: tuple[Place, ...]
    concealed: int
    size: int


def sealed(
    subject: str, entries: Sequence[Entry], *, checkpoint: Checkpoint, note: str, signer: Signer, at: datetime
) -> AccessList:
    """The log signs how many accesses about a subject it holds at a checkpoint, and shows every one of them."""
    salt = new_salt()
    counter = signer.sign(_counter(checkpoint, _named(salt, subject), len(entries), at.astimezone(UTC).isoformat()))
    shown = [msgspec.to_builtins(one) for one in entries]
    return AccessList(LIST_FORMAT, subject, b64encode(salt).decode(), counter, note, shown)


def opened(content: bytes, verifier: Verifier, *, checkpoint: Checkpoint | None = None) -> Whole:
    """The list is whole and every access in it stands in the log; else the refusal that says what is wrong."""
    given = _read(content)
    found = checkpoint or verifier.open_checkpoint(given.checkpoint)
    salt = strict_base64(given.salt)
    if salt is None or len(salt) != 16:
        raise errors.BundleMalformed(reason="the salt is not the base64 of 16 bytes")
    lines = verifier.open(given.counter).split("\n")
    if len(lines) != _LINES or _counter(found, _named(salt, given.subject), lines[3], lines[6]) != "\n".join(lines):
        raise errors.CounterWrong()
    if lines[3] != str(len(given.entries)):
        raise errors.ListIncomplete(reason=f"{lines[3]} accesses were sealed and {len(given.entries)} are listed")
    places = [
        _place(entry, given.subject, number, found, verifier) for number, entry in enumerate(given.entries, start=1)
    ]
    if len(set(places)) != len(places):
        raise errors.ListIncomplete(reason="one access is listed twice")
    concealed = sum("commitment" in entry for entry in given.entries)
    return Whole(given.subject, tuple(places), concealed, found.size)


def confirm_kept(kept: Mapping[int, Place], subject: str, newer: Whole) -> None:
    """What was sealed or proven before is where it was, by its number; an access that has gone since is found."""
    found = dict(enumerate(newer.places, start=1))
    missing = [number for number, place in kept.items() if place[0] < newer.size and found.get(number) != place]
    if subject != newer.subject or missing:
        raise errors.ListIncomplete(reason="an access that was sealed before is not where it was")


def number_in(event: str) -> tuple[str, int]:
    """About whom an access is, and its number among those; ``BundleMalformed`` where the event is none."""
    found = msgspec.json.decode(event)
    try:
        access = msgspec.convert(found, _Access)
    except msgspec.ValidationError as error:
        raise errors.BundleMalformed(reason="an access was expected") from error
    if access.type not in (ACCESS, SENT):
        raise errors.BundleMalformed(reason="an access was expected")
    return access.subject, access.facts.ordinal


def checkpoint_of(content: bytes) -> str:
    """The signed note that a list stands on."""
    return _read(content).checkpoint


def _counter(checkpoint: Checkpoint, named: str, accesses: int | str, at: str) -> str:
    root = b64encode(checkpoint.root).decode()
    return f"{COUNTER}\n{checkpoint.origin}\n{named}\n{accesses}\n{checkpoint.size}\n{root}\n{at}\n"


def _named(salt: bytes, subject: str) -> str:
    """Who holds a counter alone does not learn about whom it is."""
    return b64encode(commitment(salt, subject.encode())).decode()


def part_in(content: bytes) -> OfPart:
    """An access that was of a part, with its proof."""
    try:
        found = msgspec.json.decode(content, type=OfPart)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise errors.BundleMalformed(reason=str(error)) from error
    if found.format != PART_FORMAT:
        raise errors.BundleMalformed(reason=f"{PART_FORMAT} was expected")
    return found


def _read(content: bytes) -> AccessList:
    if len(content) > LIST_LIMIT:
        raise errors.BundleMalformed(reason=f"it is longer than {LIST_LIMIT} bytes")
    try:
        found = msgspec.json.decode(content, type=AccessList)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise errors.BundleMalformed(reason=str(error)) from error
    if found.format != LIST_FORMAT:
        raise errors.BundleMalformed(reason=f"{LIST_FORMAT} was expected")
    return found


def _place(entry: dict[str, Any], subject: str, number: int, checkpoint: Checkpoint, verifier: Verifier) -> Place:
    """The access of this number is in the log, and it is about the subject; the place at which it is."""
    kind = OfPart if entry.get("format") == PART_FORMAT else Concealed if "commitment" in entry else Opened
    try:
        found: Entry = msgspec.convert(entry, kind)
    except (msgspec.ValidationError, TypeError) as error:
        raise errors.BundleMalformed(reason=str(error)) from error
    if isinstance(found, OfPart):
        place = part_place(found, verifier)
    else:
        committed = strict_base64(found.commitment) if isinstance(found, Concealed) else committed_by(found)
        if committed is None or not is_in(committed, found.index, found.proof, checkpoint.size, checkpoint.root):
            raise errors.NotIncluded(size=checkpoint.size)
        place = (found.index, -1)
    if not isinstance(found, Concealed) and number_in(found.event) != (subject, number):
        raise errors.ListIncomplete(reason=f"access {number} is missing, or in the place of another")
    return place


def part_place(found: OfPart, verifier: Verifier) -> Place:
    """Somebody was in a part exactly as they are told, and the part's root is in the log."""
    checkpoint = verifier.open_checkpoint(found.part.checkpoint)
    part = Opened(found.part.event, found.part.salt, found.part.index, found.part.proof)
    if not is_in(committed_by(part), part.index, part.proof, checkpoint.size, checkpoint.root):
        raise errors.NotIncluded(size=checkpoint.size)
    try:
        facts = msgspec.json.decode(found.part.event, type=_Part).facts
        root = bytes.fromhex(facts.root)
    except (msgspec.MsgspecError, ValueError) as error:
        raise errors.BundleMalformed(reason=str(error)) from error
    if found.count != facts.count or not is_in(committed_by(found), found.place, found.path, found.count, root):
        raise errors.NotIncluded(size=found.count)
    return part.index, found.place


def is_in(committed: bytes, index: int, proof: Sequence[str], size: int, root: bytes) -> bool:
    """A commitment stands at this place of a tree."""
    path = [strict_base64(part) for part in proof]
    if len(committed) != merkle.HASH_BYTES or None in path:
        raise errors.BundleMalformed(reason="base64 of 32 bytes was expected")
    return merkle.verify_inclusion(
        merkle.leaf_hash(committed), index, size, [part for part in path if part is not None], root
    )


def committed_by(found: Opened | OfPart) -> bytes:
    """The commitment that an event and its salt lead to."""
    salt = strict_base64(found.salt)
    try:
        canonical.decode(found.event.encode())
        return commitment(salt or b"", found.event.encode())
    except ValueError as error:
        raise errors.BundleMalformed(reason=str(error)) from error
