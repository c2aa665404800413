"""A declaration becomes rows: one for each goods item, one cell for each column of the catalogue.

Facts may hold numbers that no column keeps. A declaration must be decided all the same, so nothing is refused here:
decimals beyond a column's are rounded half to even, and a number with more digits than its column has is unknown
(NULL), as is one that is not finite. Validation has refused such numbers before anything hangs on them.
"""

from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation, Overflow
from functools import lru_cache
from typing import Any, Final

import msgspec

from clearway.core.assess.assessment import Assessment
from clearway.core.facts.circumstances import Circumstances
from clearway.core.facts.declaration import Declaration
from clearway.core.predicates import Column, Row
from clearway.core.predicates.catalogue import Cell, Value
from clearway.core.target.columns import CATALOGUE, OF_DECLARATION, OF_ITEM
from clearway.core.target.seen import Seen, Whole

#: Where a cell stands in the row, how it is read, and how it is kept.
Step = tuple[int, Callable[[Any], Value], Callable[[Value], Cell]]

#: Wide enough for any column; a number that does not fit even here is beyond all of them.
_WIDE: Final = Context(prec=60, rounding=ROUND_HALF_EVEN, traps=[InvalidOperation, Overflow])


class Plan(msgspec.Struct, frozen=True):
    """How the cells that are asked for are filled: once for the declaration, and for each item."""

    whole: tuple[Step, ...]
    item: tuple[Step, ...]


def rows_of(
    declaration: Declaration,
    circumstances: Circumstances,
    assessment: Assessment,
    columns: frozenset[str] | None = None,
) -> list[tuple[int, Row]]:
    """One row for each goods item, with the item's position; none where nothing is shipped.

    Where ``columns`` are named, only their cells are filled: nobody asks for the others.
    """
    shipment = declaration.goods_shipment
    if shipment is None:
        return []
    plan = _plan(columns)
    whole = Whole(declaration, shipment, circumstances, assessment)
    same: list[Cell] = [None] * len(CATALOGUE.columns)
    for place, read, kept in plan.whole:
        same[place] = kept(read(whole))
    rows = []
    for number, item in shipment.numbered_items():
        seen = Seen(whole, item, number)
        cells = same.copy()
        for place, read, kept in plan.item:
            cells[place] = kept(read(seen))
        rows.append((number, tuple(cells)))
    return rows


@lru_cache(maxsize=64)
def _plan(columns: frozenset[str] | None) -> Plan:
    return Plan(_steps(OF_DECLARATION, columns), _steps(OF_ITEM, columns))


def _steps(
    readers: tuple[tuple[Column, Callable[[Any], Value]], ...], columns: frozenset[str] | None
) -> tuple[Step, ...]:
    return tuple(
        (CATALOGUE.index[column.name], read, _keeper(column))
        for column, read in readers
        if columns is None or column.name in columns
    )


def _keeper(column: Column) -> Callable[[Value], Cell]:
    if column.type.kind == "number":
        return _number_keeper(column.type.digits, column.type.scale)
    return _day if column.type.kind == "date" else _as_it_is


def _as_it_is(value: Any) -> Cell:
    return value  # type: ignore[no-any-return]  # a column's reader gives what its type holds


def _day(value: Any) -> Cell:
    return None if value is None else value.toordinal()


def _number_keeper(digits: int, scale: int) -> Callable[[Value], Cell]:
    limit, step = 10**digits, Decimal(1).scaleb(-scale)

    def kept(value: Any) -> Cell:
        if value is None:
            return None
        if isinstance(value, Decimal):
            try:
                units = int(value.quantize(step, context=_WIDE).scaleb(scale, _WIDE))
            except (ArithmeticError, ValueError):
                return None
        else:
            units = value * 10**scale
        return units if -limit < units < limit else None

    return kept
