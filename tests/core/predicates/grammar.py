"""Random predicates and random rows: every construct of the language, with the values that engines trip over."""

import re
from datetime import date
from decimal import Decimal
from random import Random

from clearway.core.predicates import BOOLEAN, DATE, INTEGER, TEXT, Catalogue, Column, Row, decimal

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

TEXTS = (
    *("", " ", "%", "_", "\\", "!", "a", "A", "ab", "aB", "a_b", "a%b", "a\nb", "it's", "KR", "VN", "8703", "870323"),
    *("é", "É", "e\u0301", "ß", "\u1e9e", "\u0130", "\u0131", "\u01c6", "\ufb01", "Σς", "한국", "Việt", "\x01"),
    *("🤦🏼\u200d♂️", "\U0010ffff", "\ue000", "a" * 40),
)
DATES = (date(1, 1, 1), date(1900, 1, 1), date(2000, 2, 29), date(2024, 2, 29), date(2024, 3, 3), date(9999, 12, 31))
WHOLES = (0, 1, -1, 2, 7, 9, 10, -10, 12, 100, 10**9, 10**18 - 1, 1 - 10**18)
NUMBERS = ("0", "1", "-1", "2.5", "-0.01", "1000", ":limit", ":count", "12.500", "0.000001", "0.5", "0.005")
PATTERN_SIGNS = "aab%%__!é\\8\n"


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def random_row(random: Random) -> Row:
    """Half of the cells from the edges, a sixth unknown."""
    values = {column.name: _cell(random, column) for column in CATALOGUE.columns}
    return CATALOGUE.row({name: None if random.random() < 0.16 else value for name, value in values.items()})


