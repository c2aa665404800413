"""What was saved: for everybody with its formula, and for a citizen what they did not have to fetch."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from clearway.core.law.accountability import Range
from clearway.core.share import savings as formula
from clearway.hub.citizen.showing import Citizen, Names, in_words, shown
from clearway.hub.savings import public as savings
from clearway.hub.savings.public import Line, Total
from clearway.platform.calendar import day_in, now
from clearway.registers.lawbook import public as lawbook


def everybody(request: HttpRequest) -> HttpResponse:
    """Formula, parameters with their law, and sums by month, organisation and kind."""
    at = now()
    book = lawbook.current(at)
    day = day_in(book.country.time_zone, at)
    organisations = savings.by_organisation()
    names = Names(line.of for line in organisations)
    law = book.sharing.accountability
    context = {
        "currency": book.country.currency,
        "total": _shown(savings.in_all()),
        "costs": [
            {
                "title": in_words(one.titles, one.code),
                "law": one.law,
                "worth": _range(one.worth, one.code),
                "code": one.code,
            }
            for one in formula.costs(law, day)
        ],
        "documents": [
            {"title": in_words(one.titles, one.code), "law": one.law, "fee": _range(one.fee)}
            for one in law.documents
            if one.period.covers(day)
        ],
        "sums": [
            ("month", [_line(one, one.of) for one in savings.by_month()]),
            ("organisation", [_line(one, names.organisation(one.of)) for one in organisations]),
            ("kind", [_line(one, names.kind(one.of)) for one in savings.by_kind()]),
        ],
    }
    return shown(request, "savings", context)


def mine(request: HttpRequest, citizen: Citizen) -> HttpResponse:
    """What whoever looks did not have to fetch."""
    currency = lawbook.current(now()).country.currency
    context = {"currency": currency, "total": _shown(savings.of_subject(citizen.subject))}
    return shown(request, "saved", context)


def replaced(access: str, kind: str, day: date) -> dict[str, Any]:
    """The paper that a look-up has replaced, and what that is worth; nothing where it replaced none."""
    found = savings.replaced([access]).get(access)
    if found is None:
        return {}
    book = lawbook.current(now())
    known = formula.document(book.sharing.accountability, kind, day)
    title = in_words(known.titles, known.code) if known else found.document
    return {"paper": title, "currency": book.country.currency, **_range(found.worth)}


def _line(one: Line, title: str) -> dict[str, Any]:
    return {"title": title, **_shown(one.total)}


def _shown(total: Total) -> dict[str, Any]:
    return {"documents": f"{total.documents:,}".replace(",", "\u202f"), "is_any": total.documents > 0,
            **_range(total.worth)}  # fmt: skip


def _range(worth: Range, code: str = "") -> dict[str, str]:
    """A range as it is shown: money with its hundredths, minutes as they are."""
    of = {name: getattr(worth, name) for name in ("low", "likely", "high")}
    return {name: f"{amount.normalize():f}" if code == "minutes" else _written(amount) for name, amount in of.items()}


def _written(amount: Any) -> str:
    return f"{amount:,.2f}".replace(",", "\u202f")
