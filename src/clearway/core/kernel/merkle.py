"""A tree of hashes commits to a list: what is in it can be shown, and nothing can leave it unseen.

The arithmetic is that of RFC 6962 section 2.1 as restated by RFC 9162. Nodes are named by (level, position):
level 0 are the leaves, and a node covers the leaves from position * 2**level up to its right neighbour's.
Only complete nodes are ever stored; `NodeSource` gives them.
"""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple

import msgspec

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()

NodeSource = Callable[[int, int], bytes]


class Node(NamedTuple):
    """A complete part of the tree and the hash that stands for it."""

    level: int
    position: int
    hash: bytes


def leaf_hash(entry: bytes) -> bytes:
    """A leaf is hashed apart from inner nodes, so that neither can be taken for the other."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """An inner node stands for its two halves in their order."""
    return sha256(b"\x01" + left + right).digest()


class CompactRange(msgspec.Struct, frozen=True):
    """The least one has to remember of a list to go on appending to it.

    `peaks` are the roots of the complete subtrees from left to right, one for each bit set in `size`.
    """

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    @classmethod
    def at(cls, size: int, node: NodeSource) -> "CompactRange":
        """What was remembered when the list was `size` long is found again from its nodes."""
        peaks: list[bytes] = []
        begin = 0
        for level in range(size.bit_length() - 1, -1, -1):
            if size >> level & 1:
                peaks.append(node(level, begin >> level))
                begin += 1 << level
        return cls(size, tuple(peaks))

    def extended(self, leaf_hashes: Iterable[bytes]) -> tuple["CompactRange", list[Node]]:
        """Leaves join on the right; the nodes they complete are given out, children before parents."""
        size, peaks, nodes = self.size, list(self.peaks), list[Node]()
        for current in leaf_hashes:
            nodes.append(Node(0, size, current))
            level, carry, size = 0, size, size + 1
            while carry & 1:
                current = node_hash(peaks.pop(), current)
                level, carry = level + 1, carry >> 1
                nodes.append(Node(level, carry, current))
            peaks.append(current)
        return CompactRange(size, tuple(peaks)), nodes

    def root(self) -> bytes:
        """One hash stands for the whole list in its order."""
        if not self.peaks:
            return EMPTY_ROOT
        folded = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            folded = node_hash(peak, folded)
        return folded


def root(size: int, node: NodeSource) -> bytes:
    """The hash that stood for the list when it was `size` long."""
    return CompactRange.at(size, node).root()


def fold(hashes: Sequence[bytes]) -> bytes:
    """A complete subtree of two, four, eight … equal parts has one hash."""
    if not hashes or len(hashes) & (len(hashes) - 1):
        raise ValueError("a complete subtree has a power of two of parts")
    row = list(hashes)
    while len(row) > 1:
        row = [node_hash(row[at], row[at + 1]) for at in range(0, len(row), 2)]
    return row[0]


def inclusion_proof(index: int, size: int, node: NodeSource) -> list[bytes]:
    """The hashes beside the way from leaf `index` up to the root of the first `size` leaves."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a list of {size}")
    proof: list[bytes] = []
    begin, end = 0, size
    while end - begin > 1:
        middle = begin + _split(end - begin)
        if index < middle:
            proof.append(_subtree(middle, end, node))
            end = middle
        else:
            proof.append(_subtree(begin, middle, node))
            begin = middle
    return proof[::-1]


def small_tree(leaf_hashes: Sequence[bytes]) -> tuple[bytes, list[tuple[bytes, ...]]]:
    """The root of a list that is all at hand, and the inclusion proof of each of its leaves."""
    rows = [list(leaf_hashes)]
    while len(rows[-1]) > 1:
        row = rows[-1]
        above = [node_hash(row[at], row[at + 1]) for at in range(0, len(row) - 1, 2)]
        # One that is left over has no neighbour and stands for itself until it meets one.
        rows.append([*above, row[-1]] if len(row) & 1 else above)
    proofs = [
        tuple(row[beside] for level, row in enumerate(rows) if (beside := index >> level ^ 1) < len(row))
        for index in range(len(leaf_hashes))
    ]
    return rows[-1][0] if leaf_hashes else EMPTY_ROOT, proofs


def consistency_proof(older: int, newer: int, node: NodeSource) -> list[bytes]:
    """The hashes that show the first `older` of `newer` leaves to be the same list as before."""
    if not 0 <= older <= newer:
        raise ValueError(f"a list of {newer} has not grown from one of {older}")
    if older in (0, newer):
        return []
    proof: list[bytes] = []
    begin, end = 0, newer
    whole = True
    while older != end:
        middle = begin + _split(end - begin)
        if older <= middle:
            proof.append(_subtree(middle, end, node))
            end = middle
        else:
            proof.append(_subtree(begin, middle, node))
            begin, whole = middle, False
    if not whole:
        proof.append(_subtree(begin, end, node))
    return proof[::-1]


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], expected: bytes) -> bool:
    """True if the leaf stands at `index` of the list of `size` leaves that `expected` stands for."""
    if not 0 <= index < size or not _are_hashes([leaf, expected, *proof]):
        return False
    current, position, last = leaf, index, size - 1
    for sibling in proof:
        if last == 0:
            return False
        if position & 1 or position == last:
            current = node_hash(sibling, current)
            position, last = _past_right_edge(position, last)
        else:
            current = node_hash(current, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and current == expected


def verify_consistency(older: int, newer: int, older_root: bytes, newer_root: bytes, proof: Sequence[bytes]) -> bool:
    """True if the list of `newer` leaves begins with the very list of `older` leaves."""
    if not 0 <= older <= newer or not _are_hashes([older_root, newer_root, *proof]):
        return False
    if older == newer:
        return not proof and older_root == newer_root and (older > 0 or older_root == EMPTY_ROOT)
    if older == 0:
        return not proof and older_root == EMPTY_ROOT
    path = list(proof)
    if older & (older - 1) == 0:
        path.insert(0, older_root)
    return bool(path) and _both_roots(older, newer, path) == (older_root, newer_root)


def _both_roots(older: int, newer: int, path: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    position, last = older - 1, newer - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return None
        if position & 1 or position == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            position, last = _past_right_edge(position, last)
        else:
            new = node_hash(new, sibling)
        position, last = position >> 1, last >> 1
    return (old, new) if last == 0 else None


def _past_right_edge(position: int, last: int) -> tuple[int, int]:
    """On the right edge, levels without a sibling are skipped."""
    while position and not position & 1:
        position, last = position >> 1, last >> 1
    return position, last


def _are_hashes(values: Iterable[bytes]) -> bool:
    return all(len(value) == HASH_BYTES for value in values)


def _split(count: int) -> int:
    """The left part is the largest power of two that leaves something for the right."""
    return 1 << (count - 1).bit_length() - 1


def _subtree(begin: int, end: int, node: NodeSource) -> bytes:
    """The hash of a run of leaves that starts where a subtree of its size may start."""
    count = end - begin
    if count & (count - 1) == 0:
        level = count.bit_length() - 1
        return node(level, begin >> level)
    middle = begin + _split(count)
    return node_hash(_subtree(begin, middle, node), _subtree(middle, end, node))
