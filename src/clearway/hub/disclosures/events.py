"""What the hub tells of concealments and objections."""

from datetime import datetime
from typing import ClassVar

from clearway.platform.events.event import Event


class ConcealmentOrdered(Event, frozen=True, kw_only=True):
    """Accesses in a case are kept from their subject for a while; told of the organisation, never of the subject."""

    name: ClassVar[str] = "disclosures.concealment-ordered.v1"
    concealment: str
    case: str
    article: str
    until: datetime


class ConcealmentEnded(Event, frozen=True, kw_only=True):
    """The time of a concealment is over: the subject sees what it concealed."""

    name: ClassVar[str] = "disclosures.concealment-ended.v1"
    concealment: str
    organisation: str
    article: str


class ObjectionRaised(Event, frozen=True, kw_only=True):
    """A subject has objected to an access, or reported it as misuse."""

    name: ClassVar[str] = "disclosures.objection-raised.v1"
    objection: str
    access: str
    sort: str
    holder: str
    organisation: str


class ObjectionAnswered(Event, frozen=True, kw_only=True):
    """An objection was upheld or rejected."""

    name: ClassVar[str] = "disclosures.objection-answered.v1"
    objection: str
    access: str
    sort: str
    state: str
