"""What a mapping table is made of: a part for each WCO class, a row for each fact of ours."""

import msgspec

from clearway.formats.limits import Limit, limit, most
from clearway.formats.wco.values import Reading


class Row(msgspec.Struct, frozen=True):
    """One fact of ours, the way of tags to it below its class, the same way in WCO ids, and what it reads as.

    Facts of a declaration have their limits in common with the other formats; any other fact brings its own.
    """

    field: str
    tag: str
    pointer: str
    reads: "Reading | Part"
    many: bool = False
    limit: Limit | None = None


class Part(msgspec.Struct, frozen=True):
    """A WCO class as one type of fact; without a type, a class that carries a single value of a list of ours."""

    fact: type[msgspec.Struct] | None
    rows: tuple[Row, ...]
    list_of: type[msgspec.Struct] | None = None

    def limit(self, row: Row) -> Limit:
        """How large the row's fact may be."""
        owner = self.fact or self.list_of
        assert owner is not None
        return row.limit or limit(owner, row.field)

    def most(self, row: Row) -> int:
        """How many entries the row's list may hold."""
        assert self.fact is not None
        return most(self.fact, row.field)

    def row(self, field: str) -> Row | None:
        """The row of one of our fields."""
        return next((row for row in self.rows if row.field == field), None)

    @property
    def required(self) -> tuple[str, ...]:
        """The fields without which there is no such fact."""
        if self.fact is None:
            return (self.rows[0].field,)
        return tuple(field.name for field in msgspec.structs.fields(self.fact) if field.required)

    @property
    def unsaid(self) -> tuple[str, ...]:
        """Fields of the fact that this class, where it stands, has no element for."""
        if self.fact is None:
            return ()
        said = {row.field for row in self.rows}
        return tuple(name for name in self.fact.__struct_fields__ if name not in said)


def part(fact: type[msgspec.Struct], *rows: Row) -> Part:
    """A WCO class: its rows in the order of the schema."""
    return Part(fact, rows)


def single(list_of: type[msgspec.Struct], row: Row) -> Part:
    """A WCO class that carries one value; repeated, it is a list of values among the facts of the class above."""
    return Part(None, (row,), list_of)
