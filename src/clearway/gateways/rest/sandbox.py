"""What software tries the hub with: the sandbox record of every kind, which is about nobody and leaves no trace."""

from decimal import Decimal
from typing import Any

import msgspec

from clearway.gateways.rest.call import Call, Reply, reply_json
from clearway.gateways.rest.problems import Refused
from clearway.hub.boarding import public as boarding
from clearway.platform.calendar import day_in, now
from clearway.registers.lawbook import public as lawbook


class Sample(msgspec.Struct, frozen=True, rename="camel"):
    """The sandbox record as a look-up of these names would show it; ``unknown`` are names that the kind has not."""

    kind: str
    subject: str
    values: dict[str, Any]
    unknown: tuple[str, ...] = ()


def sample(call: Call) -> Reply:
    """What a look-up of the sandbox record shows; nobody is asked, and nothing is on record."""
    at = now()
    book = lawbook.current(at)
    kind = book.sharing.kinds.get(call.parameters["kind"])
    if kind is None:
        raise Refused(404, "There is no kind of information {kind}.", kind=call.parameters["kind"][:20])
    asked = [one for one in call.query.get("names", "").split(",") if one] or [*kind.predicates, *kind.fields]
    known = frozenset(one for one in asked if kind.knows(one))
    shown = boarding.answer(kind, known, on=day_in(book.country.time_zone, at))
    values = {name: f"{value:f}" if isinstance(value, Decimal) else value for name, value in shown.items()}
    unknown = tuple(dict.fromkeys(one for one in asked if one not in known))
    return reply_json(Sample(kind.code, boarding.KEY, values, unknown))
