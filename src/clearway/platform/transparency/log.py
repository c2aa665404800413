"""Events enter the log in batches, behind the transactions that recorded them, by one hand at a time."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec
from django.db import connection, transaction

from clearway.core.kernel.merkle import EMPTY_ROOT, HASH_BYTES, CompactRange, leaf_hash
from clearway.platform.transparency import errors, tiles
from clearway.platform.transparency.commitments import COMMITMENT_BYTES
from clearway.platform.transparency.models import Checkpoint, Tile
from clearway.platform.transparency.notes import Signer
from clearway.platform.transparency.pending import DEFAULT_TABLE, Pending

#: The advisory lock that makes the sequencer one: the first eight bytes of SHA-256("clearway transparency log").
SEQUENCER_LOCK = 0x4F7A_8B30_F6B8_5808

Commitment = tuple[int, bytes]


class Appended(msgspec.Struct, frozen=True):
    """A batch has entered: its first place, how many followed, and whether more was waiting."""

    first: int
    count: int
    is_exhausted: bool


@transaction.atomic
def sequence(signer: Signer, *, at: datetime, table: str = DEFAULT_TABLE, limit: int = 1000) -> Appended | None:
    """Committed events that are not in the log yet enter it, at most `limit` of them.

    Call it again at once unless the answer is nothing or says that all is in.
    """
    _become_the_sequencer()
    pending = Pending.look(table, limit=limit)
    if not pending.commitments:
        return None
    first = append(pending.commitments, signer=signer, at=at)
    pending.remember()
    return Appended(first, len(pending.commitments), pending.is_complete)


@transaction.atomic
def append(commitments: Iterable[Commitment], *, signer: Signer, at: datetime) -> int:
    """Leaves, tiles and one signed checkpoint are written together; the answer is the first leaf's place."""
    _become_the_sequencer()
    batch = list(commitments)
    before, edge = _as_signed()
    if not batch:
        return before.size
    after, nodes = before.extended(leaf_hash(commitment) for _, commitment in batch)
    _write_leaves(before.size, batch)
    _write_tiles(tiles.grown(edge, nodes))
    root = after.root()
    Checkpoint.objects.create(size=after.size, root=root, note=signer.sign_checkpoint(after.size, root), at=at)
    return before.size


def latest_checkpoint() -> Checkpoint | None:
    """The longest length the log has signed for."""
    return Checkpoint.objects.order_by("-size").first()


def _become_the_sequencer() -> None:
    """Others wait here until this transaction ends; taking the lock twice is taking it once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEQUENCER_LOCK])


def _as_signed() -> tuple[CompactRange, dict[tiles.Place, bytes]]:
    """The state the last checkpoint was signed for; nothing is added to a tree that does not lead there."""
    latest = latest_checkpoint()
    size, root = (latest.size, bytes(latest.root)) if latest else (0, EMPTY_ROOT)
    rows = Tile.objects.filter(pk__in=tiles.edge(size)).values_list("level", "number", "hashes")
    edge = {tiles.Place(level, number): bytes(hashes) for level, number, hashes in rows}
    try:
        state = CompactRange.at(size, tiles.nodes_in(lambda place: edge.get(place, b"")))
    except LookupError as error:
        raise errors.TreeDamaged(size=size) from error
    if state.root() != root:
        raise errors.TreeDamaged(size=size)
    return state, edge


def _write_leaves(first: int, batch: Sequence[Commitment]) -> None:
    """The commitments travel as one value: a thousand of them in an array cost more than all their hashing."""
    if any(len(commitment) != COMMITMENT_BYTES for _, commitment in batch):
        raise ValueError(f"a commitment has {COMMITMENT_BYTES} bytes")
    packed = b"".join(commitment for _, commitment in batch)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO transparency_leaf (index, event_id, commitment)"
            " SELECT %s + place - 1, event_id,"
            " substring(packed.bytes FROM ((place - 1) * %s + 1)::integer FOR %s)"
            " FROM unnest(%s::bigint[]) WITH ORDINALITY AS batch (event_id, place),"
            " (SELECT %s::bytea AS bytes) AS packed",
            [first, COMMITMENT_BYTES, COMMITMENT_BYTES, [event for event, _ in batch], packed],
        )


def _write_tiles(changed: dict[tiles.Place, bytes]) -> None:
    rows = [(place.level, place.number, len(hashes) // HASH_BYTES, hashes) for place, hashes in changed.items()]
    levels, numbers, widths, contents = zip(*rows, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO transparency_tile (level, number, width, hashes)"
            " SELECT * FROM unnest(%s::smallint[], %s::bigint[], %s::smallint[], %s::bytea[])"
            " ON CONFLICT (level, number) DO UPDATE SET width = excluded.width, hashes = excluded.hashes",
            [list(levels), list(numbers), list(widths), list(contents)],
        )
