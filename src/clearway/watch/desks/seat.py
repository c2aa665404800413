"""Who sits at a desk of the watch: for which government, how far they see, on which day."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Protocol

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from clearway.core.watch import languages
from clearway.core.watch.languages import Words
from clearway.platform.calendar import now
from clearway.platform.identity.actor import Actor
from clearway.watch.cases import public as cases
from clearway.watch.findings import public as findings
from clearway.watch.rulebook import public as rulebook
from clearway.watch.rulebook.public import Book

#: Those who may look after findings of a government, by user name.
Officials = Callable[[str], tuple[str, ...]]
#: How many people of each government sign in.
Connected = Callable[[], Mapping[str, int]]


class Acting(Protocol):
    """Whoever opened the page."""

    @property
    def actor(self) -> Actor:
        """Under which name they act, and for which office."""
        ...


class Seat(msgspec.Struct, frozen=True):
    """Somebody at a desk; ``reach`` are the governments whose findings they see."""

    actor: Actor
    book: Book
    reach: frozenset[str]
    at: datetime
    today: date
    officials: Officials
    connected: Connected

    @property
    def tenant(self) -> str:
        """The government they work for."""
        return self.actor.office or ""

    @property
    def name(self) -> str:
        """The user name."""
        return self.actor.name.removeprefix("user:")

    @property
    def is_author(self) -> bool:
        """Whether they write scenarios: an auditor of the ministry."""
        kind = next((one.kind for one in self.book.tenants if one.code == self.tenant), "")
        return kind == "ministry" and self.actor.may("watch:author")

    def title_of(self, tenant: str) -> str:
        """What a government is called in the reader's language."""
        titles = next((one.titles for one in self.book.tenants if one.code == tenant), {})
        return in_words(titles, tenant)


Desk = Callable[..., HttpResponse]


def seated(view: Desk, officials: Officials, connected: Connected) -> Desk:
    """The page for whoever opened it; where no scenarios are loaded it says so."""

    def opened(request: HttpRequest, who: Acting, **parameters: Any) -> HttpResponse:
        book, at = rulebook.current(), now()
        if book is None:
            return render(request, "watch/nothing.html", {"who": who})
        day = findings.day() or at.date()
        seat = Seat(who.actor, book, cases.reach(book, who.actor), at, day, officials, connected)
        return view(request, seat, **parameters)

    return opened


def shown(
    request: HttpRequest, seat: Seat, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page of the desks in its frame."""
    known = {
        "seat": seat,
        "here": seat.title_of(seat.tenant),
        "oversees": seat.actor.may("watch:oversee"),
        "audits": seat.actor.may("watch:audit"),
        "authors": seat.is_author,
    }
    return render(request, f"watch/{template}.html", {**known, **(context or {})}, status=status)


def in_words(words: Words, otherwise: str = "") -> str:
    """A text of the pack in the reader's language, in English where it has none."""
    return languages.told(words, get_language() or languages.COMMON) or otherwise


class Spoken(msgspec.Struct, frozen=True):
    """A text of the pack as it is read, and the language that it is then in."""

    text: str
    lang: str


def spoken(words: Words) -> Spoken:
    """A text of the pack in the reader's language, in English where it has none."""
    language = get_language() or languages.COMMON
    return Spoken(languages.told(words, language), languages.read_in(words, language))
