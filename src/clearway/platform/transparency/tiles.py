"""The tree is kept and published in tiles of 256 hashes, after C2SP tlog-tiles.

A tile at level L holds the nodes of tree level 8 L. Tiles to the left are full and never change again;
the rightmost of each level grows at its end only.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from clearway.core.kernel.merkle import HASH_BYTES, Node, NodeSource, fold
from clearway.platform.transparency.commitments import COMMITMENT_BYTES

HEIGHT = 8
WIDTH = 1 << HEIGHT

_LENGTH = COMMITMENT_BYTES.to_bytes(2)
_ENTRY_BYTES = len(_LENGTH) + COMMITMENT_BYTES


class Place(NamedTuple):
    """Where a tile stands: its level and its number within the level."""

    level: int
    number: int


TileSource = Callable[[Place], bytes]


def places(size: int) -> Iterator[tuple[Place, int]]:
    """All tiles of a tree of `size` leaves, each with the number of hashes in it."""
    level, nodes = 0, size
    while nodes:
        for number in range(nodes >> HEIGHT):
            yield Place(level, number), WIDTH
        if nodes % WIDTH:
            yield Place(level, nodes >> HEIGHT), nodes % WIDTH
        level, nodes = level + 1, nodes >> HEIGHT


def edge(size: int) -> list[Place]:
    """The tiles on the right that are still growing: all that appending needs to know."""
    levels = range((size.bit_length() + HEIGHT - 1) // HEIGHT)
    counts = [(level, size >> HEIGHT * level) for level in levels]
    return [Place(level, count >> HEIGHT) for level, count in counts if count % WIDTH]


def grown(before: Mapping[Place, bytes], nodes: Iterable[Node]) -> dict[Place, bytes]:
    """The tiles that new nodes change, whole, with the nodes in their places."""
    after: dict[Place, bytearray] = {}
    for node in nodes:
        level, rest = divmod(node.level, HEIGHT)
        if rest:
            continue
        place = Place(level, node.position >> HEIGHT)
        if place not in after:
            after[place] = bytearray(before.get(place, b""))
        if len(after[place]) != node.position % WIDTH * HASH_BYTES:
            raise LookupError(f"tile {place} has a gap before node {node.position}")
        after[place] += node.hash
    return {place: bytes(hashes) for place, hashes in after.items()}


def nodes_in(read: TileSource) -> NodeSource:
    """Any complete node is found in a tile, or folded from the part of a tile below it."""

    def node(level: int, position: int) -> bytes:
        tile_level, rest = divmod(level, HEIGHT)
        first, count = position << rest, 1 << rest
        place = Place(tile_level, first >> HEIGHT)
        hashes = read(place)
        begin = first % WIDTH * HASH_BYTES
        part = hashes[begin : begin + count * HASH_BYTES]
        if len(part) != count * HASH_BYTES:
            raise LookupError(f"tile {place} does not reach node {position} of level {level}")
        return fold([part[at : at + HASH_BYTES] for at in range(0, len(part), HASH_BYTES)])

    return node


def path(place: Place, width: int) -> str:
    """The name of a tile's file; a tile that is not full says how full it is."""
    return f"tile/{place.level}/{_number(place.number)}{_partial(width)}"


def entries_path(number: int, width: int) -> str:
    """The name of the file with the entries under a tile of level 0."""
    return f"tile/entries/{_number(number)}{_partial(width)}"


def packed(commitments: Iterable[bytes]) -> bytes:
    """Entries stand one after the other, each behind its length in two bytes."""
    return b"".join(_LENGTH + entry for entry in commitments)


def unpacked(data: bytes) -> list[bytes] | None:
    """The entries of a file, or nothing if one of them is not a commitment."""
    entries = [data[at : at + _ENTRY_BYTES] for at in range(0, len(data), _ENTRY_BYTES)]
    if any(len(entry) != _ENTRY_BYTES or not entry.startswith(_LENGTH) for entry in entries):
        return None
    return [entry[len(_LENGTH) :] for entry in entries]


def _partial(width: int) -> str:
    return "" if width == WIDTH else f".p/{width}"


def _number(number: int) -> str:
    """Three digits a folder, all but the last marked with an x: 1234067 is x001/x234/067."""
    parts = [f"{number % 1000:03}"]
    while number := number // 1000:
        parts.append(f"x{number % 1000:03}")
    return "/".join(reversed(parts))
