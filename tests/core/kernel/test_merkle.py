"""The tree against the words of RFC 6962, written down a second time as plainly as they stand there."""

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clearway.core.kernel import merkle


def tree_hash(entries: list[bytes]) -> bytes:
    """MTH of RFC 6962, section 2.1."""
    if not entries:
        return sha256(b"").digest()
    if len(entries) == 1:
        return sha256(b"\x00" + entries[0]).digest()
    cut = largest_power_of_two_below(len(entries))
    return sha256(b"\x01" + tree_hash(entries[:cut]) + tree_hash(entries[cut:])).digest()


def audit_path(index: int, entries: list[bytes]) -> list[bytes]:
    """PATH of RFC 6962, section 2.1.1."""
    if len(entries) == 1:
        return []
    cut = largest_power_of_two_below(len(entries))
    if index < cut:
        return [*audit_path(index, entries[:cut]), tree_hash(entries[cut:])]
    return [*audit_path(index - cut, entries[cut:]), tree_hash(entries[:cut])]


def subproof(older: int, entries: list[bytes], *, is_known: bool) -> list[bytes]:
    """SUBPROOF of RFC 6962, section 2.1.2."""
    if older == len(entries):
        return [] if is_known else [tree_hash(entries)]
    cut = largest_power_of_two_below(len(entries))
    if older <= cut:
        return [*subproof(older, entries[:cut], is_known=is_known), tree_hash(entries[cut:])]
    return [*subproof(older - cut, entries[cut:], is_known=False), tree_hash(entries[:cut])]


def largest_power_of_two_below(count: int) -> int:
    cut = 1
    while cut * 2 < count:
        cut *= 2
    return cut


def entries_of(count: int) -> list[bytes]:
    return [b"entry %d" % number for number in range(count)]


def nodes_of(entries: list[bytes]) -> dict[tuple[int, int], bytes]:
    _, nodes = merkle.CompactRange().extended(merkle.leaf_hash(entry) for entry in entries)
    return {(node.level, node.position): node.hash for node in nodes}


def source(nodes: dict[tuple[int, int], bytes]) -> merkle.NodeSource:
    return lambda level, index: nodes[level, index]


LIMIT = 70
INVENTED = st.lists(st.binary(min_size=31, max_size=33) | st.just(merkle.EMPTY_ROOT))
ENTRIES = entries_of(LIMIT)
NODE = source(nodes_of(ENTRIES))
ROOTS = [tree_hash(ENTRIES[:size]) for size in range(LIMIT + 1)]


def test_the_hash_of_an_empty_list_is_the_hash_of_nothing() -> None:
    assert merkle.EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert merkle.CompactRange().root() == merkle.EMPTY_ROOT == ROOTS[0]


def test_an_empty_leaf_has_the_hash_that_other_logs_give_it() -> None:
    assert merkle.leaf_hash(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"


def test_growing_leaf_by_leaf_gives_the_root_of_the_definition() -> None:
    state = merkle.CompactRange()
    for size, entry in enumerate(ENTRIES):
        assert state.root() == ROOTS[size]
        assert len(state.peaks) == size.bit_count()
        state, _ = state.extended([merkle.leaf_hash(entry)])
    assert state.root() == ROOTS[LIMIT]


@given(st.lists(st.integers(0, 40), max_size=5))
def test_how_leaves_are_batched_makes_no_difference(batches: list[int]) -> None:
    entries = entries_of(sum(batches))
    state, nodes, begin = merkle.CompactRange(), list[merkle.Node](), 0
    for count in batches:
        batch = entries[begin : begin + count]
        state, completed = state.extended(map(merkle.leaf_hash, batch))
        nodes += completed
        begin += count

    assert state.root() == tree_hash(entries)
    assert {(node.level, node.position): node.hash for node in nodes} == nodes_of(entries)
    assert merkle.CompactRange.at(state.size, source(nodes_of(entries))) == state


def test_every_complete_node_is_the_hash_of_the_leaves_under_it() -> None:
    for (level, index), value in nodes_of(ENTRIES).items():
        assert value == tree_hash(ENTRIES[index << level : (index + 1) << level])


def test_every_leaf_of_every_size_has_the_proof_of_the_definition() -> None:
    for size in range(1, LIMIT + 1):
        assert merkle.root(size, NODE) == ROOTS[size]
        for index in range(size):
            proof = merkle.inclusion_proof(index, size, NODE)

            assert proof == audit_path(index, ENTRIES[:size])
            assert merkle.verify_inclusion(merkle.leaf_hash(ENTRIES[index]), index, size, proof, ROOTS[size])


def test_a_tree_that_is_all_at_hand_has_the_root_and_the_proofs_of_the_definition() -> None:
    for size in range(LIMIT + 1):
        root, proofs = merkle.small_tree([merkle.leaf_hash(one) for one in ENTRIES[:size]])

        assert root == ROOTS[size]
        assert [list(one) for one in proofs] == [audit_path(index, ENTRIES[:size]) for index in range(size)]


def test_every_size_grows_into_every_larger_one_by_the_proof_of_the_definition() -> None:
    for newer in range(LIMIT + 1):
        for older in range(newer + 1):
            proof = merkle.consistency_proof(older, newer, NODE)

            if older:
                assert proof == subproof(older, ENTRIES[:newer], is_known=True)
            assert merkle.verify_consistency(older, newer, ROOTS[older], ROOTS[newer], proof)


@given(st.data())
@settings(max_examples=300)
def test_one_flipped_bit_anywhere_breaks_an_inclusion_proof(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, LIMIT))
    index = data.draw(st.integers(0, size - 1))
    proof = merkle.inclusion_proof(index, size, NODE)
    parts = [merkle.leaf_hash(ENTRIES[index]), ROOTS[size], *proof]

    victim = data.draw(st.integers(0, len(parts) - 1))
    parts[victim] = flipped(parts[victim], data.draw(st.integers(0, 255)))

    assert not merkle.verify_inclusion(parts[0], index, size, parts[2:], parts[1])


