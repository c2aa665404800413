"""One look-up, from the question to the record of it.

The question is judged; the holder is asked; it is judged once more at the instant of the answer; and the statement
that records it looks, under the lock of what it rests on, whether that still stands. What was withdrawn or suspended
while the holder answered is thus never shown, and nothing is shown that is not on record.
"""

import uuid
from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from typing import Any, Final

import msgspec

from clearway.core.control import OfficeHours
from clearway.core.law.information import Catalogue
from clearway.core.share import Case, Question, Ruling, World, bounds_of, decide, minimised
from clearway.core.share.purpose import WITHDRAWN, Denial
from clearway.hub.agreements import public as agreements
from clearway.hub.consents import public as consents
from clearway.hub.exchange import connectors, errors, evidence, sealing
from clearway.platform.calendar import now
from clearway.platform.identity.actor import Actor

#: So often a look-up is judged anew because what it rested on has just gone.
MOST_TURNS: Final = 3


class Inquiry(msgspec.Struct, frozen=True):
    """What is asked: names of a kind, about a subject, for an article, in a case; ``bounds`` are for predicates."""

    kind: str
    names: frozenset[str]
    subject: str
    article: str
    case: Case | None = None
    emergency: str = ""
    bounds: Mapping[str, str] = {}


class Answer(msgspec.Struct, frozen=True):
    """What was shown, and the number under which the access is on record; no record shows nothing.

    ``seal`` is what the hub signs of it. ``pieces`` are the members of a record that is too large to be held, as JSON
    without its braces, to be passed on as they come.
    """

    access: str
    is_found: bool
    shown: dict[str, Any]
    rule: str
    basis: str
    at: datetime
    seal: str = ""
    pieces: AsyncIterator[bytes] | None = None


class Setting(msgspec.Struct, frozen=True):
    """What every look-up of a day shares: the catalogue in force and the hours that offices work."""

    catalogue: Catalogue
    hours: OfficeHours


def may_ask(inquiry: Inquiry, setting: Setting, *, by: Actor, at: datetime) -> Ruling:
    """Whether it would be allowed, and what stands in the way; nothing is looked up and nothing recorded."""
    asked = question(inquiry, by=by, at=at)
    return decide(asked, world(asked, setting))


def look_up(inquiry: Inquiry, setting: Setting, *, by: Actor, at: datetime) -> Answer:
    """Ask the holder; ``Denied`` where there is no live rule, ``HolderAway`` where nobody answers. Both on record.

    ``BoundMissing`` where the question lacks a bound: then nobody is asked and nothing has happened.
    """
    asked = question(inquiry, by=by, at=at)
    known = world(asked, setting)
    ruling = decide(asked, known)
    if not ruling.is_allowed:
        raise denied(asked, setting, ruling, at=at)
    kind = setting.catalogue.kinds[asked.kind]
    bounds_of(kind, asked.names, inquiry.bounds)
    try:
        connector = connectors.to(setting.catalogue.holders[kind.holder])
        record = connector.record(connectors.only(kind, asked.names), asked.subject)
    except errors.ExchangeError:
        evidence.keep(access(asked, setting, ruling, "holder-away", at=at))
        raise
    day = asked.at.astimezone(setting.hours.zone).date()
    shown = minimised(kind, asked.names, record, on=day, bounds=inquiry.bounds) if record is not None else {}
    return answered(asked, setting, known, shown, is_found=record is not None)


def question(inquiry: Inquiry, *, by: Actor, at: datetime) -> Question:
    """The inquiry with whoever asks it."""
    return Question(
        kind=inquiry.kind,
        names=inquiry.names,
        subject=inquiry.subject,
        organisation=by.party or by.office or "",
        office=by.office or "",
        official=by.name,
        roles=frozenset({by.role} - {""}),
        article=inquiry.article,
        at=at,
        assurance=by.assurance,
        case=inquiry.case,
        emergency=inquiry.emergency,
    )


def answered(
    asked: Question, setting: Setting, known: World, shown: dict[str, Any] | None, *, is_found: bool
) -> Answer:
    """The answer, once it is on record; ``Denied`` where nothing allows it any more."""
    outcome, digest = ("answered" if is_found else "not-found"), sealing.of_values(shown)
    for _ in range(MOST_TURNS):
        at = now()
        ruling = decide(msgspec.structs.replace(asked, at=at), known)
        if not ruling.is_allowed:
            raise denied(asked, setting, ruling, at=at)
        one = access(asked, setting, ruling, outcome, at=at, shown=digest)
        kept = evidence.keep(one)
        if kept is not None:
            return Answer(one.number, is_found, shown or {}, ruling.rule, ruling.basis, at, kept.seal)
        known = world(asked, setting)
    gone = Denial(WITHDRAWN, ruling.rule, "", ", ".join(sorted(asked.names)))
    raise denied(asked, setting, Ruling(is_allowed=False, denials=(gone,)), at=at)


def denied(asked: Question, setting: Setting, ruling: Ruling, *, at: datetime) -> errors.Denied:
    """The denial, once it is on record."""
    evidence.keep(access(asked, setting, ruling, "denied", at=at))
    return errors.Denied(ruling)


def world(asked: Question, setting: Setting) -> World:
    """Everything that bears on a question, as it stands."""
    return World(
        kinds=setting.catalogue.kinds,
        articles=setting.catalogue.articles,
        agreements=agreements.about(asked.kind, asked.organisation),
        consents=consents.said(asked.subject, asked.organisation, asked.kind),
        hours=setting.hours,
    )


def access(
    asked: Question, setting: Setting, ruling: Ruling, outcome: str, *, at: datetime, shown: str = ""
) -> evidence.Access:
    """Who asked what and why, to be kept; never what was shown."""
    known = setting.catalogue.kinds.get(asked.kind)
    return evidence.Access(
        number=str(uuid.uuid4()),
        asked=asked,
        about=f"{known.about if known else 'unknown'}/{asked.subject}",
        holder=known.holder if known else "",
        ruling=ruling,
        outcome=outcome,
        at=at,
        shown=shown,
    )
