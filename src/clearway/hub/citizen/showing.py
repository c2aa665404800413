"""Who looks at a citizen's page, and how what the hub knows is called in words."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.core.law.information import Catalogue, InformationKind
from clearway.platform.calendar import day_in, now
from clearway.platform.identity import external
from clearway.platform.identity.actor import Actor
from clearway.registers.lawbook import public as lawbook
from clearway.registers.offices import public as offices
from clearway.registers.traders import public as traders


class Acting(Protocol):
    """Whoever opened the page."""

    @property
    def actor(self) -> Actor:
        """Under which name they act."""
        ...


class Citizen(msgspec.Struct, frozen=True):
    """A person who signed in, with the number that the national provider has verified."""

    number: str
    actor: Actor

    @property
    def subject(self) -> str:
        """How accesses and events name them."""
        return f"person/{self.number}"


OUTCOMES = {
    "answered": noop("Shown"),
    "not-found": noop("Nothing on record"),
    "denied": noop("Refused"),
    "holder-away": noop("Not answered"),
}
BASES = {
    "consent": noop("Your consent"),
    "exemption": noop("The law needs no consent here"),
    "emergency": noop("An emergency"),
}
#: Why somebody was shown nothing, as the person concerned is told it.
DENIALS = {
    "SHR-101": noop("There is no such information."),
    "SHR-102": noop("They have no agreement with the holder."),
    "SHR-103": noop("Their agreement is not in force."),
    "SHR-104": noop("Their agreement is not for that day."),
    "SHR-105": noop("Their agreement is for another purpose."),
    "SHR-106": noop("The article they named is not in force."),
    "SHR-107": noop("They asked for more than their agreement grants."),
    "SHR-108": noop("The official's role is not allowed to ask."),
    "SHR-109": noop("The official's office is not allowed to ask."),
    "SHR-110": noop("They named no case."),
    "SHR-111": noop("Their case is closed, of another kind, or about somebody else."),
    "SHR-112": noop("They asked outside office hours."),
    "SHR-113": noop("The official had not proved well enough who they are."),
    "SHR-114": noop("You had not allowed it."),
    "SHR-115": noop("Their agreement does not provide for emergencies."),
}
CONSENT_STATES = {
    "asked": noop("Waits for you"),
    "given": noop("Given"),
    "refused": noop("Refused"),
    "withdrawn": noop("Taken back"),
    "over": noop("Its time is over"),
}
SORTS = {"objection": noop("Objection"), "misuse": noop("Report of misuse")}
OBJECTION_STATES = {
    "open": noop("Waits for an answer"),
    "upheld": noop("You were right"),
    "rejected": noop("Not accepted"),
}


def of_citizens(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The page for whoever has a verified number; everybody else is told how to come by one."""

    def opened(request: HttpRequest, who: Acting, **parameters: Any) -> HttpResponse:
        user: Any = request.user
        number = external.number_of(user.pk)
        if not number:
            return shown(request, "unlinked", {"openid": settings.CLEARWAY_OPENID["name"]})
        return view(request, Citizen(number, who.actor), **parameters)

    return opened


def shown(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """A citizen's page in its frame."""
    return render(request, f"hub/citizen/{template}.html", context, status=status)


def in_words(titles: dict[str, str], otherwise: str) -> str:
    """A title of the country's pack in the reader's language."""
    return titles.get(get_language() or "en") or titles.get("en") or otherwise


_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def money(said: str, currency: str) -> str:
    """An amount, or a range of amounts, as people read it: in groups of three, with its currency."""
    low, dots, high = said.partition("…")
    ends = [
        _NUMBER.sub(lambda one: f"{Decimal(one[0]):,f}".replace(",", "\u202f"), end).strip() for end in (low, high)
    ]
    last = 1 if ends[1] else 0
    ends[last] = f"{ends[last]}\u00a0{currency}"
    return f" {dots} ".join(ends).strip() if dots else ends[0]


def is_money(kind: InformationKind | None, name: str) -> bool:
    """Whether a field of a kind, or the range that a question is answered with, is an amount of money."""
    if kind is None:
        return False
    question = kind.predicates.get(name)
    if question is not None and question.comparison != "band":
        return False
    field = kind.fields.get(question.field if question else name)
    return field is not None and field.type == "amount"


class Names:
    """What codes are called: organisations, holders, kinds, their fields, and articles; each register asked once."""

    def __init__(self, organisations: Iterable[str] = (), offices_named: Iterable[str] = ()) -> None:
        """Look up the organisations and offices that a page is to name."""
        at = now()
        book = lawbook.current(at)
        self._catalogue: Catalogue = book.sharing
        wanted = {one for one in (*organisations, *offices_named) if one}
        self._named: dict[str, str] = {}
        if wanted:
            parties, _mandates = traders.known(wanted, day_in(book.country.time_zone, at))
            self._named |= {number: party.name for number, party in parties.items()}
        if wanted - self._named.keys():
            self._named |= {one.code: one.title(get_language() or "en") for one in offices.every_office()}

    def organisation(self, code: str) -> str:
        """A party, an office or a holder."""
        if code in self._catalogue.holders:
            return in_words(self._catalogue.holders[code].titles, code)
        return self._named.get(code, code)

    def kind(self, code: str) -> str:
        """A kind of information."""
        known = self._catalogue.kinds.get(code)
        return in_words(known.titles, code) if known else code

    def parts(self, kind: str, names: Iterable[str]) -> tuple[str, ...]:
        """The fields and answers of a kind."""
        known = self._catalogue.kinds.get(kind)
        both: dict[str, Any] = {**known.fields, **known.predicates} if known else {}
        return tuple(in_words(both[name].titles, name) if name in both else name for name in sorted(names))

    def holder(self, kind: str) -> str:
        """Who holds a kind."""
        known = self._catalogue.kinds.get(kind)
        return self.organisation(known.holder) if known else ""

    def case(self, code: str) -> str:
        """A kind of case."""
        return in_words(self._catalogue.cases.get(code, {}), code)

    def article(self, code: str) -> tuple[str, str]:
        """What an article lets somebody do, and where it stands."""
        known = self._catalogue.articles.get(code)
        return (in_words(known.titles, code), known.law) if known else (code, "")


def word(table: dict[str, str], key: str) -> str:
    """A word of a table in the reader's language."""
    return _(table[key]) if key in table else key


def is_over(until: datetime | None, at: datetime) -> bool:
    """Whether an end has come."""
    return until is not None and until <= at
