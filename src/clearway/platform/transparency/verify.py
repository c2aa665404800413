"""Offline: what a log says of itself is checked with its public key alone.

Nothing here reads a database or a network. An answer is `Proven`, or `Refuted` with the code of what was wrong.
"""

from base64 import b64decode
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec
from cryptography.x509 import Certificate

from clearway.core.kernel import canonical, merkle
from clearway.platform.transparency import errors, lists, replica, rfc3161
from clearway.platform.transparency.bundle import BUNDLE_FORMAT, Bundle
from clearway.platform.transparency.commitments import commitment
from clearway.platform.transparency.cosignatures import Witness
from clearway.platform.transparency.lists import PART_FORMAT, Place, Whole
from clearway.platform.transparency.notes import Checkpoint, Verifier, strict_base64

BUNDLE_LIMIT = 50_000_000


class Proven(msgspec.Struct, frozen=True):
    """The log signed for `size` leaves, and what was asked about is so; `index` is the place of the event."""

    origin: str
    size: int
    root: bytes
    index: int | None = None


class Refuted(msgspec.Struct, frozen=True):
    """What was shown proves nothing, and why."""

    code: str
    because: str


class Asked(msgspec.Struct, frozen=True):
    """What is asked for beyond the log's own word: witnesses, not before an instant, and a stamping authority."""

    witnesses: tuple[str, ...] = ()
    since: datetime | None = None
    authority: Certificate | None = None


def verify_bundle(bundle: bytes, vkey: str, *, asked: Asked | None = None) -> Proven | Refuted:
    """The event in the bundle was in the log when the checkpoint beside it was signed, exactly as it stands."""
    try:
        return _bundle_proven(bundle, Verifier.parse(vkey), asked)
    except errors.ProofRefused as refusal:
        return _refuted(refusal)


def verify_growth(older_note: str, newer_note: str, proof: Sequence[bytes], vkey: str) -> Proven | Refuted:
    """Everything that was in the log at the older checkpoint is in it, in its place, at the newer one."""
    try:
        verifier = Verifier.parse(vkey)
        older, newer = verifier.open_checkpoint(older_note), verifier.open_checkpoint(newer_note)
        if not merkle.verify_consistency(older.size, newer.size, older.root, newer.root, proof):
            raise errors.NotConsistent(older=older.size, newer=newer.size)
    except errors.ProofRefused as refusal:
        return _refuted(refusal)
    return _proven(newer)


def verify_part(content: bytes, vkey: str, *, asked: Asked | None = None) -> Proven | Refuted:
    """Somebody was in a part that was sent in bulk, as they are told, and the part is in the log as signed."""
    try:
        verifier, part = Verifier.parse(vkey), lists.part_in(content)
        checkpoint = _opened(part.part.checkpoint, verifier, asked)
        index, _ = lists.part_place(part, verifier)
    except errors.ProofRefused as refusal:
        return _refuted(refusal)
    return _proven(checkpoint, index)


def verify_list(
    content: bytes, vkey: str, *, kept: Sequence[bytes] = (), asked: Asked | None = None
) -> Whole | Refuted:
    """A person's list of accesses is whole; with what was kept before, lists or proofs: nothing has gone since."""
    try:
        verifier = Verifier.parse(vkey)
        checkpoint = _opened(lists.checkpoint_of(content), verifier, asked)
        found = lists.opened(content, verifier, checkpoint=checkpoint)
        for one in kept:
            lists.confirm_kept(*_kept(one, verifier), found)
    except errors.ProofRefused as refusal:
        return _refuted(refusal)
    return found


def _kept(content: bytes, verifier: Verifier) -> tuple[dict[int, Place], str]:
    """Where accesses stood by their numbers, and about whom, in a list or a proof of one."""
    if lists.LIST_FORMAT.encode() in content:
        older = lists.opened(content, verifier)
        return dict(enumerate(older.places, start=1)), older.subject
    if PART_FORMAT.encode() in content:
        part = lists.part_in(content)
        subject, number = lists.number_in(part.event)
        return {number: lists.part_place(part, verifier)}, subject
    proven = _bundle_proven(content, verifier, None)
    subject, number = lists.number_in(msgspec.json.decode(content, type=Bundle).event)
    return ({number: (proven.index, -1)} if proven.index is not None else {}), subject