def _cell(random: Random, column: Column) -> object:
    match column.type.kind:
        case "text":
            return random.choice((lambda: random.choice(TEXTS), lambda: _text(random), lambda: _signs(random)))()
        case "date":
            return random.choice(DATES) if random.random() < 0.6 else date.fromordinal(random.randint(1, 3_652_059))
        case "boolean":
            return random.random() < 0.5
    if not column.type.scale:
        return random.choice(WHOLES) if random.random() < 0.5 else random.randint(-20, 20)
    most = 10**column.type.digits - 1
    unit = 10**column.type.scale
    near = (0, 1, -1, 5, -5, unit, -unit, unit // 2, 5 * unit // 2, most, -most, random.randint(-most, most))
    units = random.choice(near) if random.random() < 0.5 else random.randint(-20, 20) * random.choice((1, unit))
    return Decimal((int(units < 0), tuple(map(int, str(abs(units)))), -column.type.scale))


def _signs(random: Random) -> str:
    """Texts that patterns of the same few signs often fit."""
    return "".join(random.choice(PATTERN_SIGNS) for _ in range(random.randint(0, 9)))


def _text(random: Random) -> str:
    planes = ((32, 126), (1, 0x2FF), (0x370, 0xD7FF), (0xE000, 0x10FFFF))
    signs = (chr(random.randint(*random.choice(planes))) for _ in range(random.randint(0, 6)))
    return "".join(signs)


def _any_kind(mark: str) -> list[str]:
    """What values of every kind can be made by."""
    return [
        f"CASE WHEN <c> THEN {mark} ELSE {mark} END",
        f"CASE WHEN <c> THEN {mark} WHEN <c> THEN NULL ELSE {mark} END",
        f"CASE WHEN <c> THEN {mark} END",
        f"coalesce({mark}, {mark})",
        f"nullif({mark}, {mark})",
    ]


def _comparable(mark: str, leaf: str) -> list[str]:
    """What conditions can be made of values that have an order."""
    signs = ("=", "<>", "<", "<=", ">", ">=", "IS DISTINCT FROM", "IS NOT DISTINCT FROM")
    return [
        *(f"({mark} {sign} {leaf})" for sign in signs),
        *(f"({mark} {sign} {mark})" for sign in signs),
        *(f"({mark} {word}BETWEEN {leaf} AND {mark})" for word in ("", "NOT ")),
        *(f"({mark} BETWEEN {leaf} AND {leaf})", f"({leaf} BETWEEN {mark} AND {leaf})", f"({mark} IS NULL)"),
    ]


#: For every kind of value: what stands for itself, and what is made of others, `<n>` standing for some number.
GRAMMAR = {
    "n": (
        ["value", "mass", "quota", "packages", "items", "value", "packages", *NUMBERS],
        [
            *(f"(<n> {sign} <n>)" for sign in "+-*/+-*/+-*/"),
            *("abs(<n>)", "(- <n>)", "round(<n>, 0)", "round(<n>, 1)", "round(<n>, 3)", "length(<w>)", "year(<d>)"),
            *(
                "day_of_week(<d>)",
                "days_between(<d>, <d>)",
                "month(<d>)",
                "least(<n>, <n>, <n>)",
                "greatest(<n>, <n>)",
            ),
            *_any_kind("<n>"),
        ],
    ),
    "w": (
        ["origin", "commodity"] * 6 + [":word", *map(quoted, TEXTS)],
        [
            *("upper(<w>)", "lower(<w>)", "left(<w>, 2)", "left(<w>, 0)", "substring(<w>, 1, 1)"),
            *("substring(<w>, 3, 2)", "least(<w>, <w>)", "greatest(<w>, <w>)"),
            *_any_kind("<w>"),
        ],
    ),
    "d": (
        ["lodged", "issued"] * 3 + [":since", *(f"DATE '{day.isoformat()}'" for day in DATES)],
        ["least(<d>, <d>)", "greatest(<d>, <d>)", *_any_kind("<d>")],
    ),
    "c": (
        ["is_sealed", "is_new", "is_sealed", "is_new", ":yes", "TRUE", "FALSE"],
        [
            *_comparable("<n>", "<N>") * 2,
            *_comparable("<w>", "<W>"),
            *_comparable("<d>", "<D>"),
            *(
                "(<n> IN (<i>, <i>, <i>))",
                "(<n> NOT IN (<i>, <i>))",
                "(<w> IN (<t>, <t>))",
                "(<w> NOT IN (<t>, <t>))",
            ),
            *(
                "(<w> LIKE <p>)",
                "(<w> NOT LIKE <p>)",
                "(<w> LIKE <p> ESCAPE '!')",
                "(<W> LIKE <p>)",
                "(origin LIKE <p>)",
            )
            * 3,
            *("starts_with(<w>, <W>)", "in_list(<w>, 'watched')", "in_list(<W>, 'large')", "in_list(<w>, 'empty')")
            * 2,
            *("(NOT <c>)", "(<c> AND <c> AND <c>)", "(<c> OR <c> OR <c>)", "(<c> AND <c>)", "(<c> OR <c>)") * 3,
            *("((<c>) IS TRUE)", "((<c>) IS NOT TRUE)", "((<c>) IS FALSE)", "((<c>) IS NULL)", "((<c>) IS NOT NULL)"),
            *("((<c>) = (<c>))", "((<c>) <> (<c>))", "((<c>) IS DISTINCT FROM (<c>))", "((<c>) IN (TRUE))"),
            *_any_kind("(<c>)"),
        ],
    ),
    "i": (list(NUMBERS), []),
    "t": (list(map(quoted, TEXTS)), []),
}


def random_text(random: Random, kind: str, depth: int) -> str:
    """Some value of the kind, with others inside it up to a depth."""
    if kind == "p":
        return quoted("".join(random.choice((sign, sign, "%", "_")) for sign in _signs(random)))
    leaves, forms = GRAMMAR[kind.lower()]
    is_leaf = depth <= 0 or kind.isupper() or not forms or random.random() < 0.15
    form = random.choice(leaves if is_leaf else forms)
    return re.sub("<([A-Za-z])>", lambda mark: random_text(random, mark[1], depth - 1), form)
