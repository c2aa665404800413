"""Sources: the documented tables of other systems, and the four types their columns have."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final, Literal

import msgspec

from clearway.core.watch import languages
from clearway.core.watch.errors import SourceRefused
from clearway.core.watch.languages import LANGUAGES, Words

Kind = Literal["whole", "decimal", "day", "text", "truth"]
#: How a key is written, where two ways of writing it stand for one thing: as a name, or as a number.
Written = Literal["", "name", "number"]
#: What a cell holds.
Cell = int | Decimal | date | str | None

_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,59}")
_DECIMAL: Final = re.compile(r"DECIMAL\((\d{1,2}), ?(\d{1,2})\)")
_WHOLE: Final = re.compile(r"-?\d{1,19}")
_NUMBER: Final = re.compile(r"-?\d{1,38}(\.\d{1,38})?")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
#: No engine keeps NUL or half a character in a text.
_UNKEEPABLE: Final = re.compile("[\x00\ud800-\udfff]")
_MOST_DIGITS: Final = 38
_LONGEST_NAME: Final = 60
#: A text that leads to a case stands in an index, which holds no longer ones.
MOST_CHARACTERS: Final = 500
_LEAST, _MOST = -(2**63), 2**63 - 1


class Type(msgspec.Struct, frozen=True):
    """The type of a value: whole numbers, decimals, days, text, or truth."""

    kind: Kind
    digits: int = 0
    scale: int = 0

    @property
    def is_number(self) -> bool:
        """Whether it can be calculated with."""
        return self.kind in ("whole", "decimal")

    def __str__(self) -> str:
        """As SQL names it."""
        if self.kind == "decimal":
            return f"DECIMAL({self.digits}, {self.scale})"
        return {"whole": "BIGINT", "day": "DATE", "text": "VARCHAR", "truth": "BOOLEAN"}[self.kind]


WHOLE: Final = Type("whole", 19, 0)
DAY: Final = Type("day")
TEXT: Final = Type("text")
TRUTH: Final = Type("truth")
MONEY: Final = Type("decimal", 18, 2)


def decimal(scale: int, digits: int = _MOST_DIGITS) -> Type:
    """Decimals of a scale, as wide as engines keep them unless said otherwise."""
    return Type("decimal", digits, scale)


class Column(msgspec.Struct, frozen=True):
    """A column of a source: its name, type, and what it means.

    ``refers`` names the sources whose key it holds, ``day`` the column with the day on which it held it, ``written``
    how a key may be written; ``words`` are all that it may say.
    """

    name: str
    type: Type
    meaning: str = ""
    refers: tuple[str, ...] = ()
    day: str = ""
    written: Written = ""
    words: tuple[str, ...] = ()

    def read(self, value: Any) -> Cell:
        """A delivered value as the column keeps it; what does not fit is refused, never rounded or cut."""
        if value is None:
            return None
        cell: Cell = _READERS[self.type.kind](value)
        if cell is None or not _fits(cell, self.type) or (self.words and cell not in self.words):
            allowed = self.words or (_asked(self.type),)
            raise SourceRefused("WAT-061", found=repr(str(value)[:60]), allowed=allowed, place=self.name)
        return cell


class Table(msgspec.Struct, frozen=True):
    """A table of a system: its columns, which of them identify a row, and which others a row must say."""

    name: str
    system: str
    title: Words
    columns: tuple[Column, ...]
    row: tuple[str, ...]
    needed: tuple[str, ...] = ()

    def column(self, name: str) -> Column:
        """The column of a name."""
        found = next((one for one in self.columns if one.name == name), None)
        if found is None:
            raise SourceRefused("WAT-062", found=f"{self.name}.{name}", allowed=tuple(c.name for c in self.columns))
        return found

    def read(self, row: Mapping[str, Any], *, is_gone: bool = False) -> dict[str, Cell]:
        """A delivered row as the table keeps it, or what identifies it where it is gone.

        A column that is not told of is not known.
        """
        known = {one.name for one in self.columns}
        if surplus := sorted(set(row) - known):
            named = repr(surplus[0][:_LONGEST_NAME])
            raise SourceRefused("WAT-062", found=f"{self.name} with {named}", allowed=tuple(sorted(known)))
        cells = {one.name: one.read(row.get(one.name)) for one in self.columns}
        asked = self.row if is_gone else (*self.row, *self.needed)
        if missing := [name for name in asked if cells[name] is None]:
            found = f"{self.name} without {missing[0]}"
            raise SourceRefused("WAT-062", found=found, allowed=(", ".join(asked),), place=missing[0])
        return cells

    def identity(self, cells: Mapping[str, Cell]) -> str:
        """What tells a row from every other of its table: its identifying cells, one text."""
        return "\x1f".join(cell_text(cells[name]) for name in self.row)


#: Numbers of law, through time: every scenario may ask for them, and nobody delivers them.
LAW: Final = Table(
    "law",
    "law",
    {
        "en": "Numbers of law, each from a day until a day",
        "ko": "법정 수치(시행일과 종료일별)",
        "vi": "Các số liệu luật định, mỗi số từ ngày đến ngày",
        "es": "Cifras legales, cada una con su periodo de vigencia",
        "fr": "Valeurs fixées par la loi, chacune avec sa période",
    },
    (
        Column("code", TEXT, "The number's name: the stem of its file."),
        Column("since", DAY, "The first day on which it is law."),
        Column("until", DAY, "The last day on which it is law; NULL where no other follows."),
        Column("amount", decimal(6, 18), "The number; NULL where the law has abolished it."),
        Column("set_by", TEXT, "Who has set it: law, or the government that may set it for itself."),
    ),
    ("code", "since"),
)


#: What is told of changes of keys: every government may deliver it, whatever its sources are.
KEY_CHANGES: Final = Table(
    "key_changes",
    "linkage",
    {
        "en": "Changes of keys: parcels split or merged, numbers changed or used again, names written otherwise",
        "ko": "키 변경: 필지의 분할·합병, 번호의 변경·재사용, 달리 표기된 이름",
        "vi": "Thay đổi khóa: thửa đất tách hoặc gộp, số hiệu đổi hoặc dùng lại, tên viết khác đi",
        "es": "Cambios de claves: parcelas divididas o agrupadas, números nuevos o reutilizados, nombres variantes",
        "fr": "Changements de clés : parcelles divisées ou réunies, numéros changés ou repris, noms écrits autrement",
    },
    (
        Column("change", TEXT, "Number of the record."),
        Column("numbers", TEXT, "The source whose keys change."),
        Column(
            "kind",
            TEXT,
            "split, merge, renumber, re-use, variant",
            words=("split", "merge", "renumber", "re-use", "variant"),
        ),
        Column("old_key", TEXT, "The key until then; the one that is written otherwise; the one that is used again."),
        Column("new_key", TEXT, "The key from then on; as the register writes it; the same where it is used again."),
        Column("from_on", DAY, "The first day of the new key, or of the other use of the old one."),
    ),
    ("change",),
    ("numbers", "kind", "old_key", "new_key", "from_on"),
)


class Sources(msgspec.Struct, frozen=True):
    """Every source that scenarios may be written for."""

    tables: dict[str, Table]

    def table(self, name: str) -> Table:
        """The source of a name."""
        found = self.tables.get(name)
        if found is None:
            raise SourceRefused("WAT-064", found=name, allowed=tuple(sorted(self.tables)))
        return found


def read_sources(said: Mapping[str, Any]) -> Sources:
    """The sources as a pack describes them, each with its system and its columns."""
    tables: dict[str, Table] = {}
    for name, described in _tables(said):
        table = _table(name, described)
        if name in tables or name in (LAW.name, KEY_CHANGES.name):
            raise _ill(name, f"each source once; law and {KEY_CHANGES.name} are ours")
        tables[name] = table
    return Sources(tables)


def joined(tables: Mapping[str, Table]) -> Sources:
    """Sources of all systems together, with changes of keys: what a column refers to is a source with one key.

    A key that others refer to refers to its own source, and to no other: what it stands for rests on no other's rows.
    """
    asked = {name for table in tables.values() for column in table.columns for name in column.refers}
    if unknown := sorted(asked - tables.keys()):
        raise _ill(f"refers: {unknown[0]}", "a source")
    found = {name: _referred(table) if name in asked else table for name, table in tables.items()}
    for table in found.values():
        for column in table.columns:
            days = [one.name for one in table.columns if one.type == DAY]
            if (column.refers and column.type != TEXT) or (column.day and column.day not in days):
                raise _ill(f"{table.name}.{column.name}", "a VARCHAR that refers; day: a DATE of the same source")
    return Sources({**found, KEY_CHANGES.name: KEY_CHANGES})


def _referred(table: Table) -> Table:
    key = table.column(table.row[0])
    if len(table.row) != 1 or set(key.refers) - {table.name}:
        raise _ill(f"refers: {table.name}", "a source whose rows one column identifies that refers to no other")
    named = msgspec.structs.replace(key, refers=(table.name,))
    columns = tuple(named if one.name == key.name else one for one in table.columns)
    return msgspec.structs.replace(table, columns=columns)


def _tables(said: Mapping[str, Any]) -> Iterable[tuple[str, Mapping[str, Any]]]:
    for name, table in dict(said.get("sources") or {}).items():
        yield str(name), dict(table or {})


def _table(name: str, said: Mapping[str, Any]) -> Table:
    columns = tuple(_column(name, one, told) for one, told in dict(said.get("columns", {})).items())
    row = tuple(said.get("row", ()))
    known = {one.name for one in columns}
    if not _NAME.fullmatch(name) or not columns or not row or not known.issuperset(row):
        raise _ill(name, "a name in small letters, columns, and row: columns that identify a row")
    title = languages.read(said.get("title"))
    if title is None:
        raise _ill(f"{name}: title", f"a text, or one in each of {', '.join(LANGUAGES)}")
    return Table(name, str(said.get("system", "")), title, columns, row)


def _column(table: str, name: str, said: Any) -> Column:
    told = said if isinstance(said, Mapping) else {"type": said}
    if not _NAME.fullmatch(name):
        raise _ill(f"{table}.{name}", "a name in small letters")
    refers = told.get("refers") or ()
    written = next((one for one in _WRITTEN if one == told.get("written", "")), None)
    if written is None:
        raise _ill(f"{table}.{name}", "written: name or number")
    return Column(
        name, read_type(str(told.get("type", ""))), str(told.get("meaning", "")),
        refers=(refers,) if isinstance(refers, str) else tuple(map(str, refers)), day=str(told.get("day", "")),
        written=written,
    )  # fmt: skip


_WRITTEN: Final[tuple[Written, ...]] = ("", "name", "number")


def read_type(said: str) -> Type:
    """One of the four types, as SQL names it."""
    fixed = {"BIGINT": WHOLE, "DATE": DAY, "VARCHAR": TEXT}.get(said)
    if fixed:
        return fixed
    found = _DECIMAL.fullmatch(said)
    if found and 1 <= int(found[1]) <= _MOST_DIGITS and int(found[2]) <= int(found[1]):
        return Type("decimal", int(found[1]), int(found[2]))
    raise _ill(said, "BIGINT, DATE, DECIMAL(p,s) or VARCHAR")


def cell_text(cell: Cell) -> str:
    """A cell as text, the same whichever engine or file it comes from; NULL is the empty text."""
    if isinstance(cell, Decimal):
        plain = f"{cell:f}"
        plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
        return "0" if plain in ("-0", "") else plain
    return "" if cell is None else cell.isoformat() if isinstance(cell, date) else str(cell)


def _asked(type_: Type) -> str:
    return f"{type_} of up to {MOST_CHARACTERS} characters" if type_ == TEXT else str(type_)


def _ill(found: str, allowed: str) -> SourceRefused:
    return SourceRefused("WAT-060", found=found, allowed=(allowed,))


def _whole(value: Any) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    return int(value) if isinstance(value, str) and _WHOLE.fullmatch(value) else None


def _number(value: Any) -> Decimal | None:
    if isinstance(value, bool | float):
        return None
    if isinstance(value, int | Decimal):
        return Decimal(value)
    try:
        return Decimal(value) if isinstance(value, str) and _NUMBER.fullmatch(value) else None
    except InvalidOperation:
        return None


def _day(value: Any) -> date | None:
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    try:
        return date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else None
    except ValueError:
        return None


def _text(value: Any) -> str | None:
    is_text = isinstance(value, str) and len(value) <= MOST_CHARACTERS and not _UNKEEPABLE.search(value)
    return value if is_text else None


_READERS: Final[dict[Kind, Any]] = {"whole": _whole, "decimal": _number, "day": _day, "text": _text}


def _fits(cell: Cell, type_: Type) -> bool:
    if isinstance(cell, int):
        return _LEAST <= cell <= _MOST
    if isinstance(cell, Decimal):
        if not cell.is_finite():
            return False
        units = cell.scaleb(type_.scale)
        return units == units.to_integral_value() and abs(units) < Decimal(10) ** type_.digits
    return True
