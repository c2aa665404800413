"""A holder's system is tried with a record made for trying: whether it answers, and whether as the catalogue says.

What the record says is never kept and never shown: only which parts came, and in what time.
"""

from datetime import date
from decimal import Decimal, InvalidOperation
from time import perf_counter
from typing import Any, Literal

import msgspec

from clearway.core.law.information import Field, Holder, InformationKind
from clearway.hub.exchange import connectors, errors

_FLAGS = frozenset({"true", "false", "yes", "no", "t", "f", "0", "1"})


class Probe(msgspec.Struct, frozen=True):
    """What a try found: parts that are missing, parts that cannot be read as their type, and how long it took."""

    outcome: Literal["answered", "not-found", "away", "unreadable"]
    millis: int
    came: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unfit: tuple[str, ...] = ()

    @property
    def is_well(self) -> bool:
        """Whether the system can be used as it is."""
        return self.outcome == "answered" and not self.missing and not self.unfit

    @classmethod
    def of(cls, holder: Holder, kind: InformationKind, key: str) -> "Probe":
        """Ask a holder's system for a whole record under a key that the holder keeps for trying."""
        began = perf_counter()
        try:
            record = connectors.to(holder).record(kind, key)
        except errors.HolderAway:
            return cls("away", _since(began))
        except errors.AnswerUnreadable:
            return cls("unreadable", _since(began))
        if record is None:
            return cls("not-found", _since(began))
        came = tuple(sorted(name for name in kind.fields if name in record))
        missing = tuple(sorted(set(kind.fields) - set(came)))
        unfit = tuple(name for name in came if not _fits(kind.fields[name], record[name]))
        return cls("answered", _since(began), came, missing, unfit)


def _fits(field: Field, value: Any) -> bool:
    if value is None or value == "":
        return True
    try:
        if field.type == "date":
            date.fromisoformat(str(value)[:10])
        elif field.type in ("amount", "number"):
            return Decimal(str(value)).is_finite()
        elif field.type == "flag":
            return isinstance(value, bool) or str(value).lower() in _FLAGS
    except (ValueError, InvalidOperation):
        return False
    return True


def _since(began: float) -> int:
    return round((perf_counter() - began) * 1000)
