"""From a few columns that are named follow the text and the card of a common shape.

What is written is a beginning in the author's hands, and is read like any other text before it is believed.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

import msgspec
from django.utils.translation import gettext_noop as noop

from clearway.core.watch import SourceRefused, Sources
from clearway.core.watch.languages import LANGUAGES, told
from clearway.platform.wording import say
from clearway.watch.authoring import errors
from clearway.watch.authoring.shapes import AMOUNT, ANY, DAY, KEY, NUMBER, WORD, Field, Shape

_FITS: Final[dict[str, tuple[str, ...]]] = {
    KEY: ("text", "whole"), DAY: ("day",), AMOUNT: ("whole", "decimal"), ANY: ("text", "whole", "day", "decimal"),
}  # fmt: skip
_EXPECTED: Final = {
    KEY: noop("A column of texts or whole numbers, as buildings.building."),
    DAY: noop("A column of days, as building_permits.use_approved_on."),
    AMOUNT: noop("A column of numbers, as tax_assessments.amount."),
    ANY: noop("A column, as tax_assessments.state."),
    NUMBER: noop("A whole number from 0 to 36500."),
}
_OTHER_TABLE: Final = noop("Columns of one record are of one source.")
_MOST_NUMBER: Final = 36_500


class Made(msgspec.Struct, frozen=True):
    """What a shape has written: the text, and what it knows of the card."""

    text: str
    card: dict[str, Any]


class _Column(msgspec.Struct, frozen=True):
    source: str
    name: str
    kind: str


class _Asked:
    """What was typed for a shape, read."""

    def __init__(self, shape: Shape, given: Mapping[str, str], sources: Sources) -> None:
        self.sources = sources
        self.columns: dict[str, _Column] = {}
        self.numbers: dict[str, int] = {}
        self.words: dict[str, str] = {}
        records: dict[str, str] = {}
        for field in shape.fields:
            typed = given.get(field.name, "").strip()
            if not typed and not field.is_needed:
                continue
            self._take(field, typed)
            column = self.columns.get(field.name)
            if column is not None and records.setdefault(field.record, column.source) != column.source:
                raise errors.ShapeUnfit(found=typed, expected=_OTHER_TABLE, place=field.name)

    def _take(self, field: Field, typed: str) -> None:
        if field.kind == WORD:
            self.words[field.name] = "'" + typed.replace("\0", "").replace("'", "''")[:100] + "'"
        elif field.kind == NUMBER:
            if not typed.isdecimal() or int(typed) > _MOST_NUMBER:
                raise errors.ShapeUnfit(found=typed[:60] or "-", expected=_EXPECTED[NUMBER], place=field.name)
            self.numbers[field.name] = int(typed)
        else:
            source, _, name = typed.partition(".")
            try:
                kind = self.sources.table(source).column(name).type.kind
            except SourceRefused:
                kind = ""
            if kind not in _FITS[field.kind]:
                raise errors.ShapeUnfit(found=typed[:60] or "-", expected=_EXPECTED[field.kind], place=field.name)
            self.columns[field.name] = _Column(source, name, kind)

    def source(self, name: str) -> str:
        """The source of a column."""
        return self.columns[name].source

    def of(self, alias: str, name: str) -> str:
        """A column under the name of its record."""
        return f"{alias}.{self.columns[name].name}"

    def case(self, alias: str, name: str) -> str:
        """A column as the text that names the case."""
        column = self.of(alias, name)
        return column if self.columns[name].kind == "text" else f"text({column})"

    def sum_of(self, alias: str, name: str) -> str:
        """The money of the rows of a case; nothing where no column was named for it."""
        return f"SUM(COALESCE({self.of(alias, name)}, 0))" if name in self.columns else "CAST(0 AS DECIMAL(18,2))"

    def only(self, alias: str, name: str) -> str:
        """A condition that was asked for, to be added to others."""
        column, value = self.columns.get(name), self.words.get(f"{name}_is")
        if column is None or value is None:
            return ""
        left = self.of(alias, name) if column.kind == "text" else f"text({self.of(alias, name)})"
        return f"\n  AND {left} = {value}"


def make(shape: Shape, given: Mapping[str, str], sources: Sources) -> Made:
    """The text and the card of a shape, or a refusal with the field that does not fit."""
    asked = _Asked(shape, given, sources)
    text, known = _TEXTS[shape.name](asked)
    tables = [sources.table(name).title for name in known.pop("tables")]
    numbers = {name: str(value) for name, value in asked.numbers.items()}
    facts = {
        language: {"first": told(tables[0], language), "second": told(tables[-1], language), **numbers}
        for language in LANGUAGES
    }
    words = {
        name: {language: say(getattr(shape, said), facts[language], language=language) for language in LANGUAGES}
        for name, said in (
            ("title", "heading"), ("purpose", "about"), ("explanation", "explanation"), ("clears", "clears")
        )
    }  # fmt: skip
    return Made(text, {**words, "severity": "notice", **known})


def _absence(asked: _Asked) -> tuple[str, dict[str, Any]]:
    event, answer, days = asked.source("event"), asked.source("answer"), asked.numbers["days"]
    day = asked.of("e", "event_day")
    since = f"\n      AND {asked.of('a', 'answer_day')} >= {day}" if "answer_day" in asked.columns else ""
    text = (
        f"SELECT\n    {asked.case('e', 'event')} AS case_key,\n    {asked.sum_of('e', 'money')} AS money,\n"
        f"    MIN({day}) AS since\nFROM {event} e\n"
        f"WHERE add_days({day}, {days}) < today(){asked.only('e', 'event_where')}\n"
        f"  AND NOT EXISTS (\n    SELECT {asked.of('a', 'answer')} FROM {answer} a\n"
        f"    WHERE {asked.of('a', 'answer')} = {asked.of('e', 'event')}{since}"
        f"{asked.only('a', 'answer_where').replace(chr(10), chr(10) + '    ')}\n  )\n"
        f"GROUP BY {asked.of('e', 'event')}\n"
    )
    keys = {event: asked.columns["event"].name, answer: asked.columns["answer"].name}
    return text, {"keys": keys, "reference": [], "deadline": _due(asked, "e", event, "event", "event_day"),
                  "tables": (event, answer)}  # fmt: skip


def _overlap(asked: _Asked) -> tuple[str, dict[str, Any]]:
    one, other = asked.source("first"), asked.source("second")
    first = [asked.of("a", name) for name in ("first", "first_from", "first_until")]
    second = [asked.of("b", name) for name in ("second", "second_from", "second_until")]
    apart = ""
    if one == other:
        row = [f"text(a.{name}) < text(b.{name})" for name in asked.sources.table(one).row[:1]]
        apart = "".join(f"\n  AND {said}" for said in row)
    text = (
        f"SELECT\n    {asked.case('a', 'first')} AS case_key,\n    {asked.sum_of('a', 'money')} AS money,\n"
        f"    MIN(GREATEST({first[1]}, {second[1]})) AS since\n"
        f"FROM {one} a\nJOIN {other} b ON {second[0]} = {first[0]}\n"
        f"WHERE {first[1]} <= COALESCE({second[2]}, {first[1]})\n"
        f"  AND {second[1]} <= COALESCE({first[2]}, {second[1]}){apart}"
        f"{asked.only('a', 'first_where')}{asked.only('b', 'second_where')}\nGROUP BY {first[0]}\n"
    )
    keys = {one: asked.columns["first"].name, other: asked.columns["second"].name}
    return text, {"keys": keys, "reference": [], "deadline": "", "tables": (one, other)}


def _ended(asked: _Asked) -> tuple[str, dict[str, Any]]:
    end, status, days = asked.source("end"), asked.source("status"), asked.numbers["days"]
    day = asked.of("e", "end_day")
    text = (
        f"SELECT\n    {asked.case('s', 'status')} AS case_key,\n    {asked.sum_of('s', 'money')} AS money,\n"
        f"    MIN({day}) AS since\nFROM {status} s\n"
        f"JOIN {end} e ON {asked.of('e', 'end')} = {asked.of('s', 'status')}\n"
        f"WHERE add_days({day}, {days}) < today(){asked.only('s', 'status_where')}{asked.only('e', 'end_where')}\n"
        f"GROUP BY {asked.of('s', 'status')}\n"
    )
    keys = {status: asked.columns["status"].name, end: asked.columns["end"].name}
    return text, {"keys": keys, "reference": [], "deadline": _due(asked, "e", end, "end", "end_day"),
                  "tables": (end, status)}  # fmt: skip


def _ledgers(asked: _Asked) -> tuple[str, dict[str, Any]]:
    one, other = asked.source("first"), asked.source("second")

    def side(alias: str, name: str, table: str) -> str:
        where = asked.only(alias, f"{name}_where").replace("\n  AND", "\n    WHERE")
        return (
            f"    SELECT {asked.case(alias, name)} AS part, SUM({asked.of(alias, f'{name}_amount')}) AS amount\n"
            f"    FROM {table} {alias}{where}\n    GROUP BY {asked.of(alias, name)}"
        )

    right = "COALESCE(r.amount, 0)"
    apart = f"GREATEST(l.amount, {right}) - LEAST(l.amount, {right})"
    text = (
        f"WITH one_ledger AS (\n{side('a', 'first', one)}\n), other_ledger AS (\n{side('b', 'second', other)}\n)\n"
        f"SELECT\n    l.part AS case_key,\n    {apart} AS money,\n    l.amount AS first_sum,\n"
        f"    {right} AS second_sum\nFROM one_ledger l\nLEFT JOIN other_ledger r ON r.part = l.part\n"
        f"WHERE {apart} > {asked.numbers['least']}\n"
    )
    keys = {one: asked.columns["first"].name, other: asked.columns["second"].name}
    return text, {"keys": keys, "reference": [], "deadline": "", "tables": (one, other)}


def _relation(asked: _Asked) -> tuple[str, dict[str, Any]]:
    deal, tie = asked.source("deal"), asked.source("tie_one")
    text = (
        f"SELECT\n    {asked.case('d', 'deal')} AS case_key,\n    {asked.sum_of('d', 'money')} AS money,\n"
        f"    MIN({asked.of('d', 'one')}) AS party,\n    MIN({asked.of('d', 'other')}) AS counterpart\n"
        f"FROM {deal} d\nWHERE EXISTS (\n    SELECT {asked.of('t', 'tie_one')} FROM {tie} t\n"
        f"    WHERE {asked.of('t', 'tie_one')} = {asked.of('d', 'one')}\n"
        f"      AND {asked.of('t', 'tie_other')} = {asked.of('d', 'other')}\n  ){asked.only('d', 'deal_where')}\n"
        f"GROUP BY {asked.of('d', 'deal')}\n"
    )
    return text, {"keys": {deal: asked.columns["deal"].name}, "reference": [tie], "deadline": "",
                  "tables": (deal, tie)}  # fmt: skip


def _outlier(asked: _Asked) -> tuple[str, dict[str, Any]]:
    source, key, amount = asked.source("first"), asked.of("a", "first"), asked.of("a", "first_amount")
    where = asked.only("b", "first_where").replace("\n  AND", "\n    WHERE")
    inner = amount.replace("a.", "b.", 1)
    text = (
        f"WITH usual AS (\n    SELECT {asked.case('b', 'first')} AS part, SUM({inner}) AS total,"
        f" COUNT({inner}) AS records\n    FROM {source} b{where}\n    GROUP BY {asked.of('b', 'first')}\n)\n"
        f"SELECT\n    {asked.case('a', 'first')} AS case_key,\n    MAX({amount}) AS money,\n"
        f"    MAX({amount}) AS highest,\n    MIN(u.records) AS records\nFROM {source} a\n"
        f"JOIN usual u ON u.part = {asked.case('a', 'first')}\n"
        f"WHERE u.records >= {max(asked.numbers['least'], 2)}\n"
        f"  AND {amount} * (u.records - 1) > {asked.numbers['times']} * (u.total - {amount})"
        f"{asked.only('a', 'first_where')}\nGROUP BY {key}\n"
    )
    return text, {"keys": {source: asked.columns["first"].name}, "reference": [], "deadline": "",
                  "tables": (source, source)}  # fmt: skip


def _due(asked: _Asked, alias: str, source: str, key: str, day: str) -> str:
    """The first day on which the answer may be another."""
    return (
        f"SELECT {asked.case(alias, key)} AS case_key,"
        f" add_days({asked.of(alias, day)}, {asked.numbers['days'] + 1}) AS due\nFROM {source} {alias}"
    )


_TEXTS: Final[dict[str, Callable[[_Asked], tuple[str, dict[str, Any]]]]] = {
    "absence": _absence, "overlap": _overlap, "ended": _ended, "ledgers": _ledgers, "relation": _relation,
    "outlier": _outlier,
}  # fmt: skip
