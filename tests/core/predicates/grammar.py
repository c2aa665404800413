"""Random predicates and random rows: every construct of the language, with the values that engines trip over."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from clearway.core.predicates import BOOLEAN, DATE, INTEGER, TEXT, Catalogue, Column, decimal

CATALOGUE = Catalogue(
    [
        Column("origin", TEXT, "Country of origin"),
        Column("commodity", TEXT, "Commodity code"),
        Column("value", decimal(18, 2), "Customs value"),
        Column("mass", decimal(16, 6), "Net mass"),
        Column("quota", decimal(30, 4), "A wide number"),
        Column("packages", INTEGER, "Number of packages"),
        Column("items", INTEGER, "Number of items"),
        Column("lodged", DATE, "Day of lodgement"),
        Column("issued", DATE, "Day of issue of the invoice"),
        Column("is_sealed", BOOLEAN, "Whether it is sealed"),
        Column("is_new", BOOLEAN, "Whether the importer is new"),
    ]
)
LISTS = {
    "watched": ["KR", "VN", "", "é", "a_b", "it's"],
    "empty": [],
    "large": [f"{code:04}" for code in range(8700, 8800)],
}
PARAMETERS = {"limit": Decimal("12.50"), "count": -3, "word": "a'b", "since": date(2024, 2, 29), "yes": True}

TEXTS = [
    *("", " ", "%", "_", "\\", "!", "a", "A", "ab", "aB", "a_b", "a%b", "a\nb", "it's", "KR", "VN", "8703", "870323"),
    *(
        "é",
        "É",
        "e\u0301",
        "ß",
        "ẞ",
        "İ",
        "ı",
        "ǆ",
        "ﬁ",
        "Σς",
        "한국",
        "Việt",
        "🤦🏼‍♂️",
        "\U0010ffff",
        "\ue000",
        "\x01",
        "a" * 40,
    ),
]
DATES = [date(1, 1, 1), date(1900, 1, 1), date(2000, 2, 29), date(2024, 2, 29), date(2024, 3, 3), date(9999, 12, 31)]
WHOLES = [0, 1, -1, 2, 7, 9, 10, -10, 12, 100, 10**9, 10**18 - 1, 1 - 10**18]


def _decimals(digits: int, scale: int) -> st.SearchStrategy[Decimal]:
    most = 10**digits - 1
    units = st.one_of(
        st.sampled_from([0, 1, -1, 5, -5, 10**scale, -(10**scale), 1250, most, -most]),
        st.integers(-(10 ** (scale + 3)), 10 ** (scale + 3)),
        st.integers(-most, most),
    )
    return units.map(
        lambda count: Decimal(count).scaleb(-scale) if abs(count) < 10**20 else Decimal(f"{count}e-{scale}")
    )


_texts = st.one_of(
    st.sampled_from(TEXTS), st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6)
)
_dates = st.one_of(st.sampled_from(DATES), st.dates())
_VALUES = {
    "origin": _texts,
    "commodity": _texts,
    "value": _decimals(18, 2),
    "mass": _decimals(16, 6),
    "quota": _decimals(30, 4),
    "packages": st.one_of(st.sampled_from(WHOLES), st.integers(-20, 20)),
    "items": st.one_of(st.sampled_from(WHOLES), st.integers(-20, 20)),
    "lodged": _dates,
    "issued": _dates,
    "is_sealed": st.booleans(),
    "is_new": st.booleans(),
}
rows = st.fixed_dictionaries({name: st.none() | values for name, values in _VALUES.items()}).map(CATALOGUE.row)


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _call(name: str, *arguments: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*arguments).map(lambda parts: f"{name}({', '.join(parts)})")


def _form(form: str, *parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map(lambda written: form.format(*written))


def _either(kind: st.SearchStrategy[str], condition: st.SearchStrategy[str]) -> list[st.SearchStrategy[str]]:
    """What every kind of value can be made by: a choice, the first known, unknown if equal."""
    return [
        _form("CASE WHEN {} THEN {} ELSE {} END", condition, kind, kind),
        _form("CASE WHEN {} THEN {} WHEN {} THEN NULL END", condition, kind, condition),
        _call("coalesce", kind, kind),
        _call("nullif", kind, kind),
    ]


_plain_numbers = st.sampled_from(["0", "1", "-1", "2.5", "-0.01", "1000", ":limit", ":count", "12.500", "0.000001"])
_plain_texts = st.one_of(st.sampled_from(TEXTS).map(quoted), st.just(":word"))
_plain_dates = st.one_of(st.sampled_from(DATES).map(lambda day: f"DATE '{day.isoformat()}'"), st.just(":since"))
_plain_conditions = st.sampled_from(["is_sealed", "is_new", "TRUE", "FALSE", ":yes"])
_patterns = st.text("ab%_!é\\8", max_size=6)
_numbers = st.deferred(lambda: _NUMBERS)
_words = st.deferred(lambda: _WORDS)
_days = st.deferred(lambda: _DAYS)
conditions = st.deferred(lambda: _CONDITIONS)
_counts = st.sampled_from(["0", "1", "2", "3"])

_NUMBERS = st.one_of(
    st.sampled_from(["value", "mass", "quota", "packages", "items"]),
    _plain_numbers,
    st.one_of(
        st.tuples(_numbers, st.sampled_from("+-*/"), _numbers).map(lambda part: f"({part[0]} {part[1]} {part[2]})"),
        _call("abs", _numbers),
        _call("round", _numbers, _counts),
        _call("length", _words),
        _call("day_of_week", _days),
        _call("days_between", _days, _days),
        _call("year", _days),
        _call("month", _days),
        _call("least", _numbers, _numbers, _numbers),
        _call("greatest", _numbers, _numbers),
        _form("(- {})", _numbers),
        *_either(_numbers, conditions),
    ),
)
_WORDS = st.one_of(
    st.sampled_from(["origin", "commodity"]),
    _plain_texts,
    st.one_of(
        _call("upper", _words),
        _call("lower", _words),
        _call("left", _words, _counts),
        _call("substring", _words, st.sampled_from(["1", "2", "5"]), _counts),
        _call("greatest", _words, _words),
        _call("least", _words, _words),
        *_either(_words, conditions),
    ),
)
_DAYS = st.one_of(
    st.sampled_from(["lodged", "issued"]),
    _plain_dates,
    st.one_of(_call("least", _days, _days), _call("greatest", _days, _days), *_either(_days, conditions)),
)
_signs = st.sampled_from(["=", "<>", "<", "<=", ">", ">=", "IS DISTINCT FROM", "IS NOT DISTINCT FROM"])
_equal = st.sampled_from(["=", "<>", "IS DISTINCT FROM", "IS NOT DISTINCT FROM"])
_negated = st.sampled_from(["", "NOT "])
_values = st.one_of(_numbers, _words, _days, conditions.map("({})".format))


def _about(kind: st.SearchStrategy[str], constants: st.SearchStrategy[str]) -> list[st.SearchStrategy[str]]:
    return [
        _form("({} {} {})", kind, _signs, kind),
        _form("({} {} {})", kind, _signs, constants),
        _form("({} {}BETWEEN {} AND {})", kind, _negated, kind, kind),
        _form("({} {}IN ({}, {}))", kind, _negated, constants, constants),
    ]


_CONDITIONS = st.one_of(
    _plain_conditions,
    st.one_of(
        *_about(_numbers, _plain_numbers),
        *_about(_words, _plain_texts),
        *_about(_days, _plain_dates),
        _form("({} {}LIKE {})", _words, _negated, _patterns.map(quoted)),
        _form("({} LIKE {} ESCAPE '!')", _words, _patterns.map(lambda text: quoted(text.replace("!", "!!")))),
        _form("in_list({}, {})", _words, st.sampled_from(["watched", "empty", "large"]).map(quoted)),
        _call("starts_with", _words, _words),
        _form("({} IS {}NULL)", _values, _negated),
    ),
    st.one_of(
        _form("(NOT {})", conditions),
        _form("({} AND {} AND {})", conditions, conditions, conditions),
        _form("({} OR {})", conditions, conditions),
        _form("({} IS {}{})", conditions.map("({})".format), _negated, st.sampled_from(["TRUE", "FALSE"])),
        _form("(({}) {} ({}))", conditions, _equal, conditions),
        *_either(conditions.map("({})".format), conditions),
    ),
)
