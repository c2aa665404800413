"""A row finds its partner where changes of keys leave one way only; of two candidates none is taken."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.watch import SourceRefused, read_sources
from clearway.core.watch.linking import ChangeKind, KeyChange, Lineage, Link, Register, link, own
from clearway.core.watch.names import form_of
from clearway.core.watch.sources import joined

MAY, JUNE = date(2025, 5, 1), date(2025, 6, 1)


def change(kind: ChangeKind, old: str, new: str, since: date = MAY) -> KeyChange:
    return KeyChange("plots", kind, old, new, since)


def found(key: str, held: str, *told: KeyChange, day: date | None = JUNE) -> Link:
    """How a row with a key is linked where a register holds some keys."""
    lineage = Lineage(told)
    return link(key, day, [Register(lineage, held.split())])


SPLIT = (change("split", "L1", "L2"), change("split", "L1", "L3"))
MERGE = (change("merge", "L1", "L3"), change("merge", "L2", "L3"))


@pytest.mark.parametrize(
    ("key", "held", "told", "linked"),
    [
        ("L1", "L1 L2", SPLIT, Link("L1", "direct")),
        ("L2", "L1", SPLIT, Link("L1", "split")),
        ("L2", "L1 L2", SPLIT, Link("L2", "direct")),
        ("L1", "L2 L3", SPLIT, Link("L1", "ambiguous")),
        # The register has been told of one part only; the other may come tomorrow.
        ("L1", "L2", SPLIT[:1], Link("L1", "ambiguous")),
        ("L1", "L3", MERGE, Link("L3", "merge")),
        ("L3", "L1 L2", MERGE, Link("L3", "ambiguous")),
        ("L3", "L1", MERGE[:1], Link("L3", "ambiguous")),
        ("L1", "L9", (change("renumber", "L1", "L9"),), Link("L9", "renumber")),
        ("L9", "L1", (change("renumber", "L1", "L9"),), Link("L1", "renumber")),
        ("L1", "L9", (change("renumber", "L1", "L5"), change("renumber", "L5", "L9", JUNE)), Link("L9", "renumber")),
        # The second change was before the first: it is of another life of the number.
        ("L1", "L9", (change("renumber", "L1", "L5", JUNE), change("renumber", "L5", "L9", MAY)), Link("L1", "none")),
        ("L1", "L8 L9", (change("renumber", "L1", "L8"), change("renumber", "L1", "L9")), Link("L1", "ambiguous")),
        ("L1", "L8 L9", (change("renumber", "L8", "L1"), change("renumber", "L1", "L9")), Link("L1", "ambiguous")),
        # The rest keeps the number; what has gone from it has one of its own.
        ("L1-1", "L1", (change("split", "L1", "L1"), change("split", "L1", "L1-1")), Link("L1", "split")),
        ("L7", "L1", SPLIT, Link("L7", "none")),
        ("Hanbit", "한빛", (change("variant", "Hanbit", "한빛"),), Link("한빛", "variant")),
    ],
)
def test_where_a_partner_is_found(key: str, held: str, told: tuple[KeyChange, ...], linked: Link) -> None:
    assert found(key, held, *told) == linked


@pytest.mark.parametrize(
    ("day", "linked"),
    [
        (date(2025, 4, 30), Link("V1", "re-use")),
        (MAY, Link("V1@2025-05-01", "re-use")),
        (JUNE, Link("V1@2025-05-01", "re-use")),
        (None, Link(None, "ambiguous")),
    ],
)
def test_a_number_that_is_used_again_is_told_by_its_day(day: date | None, linked: Link) -> None:
    assert found("V1", "V1 V1@2025-05-01", change("re-use", "V1", "V1"), day=day) == linked
    assert own("V1", day, Lineage([change("re-use", "V1", "V1")])) == linked


def test_what_a_number_became_before_it_was_used_again_is_not_what_it_is_now() -> None:
    told = (change("renumber", "V1", "V2", MAY), change("re-use", "V1", "V1", JUNE))
    assert found("V1", "V2 V1@2025-06-01", *told, day=MAY) == Link("V2", "renumber")
    assert found("V1", "V2 V1@2025-06-01", *told, day=JUNE) == Link("V1@2025-06-01", "re-use")


def test_another_way_of_writing_is_found_where_there_is_one() -> None:
    def register(*keys: str) -> Register:
        alike: dict[str, list[str]] = {}
        for key in keys:
            alike.setdefault(form_of(key, "name"), []).append(key)
        return Register(Lineage(), keys, "name", alike)

    assert link("(주)한빛", None, [register("한빛", "Duri")]) == Link("한빛", "variant")
    assert link("(주)한빛", None, [register("한빛", "Hanbit Co., Ltd.")]) == Link("(주)한빛", "ambiguous")
    assert link("(주)한빛", None, [register("Duri"), register("Hanbit")]) == Link("Hanbit", "variant")
    assert link("세빛", None, [register("한빛", "Duri")]) == Link("세빛", "none")


_KEYS = st.sampled_from("ABCDE")
_DAYS = st.dates(date(2025, 1, 1), date(2025, 1, 9))
_KINDS: st.SearchStrategy[ChangeKind] = st.sampled_from(("split", "merge", "renumber", "re-use", "variant"))
_CHANGES = st.lists(st.builds(KeyChange, st.just("plots"), _KINDS, _KEYS, _KEYS, _DAYS), max_size=8)
_HELD = st.sets(_KEYS)


@given(_CHANGES, _HELD, _KEYS, st.none() | _DAYS, st.randoms(use_true_random=False))
def test_order_and_repetition_make_no_difference(
    told: list[KeyChange], held: set[str], key: str, day: date | None, chance: Random
) -> None:
    again = [*told, *told[:3]]
    chance.shuffle(again)
    one, other = (link(key, day, [Register(Lineage(some), held)]) for some in (told, again))
    assert one == other


@given(_CHANGES, _HELD, _KEYS, st.none() | _DAYS)
def test_what_is_linked_is_held_and_what_is_not_keeps_its_own_key(
    told: list[KeyChange], held: set[str], key: str, day: date | None
) -> None:
    lineage = Lineage(told)
    found = link(key, day, [Register(lineage, held)])
    thing = lineage.thing(key, day)
    if found.how in ("none", "ambiguous"):
        assert found.key == (None if thing is None else str(thing))
    else:
        assert found.key in held
    # Whatever else is told, a partner under the row's own key is the partner.
    if thing is not None and str(thing) in held:
        assert found.key == str(thing)


@given(_CHANGES, _HELD, _KEYS, _DAYS, st.sampled_from("ABCDE"))
def test_one_candidate_more_never_moves_a_link_to_it_from_another(
    told: list[KeyChange], held: set[str], key: str, day: date, more: str
) -> None:
    lineage = Lineage(told)
    before = link(key, day, [Register(lineage, held)])
    after = link(key, day, [Register(lineage, {*held, more})])
    assert after == before or after.how == "ambiguous" or before.how == "none" or after.key == key


def test_changes_of_keys_without_effect_change_nothing() -> None:
    for kind in ("split", "merge", "renumber", "variant"):
        assert found("L1", "L1", change(kind, "L1", "L1")) == Link("L1", "direct")


COLUMN = {"type": "VARCHAR", "refers": "plots"}


@pytest.mark.parametrize(
    "tables",
    [
        {"huts": {"row": ["hut"], "columns": {"hut": "VARCHAR", "plot": COLUMN}}},
        {
            "huts": {"row": ["hut"], "columns": {"hut": "VARCHAR", "plot": COLUMN}},
            "plots": {"row": ["plot", "since"], "columns": {"plot": "VARCHAR", "since": "DATE"}},
        },
        {
            "huts": {"row": ["hut"], "columns": {"hut": "VARCHAR", "plot": {**COLUMN, "type": "BIGINT"}}},
            "plots": {"row": ["plot"], "columns": {"plot": "BIGINT"}},
        },
        {
            "huts": {"row": ["hut"], "columns": {"hut": "VARCHAR", "plot": {**COLUMN, "day": "seen_on"}}},
            "plots": {"row": ["plot"], "columns": {"plot": "VARCHAR"}},
        },
        {
            "huts": {"row": ["hut"], "columns": {"hut": {"type": "VARCHAR", "refers": "plots"}}},
            "plots": {"row": ["plot"], "columns": {"plot": {"type": "VARCHAR", "refers": "huts"}}},
        },
    ],
    ids=["no such source", "two columns", "no text", "no day", "round in a circle"],
)
def test_what_cannot_be_pointed_to_is_refused(tables: dict[str, object]) -> None:
    with pytest.raises(SourceRefused, match="WAT-060"):
        joined(read_sources({"sources": tables}).tables)
