"""A checked query as an engine says it: whole, or kept to the keys that have changed."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from sqlglot import exp

from clearway.core.watch import macros, values
from clearway.core.watch.macros import Engine
from clearway.core.watch.query import Query
from clearway.core.watch.scope import SOURCE, TYPE
from clearway.core.watch.sources import TEXT, Type

#: How a source is written where a query names it; the name of the source is given.
Place = Callable[[str], str]

_SIGNS: Final[dict[type, str]] = {
    exp.EQ: "=", exp.NEQ: "<>", exp.LT: "<", exp.LTE: "<=", exp.GT: ">", exp.GTE: ">=", exp.Add: "+", exp.Sub: "-",
    exp.Mul: "*", exp.And: "AND", exp.Or: "OR", exp.DPipe: "||",
}  # fmt: skip


def render(query: Query, engine: Engine, place: Place) -> str:
    """The query in an engine's words."""
    return _Writer(engine, place).query(query.tree)


def named(name: str, engine: Engine = "duckdb") -> str:
    """A name that an engine does not take for a word of its own."""
    return f"`{name}`" if engine == "spark" else f'"{name}"'


def kept_to(keys: Mapping[str, str], columns: Mapping[str, tuple[str, ...]], types: Mapping[str, Type]) -> Place:
    """Sources on PostgreSQL, of one tenant; those with a key keep to the rows of the changed keys."""

    def place(source: str) -> str:
        chosen = ", ".join(named(one) for one in columns[source])
        if source == "law":
            # A government that has set a number for itself has all of them for itself.
            own = "SELECT o.tenant FROM watch_sources.law AS o WHERE o.tenant = %(tenant)s LIMIT 1"
            return f"(SELECT {chosen} FROM watch_sources.law WHERE tenant = COALESCE(({own}), ''))"
        below = f"(SELECT {chosen} FROM watch_sources.{named(source)} WHERE tenant = %(tenant)s"
        if source in keys:
            parameter = "keys" if types[source] == TEXT else "whole_keys"
            below += f" AND {named(keys[source])} = ANY(%({parameter})s)"
        return f"{below})"

    return place