def verify(
    directory: Path,
    vkey: str,
    *,
    event: bytes | None = None,
    salt: bytes = b"",
    older_notes: Sequence[str] = (),
    asked: Asked | None = None,
) -> Proven | Refuted:
    """Every entry of an export leads to every tile and to the signed root.

    With an event and its salt: it is among them. With older checkpoints: nothing was changed or removed since. What
    is asked of outside parties besides: their signatures are on the checkpoint, their stamps are right.
    """
    try:
        verifier = Verifier.parse(vkey)
        checkpoint = _opened(replica.checkpoint_in(directory), verifier, asked)
        older = [verifier.open_checkpoint(note) for note in older_notes]
        older += _stamped(directory, verifier, asked)
        sought = _commitment(event, salt) if event is not None else None
        found = replica.recompute(directory, checkpoint, sought=sought, older=older)
        if sought is not None and found is None:
            raise errors.NotIncluded(size=checkpoint.size)
    except errors.ProofRefused as refusal:
        return _refuted(refusal)
    return _proven(checkpoint, found)


def _opened(note: str, verifier: Verifier, asked: Asked | None) -> Checkpoint:
    """The checkpoint in a note that the log signed, and every witness that is asked for."""
    checkpoint = verifier.open_checkpoint(note)
    for vkey in asked.witnesses if asked else ():
        witness = Witness.parse(vkey)
        at = witness.seen(note)
        if asked and asked.since is not None and at < asked.since.timestamp():
            raise errors.NotWitnessed(name=witness.name, reason=f"it has not signed since {asked.since.isoformat()}")
    return checkpoint


def _stamped(directory: Path, verifier: Verifier, asked: Asked | None) -> list[Checkpoint]:
    """The checkpoints of a copy that were stamped, each stamp right; there is at least one."""
    if asked is None or asked.authority is None:
        return []
    found = []
    for note, response in replica.stamps_in(directory):
        rfc3161.stamped_at(response, note.encode(), asked.authority)
        found.append(verifier.open_checkpoint(note))
    if not found:
        raise errors.StampWrong(reason="no checkpoint of the copy was stamped")
    return found


def _bundle_proven(data: bytes, verifier: Verifier, asked: Asked | None) -> Proven:
    if len(data) > BUNDLE_LIMIT:
        raise errors.BundleMalformed(reason=f"it is longer than {BUNDLE_LIMIT} bytes")
    try:
        bundle = msgspec.json.decode(data, type=Bundle)
        event = bundle.event.encode()
        canonical.decode(event)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise errors.BundleMalformed(reason=str(error)) from error
    proof = [strict_base64(part) for part in bundle.proof]
    salt = strict_base64(bundle.salt)
    if bundle.format != BUNDLE_FORMAT or salt is None or None in proof:
        raise errors.BundleMalformed(reason=f"{BUNDLE_FORMAT} with base64 values was expected")
    checkpoint = _opened(bundle.checkpoint, verifier, asked)
    leaf = merkle.leaf_hash(_commitment(event, salt))
    path = [b64decode(part) for part in bundle.proof]
    if not merkle.verify_inclusion(leaf, bundle.index, checkpoint.size, path, checkpoint.root):
        raise errors.NotIncluded(size=checkpoint.size)
    return _proven(checkpoint, bundle.index)


def _commitment(event: bytes, salt: bytes) -> bytes:
    try:
        return commitment(salt, event)
    except ValueError as error:
        raise errors.BundleMalformed(reason=str(error)) from error


def _proven(checkpoint: Checkpoint, index: int | None = None) -> Proven:
    return Proven(checkpoint.origin, checkpoint.size, checkpoint.root, index)


def _refuted(refusal: errors.ProofRefused) -> Refuted:
    return Refuted(refusal.code, str(refusal))
