"""Proofs and copies are drawn from the stored tree, for whoever asks, at any checkpoint."""

import os
from base64 import b64encode
from collections.abc import Collection, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from django.db.models import Count

from clearway.core.kernel import merkle
from clearway.platform.transparency import errors, replica, tiles
from clearway.platform.transparency.bundle import Bundle
from clearway.platform.transparency.commitments import ERASED, commitment
from clearway.platform.transparency.lists import AccessList, Concealed, Entry, OfPart, Opened, sealed
from clearway.platform.transparency.log import latest_checkpoint
from clearway.platform.transparency.models import Checkpoint, Cosignature, Leaf, Stamp, Tile
from clearway.platform.transparency.notes import Signer


class Recorded(Protocol):
    """An event as evidence: its number, its salt, and the bytes it was committed to by."""

    @property
    def id(self) -> int:
        """The event's number in the store."""
        ...

    @property
    def salt(self) -> bytes:
        """Sixteen bytes; all of them nought where the event was erased."""
        ...

    @property
    def committed_bytes(self) -> bytes:
        """What the commitment was made over, as it stands now."""
        ...


def bundle(event_id: int, event: bytes, salt: bytes) -> Bundle:
    """One event can be shown to be in the log, by anybody who has the bundle and the log's public key.

    `event` are its canonical bytes as they are now; if they are not what was committed to, that is said here.
    """
    leaf = Leaf.objects.filter(event_id=event_id).first()
    latest = latest_checkpoint()
    if leaf is None or latest is None or leaf.index >= latest.size:
        raise errors.EventNotInLog(event=event_id)
    if salt == ERASED:
        raise errors.EventErased(event=event_id, index=leaf.index)
    if bytes(leaf.commitment) != commitment(salt, event):
        raise errors.EventAltered(event=event_id, index=leaf.index)
    proof = merkle.inclusion_proof(leaf.index, latest.size, _stored_nodes())
    return Bundle.of(event, salt, index=leaf.index, proof=proof, checkpoint=_witnessed(latest))


def growth(older: int, newer: int) -> list[bytes]:
    """The hashes by which two checkpoints of these sizes are shown to be of one growing log."""
    return merkle.consistency_proof(older, newer, _stored_nodes())


def export(directory: Path, *, witnesses: Sequence[str] = ()) -> Checkpoint | None:
    """The log is written as files that can be served and checked offline.

    It goes up to its latest checkpoint, or to the latest that all of these witnesses saw. Done again, it adds what is
    new: full tiles never change. The checkpoint comes last, so that a copy cut short still is the whole copy it was
    before. An empty log has nothing to export.
    """
    latest = _seen_by(witnesses) if witnesses else latest_checkpoint()
    if latest is None:
        return None
    for place, width in tiles.places(latest.size):
        target = directory / tiles.path(place, width)
        if not target.exists():
            _write(target, _stored_tile(place)[: width * merkle.HASH_BYTES])
        entries = directory / tiles.entries_path(place.number, width)
        if place.level == 0 and not entries.exists():
            _write(entries, tiles.packed(_stored_commitments(place.number, width)))
    for stamp in Stamp.objects.filter(size__lte=latest.size):
        note = Checkpoint.objects.values_list("note", flat=True).get(size=stamp.size)
        _write(directory / replica.STAMPS / f"{stamp.size}.note", note.encode())
        _write(directory / replica.STAMPS / f"{stamp.size}.tsr", bytes(stamp.response))
    _write(directory / replica.CHECKPOINT, _witnessed(latest).encode())
    return latest


def whole_list(
    subject: str,
    accesses: Sequence[Recorded | OfPart | None],
    *,
    concealed: Collection[int] = (),
    signer: Signer,
    at: datetime,
) -> AccessList:
    """All accesses about a subject by their numbers, with the sealed counter of those that are in the log.

    Those that have not entered yet are not counted yet: they stand in the next list. What is concealed is shown as
    its commitment only.
    """
    latest = latest_checkpoint()
    if latest is None:
        raise errors.EventNotInLog(event=0)
    events = [one.id for one in accesses if one is not None and not isinstance(one, OfPart)]
    leaves = {leaf.event_id: leaf for leaf in Leaf.objects.filter(event_id__in=events, index__lt=latest.size)}
    node, entries = _stored_nodes(), list[Entry]()
    for access in accesses:
        if isinstance(access, OfPart):
            entries.append(access)
            continue
        leaf = leaves.get(access.id) if access is not None else None
        if access is None or leaf is None:
            break
        proof = [b64encode(part).decode() for part in merkle.inclusion_proof(leaf.index, latest.size, node)]
        entries.append(_entry(access, leaf, proof, is_concealed=access.id in concealed))
    checkpoint = signer.verifier.open_checkpoint(latest.note)
    return sealed(subject, entries, checkpoint=checkpoint, note=_witnessed(latest), signer=signer, at=at)


def _entry(event: Recorded, leaf: Leaf, proof: list[str], *, is_concealed: bool) -> Entry:
    kept = bytes(leaf.commitment)
    if is_concealed or event.salt == ERASED:
        return Concealed(b64encode(kept).decode(), leaf.index, proof)
    if kept != commitment(event.salt, event.committed_bytes):
        raise errors.EventAltered(event=event.id, index=leaf.index)
    return Opened(event.committed_bytes.decode(), b64encode(event.salt).decode(), leaf.index, proof)


def _witnessed(checkpoint: Checkpoint) -> str:
    """The note with the line of every witness that saw it."""
    lines = Cosignature.objects.filter(size=checkpoint.size).order_by("witness").values_list("line", flat=True)
    return checkpoint.note + "".join(lines)


def _seen_by(witnesses: Sequence[str]) -> Checkpoint | None:
    seen = Cosignature.objects.filter(witness__in=witnesses).values("size").annotate(count=Count("witness"))
    size = seen.filter(count=len(set(witnesses))).order_by("-size").values_list("size", flat=True).first()
    return Checkpoint.objects.get(size=size) if size is not None else None


def _stored_nodes() -> merkle.NodeSource:
    return tiles.nodes_in(lru_cache(maxsize=64)(_stored_tile))


def _stored_tile(place: tiles.Place) -> bytes:
    return bytes(Tile.objects.values_list("hashes", flat=True).get(pk=tuple(place)))


def _stored_commitments(number: int, width: int) -> list[bytes]:
    first = number * tiles.WIDTH
    leaves = Leaf.objects.filter(index__range=(first, first + width - 1)).order_by("index")
    return [bytes(entry) for entry in leaves.values_list("commitment", flat=True)]


def _write(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    draft.write_bytes(data)
    draft.replace(target)
