"""The columns a predicate may speak of, and the rows it is asked about.

Every number is kept as a whole count of its smallest unit (12.50 in a column of two decimals is 1250) and every day
as its ordinal. The number of decimals is known when a rule is compiled, so all arithmetic is on integers, and exact.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Context, Decimal, DecimalException, Inexact, InvalidOperation, Overflow
from typing import Final, Literal, TypeAlias

import msgspec

from clearway.core.predicates.errors import RowRefused

Kind: TypeAlias = Literal["boolean", "number", "text", "date", "null"]
#: What a caller gives and is shown.
Value: TypeAlias = bool | int | Decimal | str | date | None
#: What a row holds: numbers in units, days as ordinals.
Cell: TypeAlias = bool | int | str | None
#: One cell for every column of the catalogue, in its order.
Row: TypeAlias = tuple[Cell, ...]

MOST_DIGITS: Final = 38
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,62}")
_EXACT: Final = Context(prec=80, traps=[Inexact, InvalidOperation, Overflow])


class Type(msgspec.Struct, frozen=True):
    """What values a column or expression has; for numbers also how many digits and decimals at most."""

    kind: Kind
    digits: int = 0
    scale: int = 0

    def __str__(self) -> str:
        """The name an author knows the type by."""
        if self.kind != "number":
            return self.kind
        return f"decimal({self.digits},{self.scale})" if self.scale else "integer"


BOOLEAN: Final = Type("boolean")
TEXT: Final = Type("text")
DATE: Final = Type("date")
NULL: Final = Type("null")
INTEGER: Final = Type("number", 18)


def decimal(digits: int, scale: int) -> Type:
    """A number with that many digits, of which so many are decimals."""
    if not 0 <= scale <= digits <= MOST_DIGITS or digits < 1:
        raise ValueError(f"decimal({digits},{scale}) does not exist")
    return Type("number", digits, scale)


class Column(msgspec.Struct, frozen=True):
    """A fact a rule may ask for, under its published name."""

    name: str
    type: Type
    doc: str
    is_personal: bool = False
    is_secret: bool = False

    def cell(self, value: Value) -> Cell:
        """The value as a row holds it; refused if the column cannot keep it exactly."""
        if value is None:
            return None
        if self.type.kind == "number":
            return self._units(value)
        if self.type.kind == "date":
            if isinstance(value, date) and not isinstance(value, datetime):
                return value.toordinal()
            raise self._refused("PRD-041", value)
        if type(value) is (str if self.type.kind == "text" else bool):
            return value
        raise self._refused("PRD-041", value)

    def _units(self, value: Value) -> int:
        scale, digits = self.type.scale, self.type.digits
        if isinstance(value, Decimal):
            if not value.is_finite():
                raise self._refused("PRD-041", value)
            if value.adjusted() >= digits - scale and value:
                raise self._refused("PRD-043", value)
            try:
                scaled = _EXACT.scaleb(value, scale)
            except DecimalException:
                raise self._refused("PRD-042", value) from None
            units = int(scaled)
            if units != scaled:
                raise self._refused("PRD-042", value)
            return units
        if type(value) is not int:
            raise self._refused("PRD-041", value)
        if abs(value) >= 10 ** (digits - scale):
            raise self._refused("PRD-043", value)
        return int(value * 10**scale)

    def value(self, cell: Cell) -> Value:
        """The cell as a person reads it."""
        if cell is None or isinstance(cell, str | bool):
            return cell
        if self.type.kind == "date":
            return date.fromordinal(cell)
        return units_as_decimal(cell, self.type.scale) if self.type.scale else cell

    def _refused(self, code: str, value: object) -> RowRefused:
        return RowRefused(code, column=self.name, found=repr(value)[:80], allowed=str(self.type))


class Catalogue:
    """The published columns, in order; what is not listed here cannot be asked for."""

    def __init__(self, columns: Iterable[Column]) -> None:
        self.columns: Final = tuple(columns)
        self.index: Final = {column.name: place for place, column in enumerate(self.columns)}
        if len(self.index) != len(self.columns):
            raise ValueError("a column is listed twice")
        for name in self.index:
            if not _NAME.fullmatch(name):
                raise ValueError(f"{name!r} is not a column name: lower-case letters, digits and _ only")
        self._cells: Final = tuple((column.name, column.cell) for column in self.columns)

    def __getitem__(self, name: str) -> Column:
        """The column of that name."""
        return self.columns[self.index[name]]

    def __contains__(self, name: object) -> bool:
        """Whether there is a column of that name."""
        return name in self.index

    def row(self, values: Mapping[str, Value]) -> Row:
        """The values as one row; a column that is not given is unknown (NULL)."""
        if not values.keys() <= self.index.keys():
            stranger = sorted(values.keys() - self.index.keys())[0]
            raise RowRefused("PRD-040", column=stranger, found=stranger, allowed=", ".join(self.index))
        get = values.get
        return tuple([cell(get(name)) for name, cell in self._cells])


def units_as_decimal(units: int, scale: int) -> Decimal:
    """The number that so many units of the last decimal place are."""
    return Decimal((int(units < 0), tuple(map(int, str(abs(units)))), -scale))
