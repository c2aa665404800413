"""A declaration becomes rows: one for each goods item, one cell for each column of the catalogue.

Facts may hold numbers that no column keeps. A declaration must be decided all the same, so nothing is refused here:
decimals beyond a column's are rounded half to even, and a number with more digits than its column has is unknown
(NULL), as is one that is not finite. Validation has refused such numbers before anything hangs on them.
"""

from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation, Overflow
from functools import lru_cache
from typing import Any, Final, NamedTuple

from clearway.core.assess.assessment import Assessment
from clearway.core.facts.circumstances import Circumstances
from clearway.core.facts.declaration import Declaration
from clearway.core.predicates import Column, Row
from clearway.core.predicates.catalogue import Cell, Value
from clearway.core.target.columns import OF_DECLARATION, OF_ITEM
from clearway.core.target.seen import Seen, Whole

#: Fills the cells of one part of a row, from a ``Whole`` or from a ``Seen``.
Filler = Callable[[Any], Row]

#: Wide enough for any column; a number that does not fit even here is beyond all of them.
_WIDE: Final = Context(prec=60, rounding=ROUND_HALF_EVEN, traps=[InvalidOperation, Overflow])


class Plan(NamedTuple):
    """How the cells that are asked for are filled: once for the declaration, and for each item."""

    whole: Filler
    item: Filler


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
    same = plan.whole(whole)
    return [(number, same + plan.item(Seen(whole, item, number))) for number, item in shipment.numbered_items()]


@lru_cache(maxsize=64)
def _plan(columns: frozenset[str] | None) -> Plan:
    return Plan(_filler(OF_DECLARATION, columns), _filler(OF_ITEM, columns))


def _filler(readers: tuple[tuple[Column, Callable[[Any], Value]], ...], columns: frozenset[str] | None) -> Filler:
    """One function that fills a part of a row: every cell is read and kept in turn, those not asked for are NULL.

    It is written out as ``(keep_0(read_0(seen)), None, read_2(seen), …)``, because a row is made for every item of
    every declaration; no word of a pack or a message reaches its source.
    """
    names: dict[str, Any] = {}
    cells = []
    for place, (column, read) in enumerate(readers):
        if columns is not None and column.name not in columns:
            cells.append("None")
            continue
        names[f"read_{place}"], keep = read, _keeper(column)
        if keep is None:
            cells.append(f"read_{place}(seen)")
        else:
            names[f"keep_{place}"] = keep
            cells.append(f"keep_{place}(read_{place}(seen))")
    exec(compile(f"def fill(seen): return ({', '.join(cells)},)", "<columns>", "exec"), names)
    return names["fill"]  # type: ignore[no-any-return]  # it is made here


def _keeper(column: Column) -> Callable[[Value], Cell] | None:
    if column.type.kind == "number":
        return _number_keeper(column.type.digits, column.type.scale)
    return _day if column.type.kind == "date" else None


def _day(value: Any) -> Cell:
    return None if value is None else value.toordinal()


def _number_keeper(digits: int, scale: int) -> Callable[[Value], Cell]:
    limit, step, unit = 10**digits, Decimal(1).scaleb(-scale), 10**scale
    multiplied, units_of_one = _WIDE.multiply, Decimal(unit)

    def kept(value: Any) -> Cell:
        if value is None:
            return None
        if not isinstance(value, Decimal):
            units = value * unit
            return units if -limit < units < limit else None
        try:
            scaled = multiplied(value, units_of_one)
            if not -limit < scaled < limit:
                return None
            units = int(scaled)
            # Nearly every number has no more decimals than its column, and needs no rounding.
            if units != scaled:
                units = int(value.quantize(step, context=_WIDE).scaleb(scale, _WIDE))
        except (ArithmeticError, ValueError):
            return None
        return units if -limit < units < limit else None

    return kept
