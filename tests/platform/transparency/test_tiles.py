"""Tiles hold the tree: nothing is stored twice, nothing is missing, names are those of the protocol."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.kernel import merkle
from clearway.platform.transparency import tiles
from clearway.platform.transparency.tiles import Place
from tests.platform.transparency import build

ENTRIES = build.commitments(700)
LEAVES = [merkle.leaf_hash(entry) for entry in ENTRIES]


@pytest.mark.parametrize(
    ("place", "width", "expected"),
    [
        (Place(0, 0), 256, "tile/0/000"),
        (Place(0, 0), 17, "tile/0/000.p/17"),
        (Place(1, 999), 256, "tile/1/999"),
        (Place(0, 1000), 256, "tile/0/x001/000"),
        (Place(2, 1234067), 255, "tile/2/x001/x234/067.p/255"),
    ],
)
def test_a_tile_has_the_name_of_the_protocol(place: Place, width: int, expected: str) -> None:
    assert tiles.path(place, width) == expected
    assert tiles.entries_path(place.number, width) == expected.replace(f"tile/{place.level}", "tile/entries")


def test_a_log_of_seventy_thousand_has_tiles_on_three_levels() -> None:
    found = list(tiles.places(70_000))

    assert found[0] == (Place(0, 0), 256)
    assert found[273:276] == [(Place(0, 273), 112), (Place(1, 0), 256), (Place(1, 1), 17)]
    assert found[276:] == [(Place(2, 0), 1)]
    assert tiles.edge(70_000) == [Place(0, 273), Place(1, 1), Place(2, 0)]


@given(st.integers(0, 1 << 40))
def test_the_edge_is_what_is_not_full(size: int) -> None:
    sizes = [(level, size >> 8 * level) for level in range(6)]

    assert tiles.edge(size) == [Place(level, count >> 8) for level, count in sizes if count % 256]


@given(st.lists(st.integers(0, 400), max_size=4))
def test_growing_in_batches_fills_the_same_tiles(batches: list[int]) -> None:
    state, kept = merkle.CompactRange(), dict[Place, bytes]()
    for count in batches:
        leaves = [LEAVES[at % 700] for at in range(state.size, state.size + count)]
        state, nodes = state.extended(leaves)
        edge = {place: kept[place] for place in tiles.edge(state.size - count)}
        kept |= tiles.grown(edge, nodes)

    assert {place: len(hashes) // 32 for place, hashes in kept.items()} == dict(tiles.places(state.size))
    assert merkle.root(state.size, tiles.nodes_in(kept.__getitem__)) == state.root()


def test_every_node_is_found_again_in_the_tiles() -> None:
    _, nodes = merkle.CompactRange().extended(LEAVES)
    kept = tiles.grown({}, nodes)
    find = tiles.nodes_in(kept.__getitem__)

    assert all(find(node.level, node.position) == node.hash for node in nodes)


def test_a_node_that_is_not_complete_is_not_invented() -> None:
    _, nodes = merkle.CompactRange().extended(LEAVES[:5])
    find = tiles.nodes_in(tiles.grown({}, nodes).__getitem__)

    with pytest.raises(LookupError, match="does not reach"):
        find(3, 0)


def test_a_tile_does_not_grow_over_a_gap() -> None:
    state, _ = merkle.CompactRange().extended(LEAVES[:5])
    _, nodes = state.extended(LEAVES[5:7])

    with pytest.raises(LookupError, match="gap"):
        tiles.grown({}, nodes)


@given(st.integers(0, 256))
def test_entries_are_unpacked_as_they_were_packed(count: int) -> None:
    assert tiles.unpacked(tiles.packed(ENTRIES[:count])) == ENTRIES[:count]


@given(st.binary(max_size=100))
def test_what_is_no_row_of_commitments_is_not_unpacked(data: bytes) -> None:
    entries = tiles.unpacked(data)

    assert entries is None or tiles.packed(entries) == data
