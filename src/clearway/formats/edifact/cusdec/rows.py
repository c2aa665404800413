"""Parties, places, references and documents: the rows that header and item have in common."""

from clearway.formats.edifact.table import Row, Segment, Slot, row, slot, use
from clearway.formats.edifact.values import DECIMAL, INSTANT, POINTERS, WHOLE

#: Qualifiers: 3035 and 3227 (and 4451, 8051) stand alone in the first element, the others in the first composite.
FIRST = ((1, 0),)
ID = (2, 0)


def identity(way: str = "") -> tuple[Row, ...]:
    """A party's number and name."""
    return (
        row(f"{way}id", "C082.3039", ID, 35),
        row(f"{way}name", "C080.3036", (4, 0), 70, parts=5),
    )


ADDRESS = (
    row("address/line", "C059.3042", (5, 0), 256, parts=4),
    row("address/city", "3164", (6, 0), 35),
    row("address/subdivision_code", "C819.3229", (7, 0), 9),
    row("address/subdivision_name", "C819.3228", (7, 3), 70),
    row("address/postcode", "3251", (8, 0), 17),
    row("address/country", "3207", (9, 0), 3),
)

CONTACT = (
    slot("CTA", 1, FIRST, use("", {(1, 0): "IC"}, row("contact", "C056.3412", (2, 1), 256))),
    slot(
        "COM",
        5,
        (),
        use(
            "communication",
            {},
            row("id", "C076.3148", (1, 0), 512),
            row("type_code", "C076.3155", (1, 1), 3),
            demands=((1, 0), (1, 1)),
        ),
    ),
)


def party(code: str, about: str, below: tuple[Slot, ...] = ()) -> Segment:
    """A party with its number, or name and address."""
    return use(about, {(1, 0): code}, *identity(), *ADDRESS, below=below)


def role(code: str, about: str, field: str = "role_code") -> Segment:
    """A party named for a role, or for the category of what it holds: number and code."""
    return use(about, {(1, 0): code}, row("id", "C082.3039", ID, 35), row(field, "C082.1131", (2, 1), 17, needs=ID))


def representative(code: str, about: str, field: str) -> Segment:
    """A party with number, name and address, and a code for what it does."""
    return use(about, {(1, 0): code}, *identity(), row(field, "C082.1131", (2, 1), 17, needs=ID), *ADDRESS)


def place(code: str, field: str) -> Segment:
    """A place, country or office by its code alone."""
    return use("", {(1, 0): code}, row(field, "C517.3225", (2, 0), 35))


def country_and_region(code: str, about: str) -> Segment:
    """A country and a region of it."""
    return use(about, {(1, 0): code}, row("country", "C517.3225", (2, 0), 35), row("region", "C519.3223", (3, 0), 35))


def moment(code: str, field: str) -> Segment:
    """An instant; 2379 says in which form."""
    return use("", {(1, 0): code, (1, 2): "304"}, row(field, "C507.2380", (1, 1), 35, reads=INSTANT))


def reference(code: str, field: str) -> Segment:
    """A number under which something is known."""
    return use("", {(1, 0): code}, row(field, "C506.1154", (1, 1), 70))


def previous_documents(about: str) -> Segment:
    """What the goods came under before: number, line, type and category."""
    return use(
        about,
        {(1, 0): "AEI"},
        row("id", "C506.1154", (1, 1), 70),
        row("line", "C506.1156", (1, 2), 6, reads=WHOLE),
        row("type_code", "C506.1056", (1, 3), 9),
        row("category_code", "C506.1060", (1, 4), 6),
    )


def money(code: str, field: str, *more: Row) -> Segment:
    """An amount and its currency."""
    return use("", {(1, 0): code}, *amount(f"{field}/"), *more)


def amount(way: str) -> tuple[Row, ...]:
    """The rows of an amount."""
    return (
        row(f"{way}amount", "C516.5004", (1, 1), 35, reads=DECIMAL),
        row(f"{way}currency", "C516.6345", (1, 2), 3),
    )


def charges(about: str) -> Segment:
    """An addition to, or a deduction from, the price."""
    return use(about, {(1, 0): "8"}, *amount("amount/"), row("type_code", "C516.4405", (1, 4), 3))


def statements(about: str) -> Segment:
    """A statement by code or in words, and the places it speaks of."""
    return use(
        about,
        {(1, 0): "ACB"},
        row("type_code", "4453", (2, 0), 3),
        row("code", "C107.4441", (3, 0), 17),
        row("description", "C108.4440", (4, 0), 512, parts=4),
        row("pointers", "C108.4440[5]", (4, 4), 512, reads=POINTERS, needs=(4, 0)),
    )


DOCUMENT = (
    row("type_code", "C002.1001", (1, 0), 3),
    row("category_code", "C002.1131", (1, 1), 17),
    row("name", "C002.1000", (1, 3), 35),
    row("id", "C503.1004", (2, 0), 70, needs=(1, 0)),
    row("status_code", "C503.1373", (2, 1), 3, needs=(1, 0)),
)
