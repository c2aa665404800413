"""The sandbox record of a kind: invented, always the same, and as the catalogue says real ones look."""

from datetime import date
from decimal import Decimal
from typing import Any

from clearway.core.law.information import Field, InformationKind
from clearway.core.share import Record, minimised

#: Under this key every kind has its sandbox record, which is about nobody.
KEY = "SANDBOX-1"
_DAY = date(1990, 5, 17)


def record(kind: InformationKind) -> Record:
    """The whole sandbox record of a kind."""
    return {name: KEY if name == kind.key else _value(field) for name, field in kind.fields.items()}


def answer(kind: InformationKind, names: frozenset[str], *, on: date) -> dict[str, Any]:
    """What a look-up of the sandbox record shows of some names; where a bound is needed, a middling one is taken."""
    bounds = {
        one.name: on.isoformat() if one.comparison == "on-day" else "18"
        for one in kind.predicates.values()
        if not one.bound
    }
    return minimised(kind, names, record(kind), on=on, bounds=bounds)


def _value(field: Field) -> Any:
    if field.type == "date":
        return _DAY.isoformat()
    if field.type == "amount":
        return Decimal(30)
    if field.type == "number":
        return 3
    if field.type == "flag":
        return True
    return f"Sandbox {field.name.replace('_', ' ')}"
