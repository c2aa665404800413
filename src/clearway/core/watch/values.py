"""Values and conditions of a query: each gets a type, or is refused."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, Protocol

from sqlglot import exp

from clearway.core.watch import macros
from clearway.core.watch.errors import SourceRefused
from clearway.core.watch.scope import ORIGINS, TYPE, Cell, Scope, refused
from clearway.core.watch.sources import DAY, TEXT, TRUTH, WHOLE, Type, decimal, read_type

#: Under this name a projection keeps the type in which it is given out.
GIVEN: Final = "clearway_given"
_NUMBER: Final = re.compile(r"\d{1,19}(\.\d{1,10})?")
_COMPARISONS: Final = (exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE)


class ValueQuery(Protocol):
    """How a query in the place of a value, or below EXISTS, is read."""

    def __call__(self, node: exp.Expr, scope: Scope, *, exists: bool) -> Cell:
        """The one column of the query."""
        ...


def has_aggregate(node: exp.Expr) -> bool:
    """Whether a value is made from many rows of its own SELECT."""
    if isinstance(node, exp.Anonymous) and node.name.lower() in macros.AGGREGATES:
        return True
    return not isinstance(node, exp.Query | exp.Exists) and any(has_aggregate(one) for one in node.iter_expressions())


def common(node: exp.Expr, types: Sequence[Type | None]) -> Type | None:
    """The type that holds values of all these types."""
    known = [one for one in types if one is not None]
    if not known:
        return None
    kinds = {one.kind for one in known}
    if len(kinds) == 1 and kinds != {"decimal"}:
        return known[0]
    if kinds <= {"whole", "decimal"}:
        return decimal(max(one.scale for one in known))
    raise refused(node, "WAT-031", " and ".join(sorted({str(one) for one in known})), "values of one type")


def condition(node: exp.Expr, scope: Scope, queries: ValueQuery, *, aggregates: bool = False) -> None:
    """Something that is true, false or unknown."""
    cell = typed(node, scope, queries, aggregates=aggregates)
    if cell.type != TRUTH:
        raise refused(node, "WAT-030", node.sql()[:60], "a comparison", "EXISTS (…)", "IS NULL")


def typed(node: exp.Expr, scope: Scope, queries: ValueQuery, *, aggregates: bool = False) -> Cell:
    """The type of a value and the source columns it is a copy of; left on the node for whoever renders it."""
    cell = _Reader(scope, queries, aggregates=aggregates).read(node)
    return cell


class _Reader:
    """Reads one value of a SELECT; what is below an aggregate or a query is read by another."""

    def __init__(self, scope: Scope, queries: ValueQuery, *, aggregates: bool, ungrouped: bool = False) -> None:
        self.scope = scope
        self.queries = queries
        self.aggregates = aggregates
        #: Whether columns may stand alone: before grouping, and below an aggregate.
        self.ungrouped = ungrouped or not aggregates or scope.grouped is None

    def read(self, node: exp.Expr) -> Cell:
        cell = self._kind(node)
        node.meta[TYPE] = cell.type
        node.meta[ORIGINS] = cell.origins
        return cell

    def _kind(self, node: exp.Expr) -> Cell:
        for kinds, reader in _READERS:
            if isinstance(node, kinds):
                return reader(self, node)
        raise refused(node, "WAT-004", type(node).__name__.upper(), "comparisons, + - *, CASE, functions by name")

    def type(self, node: exp.Expr) -> Type | None:
        return self.read(node).type

    def column(self, node: exp.Expr) -> Cell:
        assert isinstance(node, exp.Column)
        if isinstance(node.this, exp.Star):
            raise refused(node, "WAT-009", "*", "the columns' names")
        cell = self.scope.column(node)
        grouped = self.scope.grouped
        is_own = node.table in self.scope.relations
        if is_own and not self.ungrouped and grouped is not None and node.sql() not in grouped:
            raise refused(node, "WAT-027", node.sql(), "GROUP BY it", "MIN(…) or MAX(…)")
        return cell

    def literal(self, node: exp.Expr) -> Cell:
        if node.args.get("is_string"):
            return Cell(TEXT)
        if not _NUMBER.fullmatch(node.name) or (("." not in node.name) and int(node.name) >= 2**63):
            raise refused(node, "WAT-035", node.name, "12", "0.045")
        scale = -int(Decimal(node.name).as_tuple().exponent)
        return Cell(decimal(scale) if "." in node.name else WHOLE)

    def null(self, node: exp.Expr) -> Cell:
        return Cell(None)

    def truth(self, node: exp.Expr) -> Cell:
        return Cell(TRUTH)

    def paren(self, node: exp.Expr) -> Cell:
        return self.read(node.this)

    def junction(self, node: exp.Expr) -> Cell:
        for part in (node.this, node.args.get("expression")):
            if part is not None and self.type(part) != TRUTH:
                raise refused(part, "WAT-030", part.sql()[:60], "a comparison", "EXISTS (…)")
        return Cell(TRUTH)

    def comparison(self, node: exp.Expr) -> Cell:
        parts = [node.this, *(node.args.get(name) for name in ("expression", "low", "high")), *node.expressions]
        if node.args.get("query") is not None:
            raise refused(node, "WAT-013", node.sql()[:60], "EXISTS (SELECT … WHERE a = b)", "IN (1, 2)")
        found = [part for part in parts if part is not None]
        types = [self.type(part) for part in found]
        if None in types:
            raise refused(node, "WAT-034", node.sql()[:60], "IS NULL", "IS NOT NULL")
        if isinstance(node, exp.In) and not all(_is_constant(one) for one in node.expressions):
            raise refused(node, "WAT-013", node.sql()[:60], "a list of constants")
        if common(node, types) == TRUTH:
            raise refused(node, "WAT-031", node.sql()[:60], "AND, OR, NOT")
        return Cell(TRUTH)

    def is_null(self, node: exp.Expr) -> Cell:
        if not isinstance(node.args["expression"], exp.Null):
            raise refused(node, "WAT-004", node.sql()[:60], "IS NULL", "IS NOT NULL")
        self.read(node.this)
        return Cell(TRUTH)

    def arithmetic(self, node: exp.Expr) -> Cell:
        left, right = self.type(node.this), self.type(node.args["expression"])
        if left is None or right is None or not (left.is_number and right.is_number):
            raise refused(node, "WAT-031", node.sql()[:60], "numbers", "add_days(day, n)", "days_between(a, b)")
        if isinstance(node, exp.Mul):
            return Cell(decimal(min(left.scale + right.scale, macros.MOST_SCALE)))
        return Cell(common(node, [left, right]))

    def negative(self, node: exp.Expr) -> Cell:
        type_ = self.type(node.this)
        if type_ is None or not type_.is_number:
            raise refused(node, "WAT-031", node.sql()[:60], "a number")
        return Cell(type_)

    def joined(self, node: exp.Expr) -> Cell:
        for part in (node.this, node.args["expression"]):
            if self.type(part) != TEXT:
                raise refused(part, "WAT-032", part.sql()[:60], "text(…)")
        return Cell(TEXT)

    def case(self, node: exp.Expr) -> Cell:
        if node.this is not None:
            raise refused(node, "WAT-004", "CASE value WHEN", "CASE WHEN condition THEN")
        results = []
        for branch in node.args["ifs"]:
            if self.type(branch.this) != TRUTH:
                raise refused(branch, "WAT-030", branch.this.sql()[:60], "a comparison")
            results.append(branch.args["true"])
        if node.args.get("default") is not None:
            results.append(node.args["default"])
        return self._choice(node, results)

    def cast(self, node: exp.Expr) -> Cell:
        wanted = self._wanted(node)
        cell = self.read(node.this)
        have = cell.type
        if have == TEXT and wanted == DAY and isinstance(node.this, exp.Literal):
            _day(node)
            return Cell(DAY)
        passes = have is None or have == wanted or wanted == TEXT or (have.is_number and wanted.is_number)
        if not passes or have == TRUTH:
            raise refused(node, "WAT-033", node.sql()[:60], "a source that holds it as a number or day")
        return Cell(wanted, cell.origins if wanted == TEXT or have == wanted else frozenset())

    def exists(self, node: exp.Expr) -> Cell:
        self.queries(node.this, self.scope, exists=True)
        return Cell(TRUTH)

    def subquery(self, node: exp.Expr) -> Cell:
        return Cell(self.queries(node, self.scope, exists=False).type)

    def call(self, node: exp.Expr) -> Cell:
        name, parts = node.name.lower(), node.expressions
        if name in macros.AGGREGATES:
            return self._aggregate(node, name, parts)
        if name in macros.CHOICES and parts:
            return self._choice(node, parts)
        if name == "text" and len(parts) == 1:
            cell = self.read(parts[0])
            if cell.type is None or cell.type == TRUTH:
                raise refused(node, "WAT-032", node.sql()[:60], "a number, a day or a text")
            return Cell(TEXT, cell.origins)
        if name in ("ratio", "round"):
            return self._scaled(node, name, parts)
        return self._macro(node, name, parts)

    def _macro(self, node: exp.Expr, name: str, parts: Sequence[exp.Expr]) -> Cell:
        macro = macros.MACROS.get(name)
        if macro is None:
            raise refused(node, "WAT-023", name, *macros.NAMES)
        if len(parts) != len(macro.takes):
            raise refused(node, "WAT-024", node.sql()[:60], f"{name}({', '.join(map(str, macro.takes))})")
        for part, takes in zip(parts, macro.takes, strict=True):
            have = self.type(part)
            if have != takes and not (takes == WHOLE and have is not None and have.is_number and have.scale == 0):
                raise refused(part, "WAT-032", f"{part.sql()[:60]} is {have or 'NULL'}", str(takes))
        if name == "starts_with" and not isinstance(parts[1], exp.Literal):
            raise refused(node, "WAT-024", node.sql()[:60], "starts_with(text, 'literal')")
        return Cell(macro.gives)

    def _scaled(self, node: exp.Expr, name: str, parts: Sequence[exp.Expr]) -> Cell:
        takes = 3 if name == "ratio" else 2
        digits = whole_constant(parts[-1]) if len(parts) == takes else None
        least = 0 if name == "ratio" else -macros.MOST_SCALE
        if digits is None or not least <= digits <= macros.MOST_SCALE:
            form = "ratio(a, b, 4)" if name == "ratio" else "ROUND(x, 2)"
            raise refused(node, "WAT-024", node.sql()[:60], form)
        for part in parts[:-1]:
            have = self.type(part)
            if have is None or not have.is_number:
                raise refused(part, "WAT-032", part.sql()[:60], "a number")
        return Cell(decimal(max(digits, 0)))

    def _aggregate(self, node: exp.Expr, name: str, parts: Sequence[exp.Expr]) -> Cell:
        if not self.aggregates or self.scope.grouped is None:
            raise refused(node, "WAT-026", node.sql()[:60], "a column", "HAVING")
        if len(parts) != 1:
            raise refused(node, "WAT-024", node.sql()[:60], f"{name.upper()}(column)")
        part = parts[0]
        if name == "count":
            self._counted(node, part)
            return Cell(WHOLE)
        type_ = self._below(part)
        if type_ is None or type_ == TRUTH or (name == "sum" and not type_.is_number):
            raise refused(node, "WAT-032", node.sql()[:60], "numbers" if name == "sum" else "numbers, days or texts")
        return Cell(decimal(type_.scale) if name == "sum" else type_)

    def _counted(self, node: exp.Expr, part: exp.Expr) -> None:
        if isinstance(part, exp.Distinct):
            if len(part.expressions) != 1:
                raise refused(node, "WAT-024", node.sql()[:60], "COUNT(DISTINCT column)")
            part = part.expressions[0]
        if not isinstance(part, exp.Star):
            self._below(part)

    def _below(self, part: exp.Expr) -> Type | None:
        if isinstance(part, exp.Star | exp.Distinct):
            raise refused(part, "WAT-009", part.sql(), "the column's name")
        return _Reader(self.scope, no_query, aggregates=False, ungrouped=True).type(part)

    def _choice(self, node: exp.Expr, parts: Sequence[exp.Expr]) -> Cell:
        cells = [self.read(part) for part in parts]
        origins = frozenset[tuple[str, str]]().union(*(cell.origins for cell in cells))
        is_copy = all(cell.origins or cell.type is None for cell in cells)
        return Cell(common(node, [cell.type for cell in cells]), origins if is_copy else frozenset())

    def _wanted(self, node: exp.Expr) -> Type:
        said = node.args["to"].sql("duckdb").replace("TEXT", "VARCHAR")
        try:
            return read_type(said)
        except SourceRefused:
            raise refused(node, "WAT-010", said, "BIGINT", "DATE", "DECIMAL(18, 2)", "VARCHAR") from None


def no_query(node: exp.Expr, scope: Scope, *, exists: bool) -> Cell:
    """Where a value is added up, and where tables are joined, no query is asked."""
    raise refused(node, "WAT-016", node.sql()[:60], "a query in WHERE", "a table of its own in WITH")


def whole_constant(node: exp.Expr) -> int | None:
    """A whole number written out, with its sign."""
    if isinstance(node, exp.Neg):
        below = whole_constant(node.this)
        return None if below is None else -below
    return int(node.name) if isinstance(node, exp.Literal) and node.name.isdigit() and node.is_int else None


def _is_constant(node: exp.Expr) -> bool:
    if isinstance(node, exp.Neg | exp.Cast | exp.Paren):
        return _is_constant(node.this)
    return isinstance(node, exp.Literal | exp.Null)


def _day(node: exp.Expr) -> None:
    try:
        date.fromisoformat(node.this.name)
    except ValueError:
        raise refused(node, "WAT-035", node.this.name, "DATE '2026-01-31'") from None


_READERS: Final[tuple[tuple[tuple[type, ...], Callable[[_Reader, exp.Expr], Cell]], ...]] = (
    ((exp.Column,), _Reader.column),
    ((exp.Literal,), _Reader.literal),
    ((exp.Null,), _Reader.null),
    ((exp.Boolean,), _Reader.truth),
    ((exp.Paren,), _Reader.paren),
    ((exp.And, exp.Or, exp.Not), _Reader.junction),
    ((*_COMPARISONS, exp.Between, exp.In), _Reader.comparison),
    ((exp.Is,), _Reader.is_null),
    ((exp.Add, exp.Sub, exp.Mul), _Reader.arithmetic),
    ((exp.Neg,), _Reader.negative),
    ((exp.DPipe,), _Reader.joined),
    ((exp.Case,), _Reader.case),
    ((exp.Cast,), _Reader.cast),
    ((exp.Exists,), _Reader.exists),
    ((exp.Subquery,), _Reader.subquery),
    ((exp.Anonymous,), _Reader.call),
)
