"""What was looked up: an official's own look-ups, and for the manager the whole organisation's."""

from datetime import date, datetime, time, timedelta
from operator import itemgetter
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode

from clearway.hub.agreements import public as agreements
from clearway.hub.citizen.public import Names, in_words, word
from clearway.hub.desk.clerk import Clerk
from clearway.hub.desk.showing import OUTCOMES, called, shown
from clearway.hub.exchange import public as exchange
from clearway.hub.exchange.public import Accessed
from clearway.hub.misuse import public as misuse
from clearway.hub.reviews import public as reviews

ON_A_PAGE: Final = 25
#: Without a day, a list goes back so far.
MOST_DAYS: Final = 31
_LONGEST: Final = 100


class Filter(msgspec.Struct, frozen=True):
    """Which look-ups are listed; what cannot be read as a filter is none."""

    official: str = ""
    kind: str = ""
    outcome: str = ""
    day: str = ""

    @property
    def query(self) -> str:
        """The filter as an address carries it."""
        said = {name: getattr(self, name) for name in self.__struct_fields__}
        return urlencode({name: value for name, value in said.items() if value})


def mine(request: HttpRequest, clerk: Clerk) -> HttpResponse:
    """My own look-ups, newest first."""
    context = _listed(request, clerk, _filter(request), official=clerk.actor.name)
    return shown(request, clerk, "mine", context)


def everybody(request: HttpRequest, clerk: Clerk) -> HttpResponse:
    """What the organisation's officials have looked up, and what of it waits for the manager."""
    waiting = reviews.waiting(organisation=clerk.organisation)
    kinds = {one.kind for one in agreements.of_organisation(clerk.organisation)}
    known = clerk.catalogue.kinds
    context = {
        **_listed(request, clerk, _filter(request)),
        "waiting": len(waiting),
        "overdue": sum(one.is_overdue(clerk.at) for one in waiting),
        "flags": len(misuse.waiting(clerk.organisation)),
        "kinds": sorted(
            ((code, in_words(known[code].titles, code)) for code in kinds & known.keys()), key=itemgetter(1)
        ),
    }
    return shown(request, clerk, "overseen", context)


def row(one: Accessed, names: Names) -> dict[str, Any]:
    """A look-up in words."""
    article, law = names.article(one.article)
    return {
        "access": one,
        "official": called(one.official),
        "kind": names.kind(one.kind),
        "parts": names.parts(one.kind, one.names),
        "article": article,
        "law": law,
        "subject": one.subject.partition("/")[2],
        "outcome": word(OUTCOMES, one.outcome),
        "is_emergency": one.basis == "emergency",
    }


def _listed(request: HttpRequest, clerk: Clerk, asked: Filter, *, official: str = "") -> dict[str, Any]:
    """A page of look-ups; ``official`` is exactly one, where the filter's is a part of a name."""
    since, until = _span(asked.day, clerk)
    before = request.GET.get("before", "")
    found = exchange.of_organisation(
        clerk.organisation, since=since, until=until, official=official, named=asked.official, kind=asked.kind,
        outcome=asked.outcome, before=before, limit=ON_A_PAGE + 1,
    )  # fmt: skip
    names = Names(one.organisation for one in found)
    return {
        "rows": [row(one, names) for one in found[:ON_A_PAGE]],
        "older": found[ON_A_PAGE - 1].number if len(found) > ON_A_PAGE else "",
        "is_first": not before,
        "asked": asked,
        "days": MOST_DAYS,
        "outcomes": [(code, word(OUTCOMES, code)) for code in OUTCOMES],
    }


def _filter(request: HttpRequest) -> Filter:
    said = {name: request.GET.get(name, "").strip()[:_LONGEST] for name in Filter.__struct_fields__}
    said["outcome"] = said["outcome"] if said["outcome"] in OUTCOMES else ""
    try:
        date.fromisoformat(said["day"])
    except ValueError:
        said["day"] = ""
    return Filter(**{name: value.replace("\x00", "") for name, value in said.items()})


def _span(day: str, clerk: Clerk) -> tuple[datetime, datetime]:
    """The day of the country that was asked for, or the last days up to now."""
    if not day:
        return clerk.at - timedelta(days=MOST_DAYS), clerk.at + timedelta(days=1)
    begins = datetime.combine(date.fromisoformat(day), time(), ZoneInfo(clerk.law.country.time_zone))
    return begins, begins + timedelta(days=1)
