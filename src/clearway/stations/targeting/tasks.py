"""Long looks back: what rules would have selected, asked of many declarations at once."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from clearway.core.assess.assessment import Assessment
from clearway.core.facts.circumstances import Circumstances
from clearway.core.facts.declaration import Declaration
from clearway.core.law.lawbook import Law, TargetingRule
from clearway.core.predicates import Row
from clearway.core.target import CATALOGUE, parsed, rows_of
from clearway.platform.columns import select, table_of

#: Bounds the memory that a back-test takes, whatever number of declarations it is given.
_ROWS_AT_A_TIME: Final = 20_000


class Lodged(NamedTuple):
    """A declaration as it was decided: what was declared, what the registers said, what was owed."""

    declaration: Declaration
    circumstances: Circumstances
    assessment: Assessment


class Place(NamedTuple):
    """Which declaration, counted from 0 in the order given, and which of its items, counted from 1."""

    declaration: int
    item: int


def back_test(lodged: Iterable[Lodged], law: Law, rules: Sequence[TargetingRule]) -> dict[str, list[Place]]:
    """Where each rule would have fired, in the order given; rules of any status and period are asked.

    ``PredicateRefused`` where a rule's condition cannot be asked.
    """
    predicates = [(rule.code, parsed(rule, law.book.named_lists)) for rule in rules]
    columns = frozenset(name for _, predicate in predicates for name in predicate.columns)
    found: dict[str, list[Place]] = {code: [] for code, _ in predicates}
    rows = _rows(lodged, columns)
    while part := list(islice(rows, _ROWS_AT_A_TIME)):
        table = table_of(CATALOGUE, [row for _, row in part])
        for code, places in select(predicates, table).items():
            found[code] += [part[place][0] for place in places]
    return found


def _rows(lodged: Iterable[Lodged], columns: frozenset[str]) -> Iterator[tuple[Place, Row]]:
    for number, one in enumerate(lodged):
        for item, row in rows_of(one.declaration, one.circumstances, one.assessment, columns):
            yield Place(number, item), row