@given(st.data())
@settings(max_examples=300)
def test_one_flipped_bit_anywhere_breaks_a_consistency_proof(data: st.DataObject) -> None:
    newer = data.draw(st.integers(1, LIMIT))
    older = data.draw(st.integers(1, newer))
    parts = [ROOTS[older], ROOTS[newer], *merkle.consistency_proof(older, newer, NODE)]

    victim = data.draw(st.integers(0, len(parts) - 1))
    parts[victim] = flipped(parts[victim], data.draw(st.integers(0, 255)))

    assert not merkle.verify_consistency(older, newer, parts[0], parts[1], parts[2:])


@given(st.data())
def test_a_proof_for_one_place_proves_no_other(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, LIMIT))
    index, other = data.draw(st.lists(st.integers(0, size - 1), min_size=2, max_size=2, unique=True))
    proof = merkle.inclusion_proof(index, size, NODE)

    assert not merkle.verify_inclusion(merkle.leaf_hash(ENTRIES[index]), other, size, proof, ROOTS[size])


def test_a_proof_is_not_taken_for_that_of_a_longer_list() -> None:
    proof = merkle.inclusion_proof(0, 4, NODE)

    assert not merkle.verify_inclusion(merkle.leaf_hash(ENTRIES[0]), 0, 5, proof, ROOTS[4])


def test_growth_to_one_length_is_not_taken_for_growth_to_a_longer_one() -> None:
    proof = merkle.consistency_proof(2, 4, NODE)

    assert not merkle.verify_consistency(2, 8, ROOTS[2], ROOTS[4], proof)


@given(st.integers(1, LIMIT), st.data())
def test_a_proof_cut_short_or_drawn_out_fails(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    leaf, proof = merkle.leaf_hash(ENTRIES[index]), merkle.inclusion_proof(index, size, NODE)

    assert not merkle.verify_inclusion(leaf, index, size, [*proof, ROOTS[1]], ROOTS[size])
    if proof:
        assert not merkle.verify_inclusion(leaf, index, size, proof[:-1], ROOTS[size])


@given(st.integers(1, LIMIT), st.data())
def test_a_list_that_lost_or_changed_an_entry_has_not_grown(newer: int, data: st.DataObject) -> None:
    older = data.draw(st.integers(1, newer))
    victim = data.draw(st.integers(0, older - 1))
    changed = [*ENTRIES[:victim], b"another", *ENTRIES[victim + 1 : newer]]
    shortened = ENTRIES[:victim] + ENTRIES[victim + 1 : newer + 1]

    for rewritten in (changed, shortened[:newer]):
        if len(rewritten) < older or tree_hash(rewritten[:older]) == ROOTS[older]:
            continue
        proof = merkle.consistency_proof(older, len(rewritten), source(nodes_of(rewritten)))
        assert not merkle.verify_consistency(older, len(rewritten), ROOTS[older], tree_hash(rewritten), proof)


@given(st.integers(-2, 80), st.integers(-2, 80), INVENTED)
def test_invented_proofs_are_answered_with_no(first: int, second: int, proof: list[bytes]) -> None:
    leaf = merkle.leaf_hash(b"never entered")

    assert not merkle.verify_inclusion(leaf, first, second, proof, ROOTS[7])
    assert not merkle.verify_consistency(first, second, leaf, ROOTS[7], proof)


@pytest.mark.parametrize(("index", "size"), [(0, 0), (5, 5), (-1, 5)])
def test_there_is_no_proof_for_what_is_not_in_the_list(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="is not in a list"):
        merkle.inclusion_proof(index, size, NODE)


def test_a_list_does_not_shrink() -> None:
    with pytest.raises(ValueError, match="has not grown"):
        merkle.consistency_proof(6, 5, NODE)


@pytest.mark.parametrize("level", range(7))
def test_a_row_of_equal_parts_folds_into_the_node_above(level: int) -> None:
    row = [merkle.leaf_hash(entry) for entry in ENTRIES[: 1 << level]]

    assert merkle.fold(row) == NODE(level, 0)


@pytest.mark.parametrize("count", [0, 3, 6])
def test_a_row_that_is_no_power_of_two_has_no_node_above(count: int) -> None:
    with pytest.raises(ValueError, match="power of two"):
        merkle.fold([merkle.EMPTY_ROOT] * count)


def flipped(value: bytes, bit: int) -> bytes:
    return (int.from_bytes(value) ^ 1 << bit).to_bytes(len(value))