class _Writer:
    def __init__(self, engine: Engine, place: Place) -> None:
        self.engine = engine
        self.place = place

    def named(self, name: str) -> str:
        return named(name, self.engine)

    def cast_to(self, said: str, wanted: Type) -> str:
        return macros.cast(said, wanted, self.engine)

    def query(self, node: exp.Expr) -> str:
        before = ""
        if node.args.get("with_") is not None:
            parts = (f"{self.named(one.alias)} AS ({self.query(one.this)})" for one in node.args["with_"].expressions)
            before = f"WITH {', '.join(parts)} "
        match node:
            case exp.Subquery():
                return f"{before}({self.query(node.this)})"
            case exp.Union():
                return f"{before}{self.query(node.this)} UNION ALL {self.query(node.expression)}"
        return before + self.select(node)

    def select(self, node: exp.Expr) -> str:
        distinct = "DISTINCT " if node.args.get("distinct") else ""
        text = f"SELECT {distinct}{', '.join(self.projection(one, n) for n, one in enumerate(node.expressions))}"
        text += f" FROM {self.table(node.args['from_'].this)}"
        for join in node.args.get("joins") or ():
            side = "LEFT JOIN" if join.args.get("side") else "JOIN"
            text += f" {side} {self.table(join.this)} ON {self.value(join.args['on'])}"
        if node.args.get("where"):
            text += f" WHERE {self.value(node.args['where'].this)}"
        if node.args.get("group"):
            text += f" GROUP BY {', '.join(self.value(one) for one in node.args['group'].expressions)}"
        if node.args.get("having"):
            text += f" HAVING {self.value(node.args['having'].this)}"
        return text

    def projection(self, node: exp.Expr, number: int) -> str:
        value = node.this if isinstance(node, exp.Alias) else node
        said, given = self.value(value), node.meta.get(values.GIVEN)
        if given is not None and given.kind != "truth" and given != value.meta.get(TYPE):
            said = self.cast_to(said, given)
        return f"{said} AS {self.named(node.alias_or_name or f'column_{number + 1}')}"

    def table(self, node: exp.Expr) -> str:
        alias = self.named(node.alias_or_name)
        if isinstance(node, exp.Subquery):
            return f"({self.query(node.this)}) AS {alias}"
        source = node.meta.get(SOURCE)
        return f"{self.place(source) if source else self.named(node.name)} AS {alias}"

    def value(self, node: exp.Expr) -> str:
        for kinds, writer in _WRITERS:
            if isinstance(node, kinds):
                return writer(self, node)
        raise TypeError(type(node).__name__)

    def column(self, node: exp.Expr) -> str:
        table = node.args.get("table")
        return f"{self.named(table.name)}.{self.named(node.name)}" if table else self.named(node.name)

    def literal(self, node: exp.Expr) -> str:
        if not node.args.get("is_string"):
            return self.cast_to(f"'{node.name}'", node.meta[TYPE])
        return macros.literal(node.name, self.engine)

    def plain(self, node: exp.Expr) -> str:
        return "NULL" if isinstance(node, exp.Null) else "TRUE" if node.this else "FALSE"

    def paren(self, node: exp.Expr) -> str:
        return f"({self.value(node.this)})"

    def binary(self, node: exp.Expr) -> str:
        return f"({self.value(node.this)} {_SIGNS[type(node)]} {self.value(node.args['expression'])})"

    def negated(self, node: exp.Expr) -> str:
        return f"(NOT {self.value(node.this)})"

    def between(self, node: exp.Expr) -> str:
        low, high = self.value(node.args["low"]), self.value(node.args["high"])
        return f"({self.value(node.this)} BETWEEN {low} AND {high})"

    def member(self, node: exp.Expr) -> str:
        return f"({self.value(node.this)} IN ({', '.join(self.value(one) for one in node.expressions)}))"

    def is_null(self, node: exp.Expr) -> str:
        return f"({self.value(node.this)} IS NULL)"

    def arithmetic(self, node: exp.Expr) -> str:
        gives: Type = node.meta[TYPE]
        parts = [node.this, node.args["expression"]]
        if isinstance(node, exp.Mul):
            said = [self.cast_to(self.value(one), _wide(one.meta[TYPE])) for one in parts]
        else:
            said = [self.cast_to(self.value(one), gives) for one in parts]
        return self.cast_to(f" {_SIGNS[type(node)]} ".join(said), gives)

    def negative(self, node: exp.Expr) -> str:
        return self.cast_to(f"- {self.value(node.this)}", node.meta[TYPE])

    def case(self, node: exp.Expr) -> str:
        gives = node.meta[TYPE]
        text = "CASE"
        for branch in node.args["ifs"]:
            text += f" WHEN {self.value(branch.this)} THEN {self.chosen(branch.args['true'], gives)}"
        if node.args.get("default") is not None:
            text += f" ELSE {self.chosen(node.args['default'], gives)}"
        return f"{text} END"

    def chosen(self, node: exp.Expr, gives: Type | None) -> str:
        have, said = node.meta.get(TYPE), self.value(node)
        return said if gives is None or have == gives or gives.kind == "truth" else self.cast_to(said, gives)

    def cast(self, node: exp.Expr) -> str:
        wanted = node.meta[TYPE]
        below = node.this
        if isinstance(below, exp.Literal) and below.args.get("is_string") and wanted != TEXT:
            return f"CAST('{below.name}' AS {wanted})"
        said = self.value(below)
        return macros.as_text(said, self.engine) if wanted == TEXT else self.cast_to(said, wanted)

    def exists(self, node: exp.Expr) -> str:
        return f"EXISTS ({self.query(node.this)})"

    def subquery(self, node: exp.Expr) -> str:
        return f"({self.query(node.this)})"

    def call(self, node: exp.Expr) -> str:
        name, parts = node.name.lower(), node.expressions
        if name in macros.AGGREGATES:
            return self.aggregate(name, parts[0], node.meta[TYPE])
        if name in macros.CHOICES:
            # Of one value not every engine has a choice.
            chosen = [self.chosen(one, node.meta[TYPE]) for one in parts]
            return f"{name}({', '.join(chosen)})" if len(chosen) > 1 else chosen[0]
        if name == "text":
            said = self.value(parts[0])
            return said if parts[0].meta[TYPE] == TEXT else macros.as_text(said, self.engine)
        if name == "round":
            return macros.rounded(self.value(parts[0]), values.whole_constant(parts[1]) or 0, self.engine)
        if name == "ratio":
            moved = max(parts[0].meta[TYPE].scale, parts[1].meta[TYPE].scale)
            left, right = self.value(parts[0]), self.value(parts[1])
            return macros.ratio(left, right, moved, node.meta[TYPE].scale, self.engine)
        form: Any = getattr(macros.MACROS[name], self.engine)
        return str(form([self.value(one) for one in parts]))

    def aggregate(self, name: str, part: exp.Expr, gives: Type) -> str:
        if isinstance(part, exp.Star):
            return "COUNT(*)"
        if isinstance(part, exp.Distinct):
            return f"COUNT(DISTINCT {self.value(part.expressions[0])})"
        said = self.value(part)
        return f"CAST(SUM({self.cast_to(said, gives)}) AS {gives})" if name == "sum" else f"{name.upper()}({said})"


def _wide(type_: Type) -> Type:
    return Type("decimal", 38, type_.scale)


_WRITERS: Final[tuple[tuple[Any, Callable[[_Writer, exp.Expr], str]], ...]] = (
    (exp.Column, _Writer.column),
    (exp.Literal, _Writer.literal),
    ((exp.Null, exp.Boolean), _Writer.plain),
    (exp.Paren, _Writer.paren),
    (exp.Not, _Writer.negated),
    (exp.Between, _Writer.between),
    (exp.In, _Writer.member),
    (exp.Is, _Writer.is_null),
    ((exp.Add, exp.Sub, exp.Mul), _Writer.arithmetic),
    (exp.Neg, _Writer.negative),
    (exp.Case, _Writer.case),
    (exp.Cast, _Writer.cast),
    (exp.Exists, _Writer.exists),
    (exp.Subquery, _Writer.subquery),
    (exp.Anonymous, _Writer.call),
    (exp.Binary, _Writer.binary),
)
