"""What is asked: one question a page, each with its fields, its help, and the places of a declaration it speaks of.

Which codes may be chosen stands in the law of the country; which fields there are stands here.
"""

from typing import Literal

import msgspec

Kind = Literal["text", "long", "number", "date", "select", "radio", "code"]

ANY = ("import", "export", "transit")


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """A field: its words, its kind, the list its codes come from, and the places that a finding may name.

    ``more`` fields are seldom needed and stand folded away. In a row, ``{n}`` in a place is the row's number.
    """

    name: str
    label: str
    help: str = ""
    kind: Kind = "text"
    choices: str = ""
    places: tuple[str, ...] = ()
    regimes: tuple[str, ...] = ANY
    most: int = 70
    size: Literal["", "small", "medium"] = ""
    more: bool = False


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A page: what it asks, why, and its fields; ``rows`` names the list where it asks for several of a kind.

    ``of`` is the list whose rows its ``row_fields`` describe. ``only`` limits it to drafts that need it.
    """

    name: str
    title: str
    help: str = ""
    fields: tuple[Field, ...] = ()
    rows: str = ""
    row_fields: tuple[Field, ...] = ()
    row_title: str = ""
    row_help: str = ""
    regimes: tuple[str, ...] = ANY
    only: str = ""


def of_regime(fields: tuple[Field, ...], regime: str) -> tuple[Field, ...]:
    """The fields that are asked for in a kind of declaration."""
    return tuple(one for one in fields if regime in one.regimes)


ITEM = "goods_shipment/items/{n}"
CONSIGNMENT = "goods_shipment/consignment"
