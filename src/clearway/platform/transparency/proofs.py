"""Proofs and copies are drawn from the stored tree, for whoever asks, at any checkpoint."""

import os
from functools import lru_cache
from pathlib import Path

from clearway.core.kernel import merkle
from clearway.platform.transparency import errors, replica, tiles
from clearway.platform.transparency.commitments import commitment
from clearway.platform.transparency.log import latest_checkpoint
from clearway.platform.transparency.models import Checkpoint, Leaf, Tile
from clearway.platform.transparency.verify import Bundle


def bundle(event_id: int, event: bytes, salt: bytes) -> Bundle:
    """One event can be shown to be in the log, by anybody who has the bundle and the log's public key.

    `event` are its canonical bytes as they are now; if they are not what was committed to, that is said here.
    """
    leaf = Leaf.objects.filter(event_id=event_id).first()
    latest = latest_checkpoint()
    if leaf is None or latest is None or leaf.index >= latest.size:
        raise errors.EventNotInLog(event=event_id)
    if bytes(leaf.commitment) != commitment(salt, event):
        raise errors.EventAltered(event=event_id, index=leaf.index)
    proof = merkle.inclusion_proof(leaf.index, latest.size, _stored_nodes())
    return Bundle.of(event, salt, index=leaf.index, proof=proof, checkpoint=latest.note)


def growth(older: int, newer: int) -> list[bytes]:
    """The hashes by which two checkpoints of these sizes are shown to be of one growing log."""
    return merkle.consistency_proof(older, newer, _stored_nodes())


def export(directory: Path) -> Checkpoint | None:
    """The log up to its latest checkpoint is written as files that can be served and checked offline.

    Done again, it adds what is new: full tiles never change. The checkpoint comes last, so that a copy cut
    short still is the whole copy it was before. An empty log has nothing to export.
    """
    latest = latest_checkpoint()
    if latest is None:
        return None
    for place, width in tiles.places(latest.size):
        target = directory / tiles.path(place, width)
        if not target.exists():
            _write(target, _stored_tile(place)[: width * merkle.HASH_BYTES])
        entries = directory / tiles.entries_path(place.number, width)
        if place.level == 0 and not entries.exists():
            _write(entries, tiles.packed(_stored_commitments(place.number, width)))
    _write(directory / replica.CHECKPOINT, latest.note.encode())
    return latest


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
