"""What every fact is made of: frozen, compared by value, written in camel case, closed to unknown names."""

from decimal import Decimal

import msgspec


class Fact(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    rename="camel",
    forbid_unknown_fields=True,
    omit_defaults=True,
):
    """A piece of what somebody declared; absent means that it was not said."""


class Quantity(Fact, frozen=True):
    """A number of units; the unit is a UN/ECE Recommendation 20 code where one was given."""

    value: Decimal
    unit: str | None = None


class Place(Fact, frozen=True):
    """A country (ISO 3166-1 alpha-2) and, where it was said, a region of it."""

    country: str | None = None
    region: str | None = None


class Pointer(Fact, frozen=True):
    """One step of a WCO pointer: a class by its number, its sequence, and at the end an element's tag."""

    sequence: int | None = None
    section: str | None = None
    tag: str | None = None
