"""Who sits at the desk: for which organisation, in which role, and how sure the house is of them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

import msgspec
from django.http import HttpRequest, HttpResponse

from clearway.core.control import office_hours, standard
from clearway.core.law.information import Catalogue
from clearway.core.law.lawbook import Law
from clearway.hub.exchange.public import Setting
from clearway.platform.calendar import day_in, now
from clearway.platform.identity import sessions
from clearway.platform.identity.actor import Actor
from clearway.registers.lawbook import public as lawbook

#: The number of law that says how long a second factor counts as given just now.
MINUTES: Final = "hub.proof_minutes"
#: Where the law names none.
_OTHERWISE: Final = timedelta(minutes=5)


class Acting(Protocol):
    """Whoever opened the page."""

    @property
    def actor(self) -> Actor:
        """Under which name they act."""
        ...

    @property
    def role(self) -> str:
        """What they are there for."""
        ...

    @property
    def called(self) -> str:
        """What their organisation is called."""
        ...


class Clerk(msgspec.Struct, frozen=True):
    """An official at the desk, at an instant: as the purpose engine knows them, and the law of the day."""

    actor: Actor
    law: Law
    at: datetime
    fresh: timedelta
    called: str = ""

    @property
    def organisation(self) -> str:
        """For whom they ask."""
        return self.actor.party or self.actor.office or ""

    @property
    def catalogue(self) -> Catalogue:
        """What is shared in the country."""
        return self.law.book.sharing

    @property
    def setting(self) -> Setting:
        """What every look-up of the day shares."""
        return Setting(self.catalogue, office_hours(self.law))


def at_the_desk(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The page for the official who opened it."""

    def opened(request: HttpRequest, who: Acting, **parameters: Any) -> HttpResponse:
        return view(request, clerk(request, who), **parameters)

    return opened


def clerk(request: HttpRequest, who: Acting) -> Clerk:
    """The official, with as much assurance as the session has now."""
    at = now()
    book = lawbook.current(at)
    law = book.on(day_in(book.country.time_zone, at))
    minutes = standard(law, MINUTES)
    fresh = timedelta(minutes=int(minutes.hours)) if minutes else _OTHERWISE
    sure = sessions.assurance(request, at=at, within=fresh)
    return Clerk(msgspec.structs.replace(who.actor, role=who.role, assurance=sure), law, at, fresh, who.called)
