"""A copy of the log in files, which anybody may serve or check: checkpoint, tiles and entries, after C2SP."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from clearway.core.kernel.merkle import HASH_BYTES, CompactRange, Node, fold, leaf_hash
from clearway.platform.transparency import errors, tiles
from clearway.platform.transparency.notes import NOTE_LIMIT, Checkpoint

CHECKPOINT = "checkpoint"
STAMPS = "stamps"


def checkpoint_in(directory: Path) -> str:
    """The signed note of the copy."""
    data = _read(directory, CHECKPOINT, limit=NOTE_LIMIT)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise errors.NoteMalformed(reason="it is not UTF-8") from error


def stamps_in(directory: Path) -> Iterator[tuple[str, bytes]]:
    """The notes that were stamped, each with the authority's response."""
    for path in sorted((directory / STAMPS).glob("*.tsr")):
        note = _read(directory, f"{STAMPS}/{path.stem}.note", limit=NOTE_LIMIT)
        try:
            yield note.decode(), _read(directory, f"{STAMPS}/{path.name}", limit=NOTE_LIMIT)
        except UnicodeDecodeError as error:
            raise errors.NoteMalformed(reason="it is not UTF-8") from error


def recompute(
    directory: Path, checkpoint: Checkpoint, *, sought: bytes | None = None, older: Sequence[Checkpoint] = ()
) -> int | None:
    """Everything in the copy follows from its entries; the answer is the place of the entry sought.

    Read from left to right once, with no more in memory than one tile of each level.
    """
    for one in older:
        if one.size > checkpoint.size:
            raise errors.NotConsistent(older=one.size, newer=checkpoint.size)
    above, rest, edge, found = CompactRange(), CompactRange(), dict[tiles.Place, bytes](), None
    _confirm(CompactRange(), older, checkpoint)
    for entries in _entries(directory, checkpoint.size):
        begin = above.size * tiles.WIDTH
        if found is None and sought in entries:
            found = begin + entries.index(sought)
        leaves = [leaf_hash(entry) for entry in entries]
        _confirm_within(above, leaves, older, checkpoint)
        _compare(directory, tiles.Place(0, above.size), b"".join(leaves))
        if len(leaves) < tiles.WIDTH:
            rest, _ = CompactRange().extended(leaves)
            continue
        # A full tile stands as one hash in those above it; its inner nodes are in no file.
        above, nodes = above.extended([fold(leaves)])
        raised = [Node(node.level + tiles.HEIGHT, node.position, node.hash) for node in nodes]
        edge = _compared(directory, edge, raised)
    for place, hashes in edge.items():
        _compare(directory, place, hashes)
    if _joined(above, rest).root() != checkpoint.root:
        raise errors.RootWrong(size=checkpoint.size)
    return found


def _confirm_within(
    above: CompactRange, leaves: Sequence[bytes], older: Sequence[Checkpoint], newer: Checkpoint
) -> None:
    """Whatever older lengths end within a tile had the roots that were signed for them."""
    begin = above.size * tiles.WIDTH
    for size in {one.size for one in older if begin < one.size <= begin + len(leaves)}:
        _confirm(_joined(above, CompactRange().extended(leaves[: size - begin])[0]), older, newer)


def _joined(above: CompactRange, rest: CompactRange) -> CompactRange:
    """Full tiles and the leaves after them, as one list of leaves."""
    return CompactRange(above.size * tiles.WIDTH + rest.size, above.peaks + rest.peaks)


def _confirm(state: CompactRange, older: Sequence[Checkpoint], newer: Checkpoint) -> None:
    for one in older:
        if state.size == one.size and state.root() != one.root:
            raise errors.NotConsistent(older=one.size, newer=newer.size)


def _entries(directory: Path, size: int) -> Iterator[list[bytes]]:
    for begin in range(0, size, tiles.WIDTH):
        width = min(tiles.WIDTH, size - begin)
        name = tiles.entries_path(begin // tiles.WIDTH, width)
        entries = tiles.unpacked(_read(directory, name, limit=tiles.WIDTH * HASH_BYTES * 2))
        if entries is None or len(entries) != width:
            raise errors.FileWrong(path=name)
        yield entries


def _compared(directory: Path, edge: dict[tiles.Place, bytes], nodes: list[Node]) -> dict[tiles.Place, bytes]:
    """Tiles that became full are compared and forgotten; the others wait."""
    growing = edge | tiles.grown(edge, nodes)
    full = {place for place, hashes in growing.items() if len(hashes) == tiles.WIDTH * HASH_BYTES}
    for place in full:
        _compare(directory, place, growing[place])
    return {place: hashes for place, hashes in growing.items() if place not in full}


def _compare(directory: Path, place: tiles.Place, hashes: bytes) -> None:
    name = tiles.path(place, len(hashes) // HASH_BYTES)
    if _read(directory, name, limit=len(hashes)) != hashes:
        raise errors.FileWrong(path=name)


def _read(directory: Path, name: str, *, limit: int) -> bytes:
    """A file longer than it may be is cut, and fails like any other wrong one."""
    try:
        with (directory / name).open("rb") as file:
            return file.read(limit + 1)
    except OSError as error:
        raise errors.FileMissing(path=name) from error
