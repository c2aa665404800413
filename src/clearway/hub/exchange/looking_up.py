"""One look-up, from the question to the record of it.

The question is judged; the holder is asked; and in one transaction, under the lock of the consent it rests on, it is
judged once more and recorded. What was withdrawn or suspended while the holder answered is thus never shown, and
nothing is shown that is not on record.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
from django.db import connection, transaction
from django.utils.crypto import salted_hmac

from clearway.core.control import OfficeHours
from clearway.core.law.information import Catalogue
from clearway.core.share import Case, Question, Ruling, World, decide, minimised
from clearway.hub.agreements import public as agreements
from clearway.hub.consents import public as consents
from clearway.hub.disclosures import public as disclosures
from clearway.hub.exchange import connectors, errors, events, models
from clearway.platform.calendar import now
from clearway.platform.events import log
from clearway.platform.identity.actor import Actor

#: Officials are told apart by so many characters.
_NUMBER_LENGTH = 10
_COUNT = """
INSERT INTO exchange_subject (name, accesses) VALUES (%s, 1)
ON CONFLICT (name) DO UPDATE SET accesses = exchange_subject.accesses + 1 RETURNING accesses
"""


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
    """What was shown, and the number under which the access is on record; no record shows nothing."""

    access: str
    is_found: bool
    shown: dict[str, Any]
    rule: str
    basis: str
    at: datetime


class Setting(msgspec.Struct, frozen=True):
    """What every look-up of a day shares: the catalogue in force and the hours that offices work."""

    catalogue: Catalogue
    hours: OfficeHours


def may_ask(inquiry: Inquiry, setting: Setting, *, by: Actor, at: datetime) -> Ruling:
    """Whether it would be allowed, and what stands in the way; nothing is looked up and nothing recorded."""
    return _judged(question(inquiry, by=by, at=at), setting)


def look_up(inquiry: Inquiry, setting: Setting, *, by: Actor, at: datetime) -> Answer:
    """Ask the holder; ``Denied`` where there is no live rule, ``HolderAway`` where nobody answers. Both on record."""
    asked = question(inquiry, by=by, at=at)
    ruling = _judged(asked, setting)
    if not ruling.is_allowed:
        _record(asked, setting, ruling, "denied", at=at)
        raise errors.Denied(ruling)
    kind = setting.catalogue.kinds[asked.kind]
    try:
        connector = connectors.to(setting.catalogue.holders[kind.holder])
        record = connector.record(connectors.only(kind, asked.names), asked.subject)
    except errors.ExchangeError:
        _record(asked, setting, ruling, "holder-away", at=at)
        raise
    day = asked.at.astimezone(setting.hours.zone).date()
    shown = minimised(kind, asked.names, record, on=day, bounds=inquiry.bounds) if record is not None else {}
    return _answered(asked, setting, shown, is_found=record is not None)


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


def _answered(asked: Question, setting: Setting, shown: dict[str, Any], *, is_found: bool) -> Answer:
    at = now()
    with transaction.atomic():
        ruling = _judged(msgspec.structs.replace(asked, at=at), setting, locked=True)
        outcome = ("answered" if is_found else "not-found") if ruling.is_allowed else "denied"
        access = _record(asked, setting, ruling, outcome, at=at)
    if not ruling.is_allowed:
        raise errors.Denied(ruling)
    return Answer(access, is_found, shown, ruling.rule, ruling.basis, at)


def _judged(asked: Question, setting: Setting, *, locked: bool = False) -> Ruling:
    world = World(
        kinds=setting.catalogue.kinds,
        articles=setting.catalogue.articles,
        agreements=agreements.about(asked.kind, asked.organisation, locked=locked),
        consents=consents.said(asked.subject, asked.organisation, asked.kind, locked=locked),
        hours=setting.hours,
    )
    return decide(asked, world)


@transaction.atomic
def _record(asked: Question, setting: Setting, ruling: Ruling, outcome: str, *, at: datetime) -> str:
    """Keep who asked what and why, and never what was shown."""
    known = setting.catalogue.kinds.get(asked.kind)
    about = f"{known.about if known else 'unknown'}/{asked.subject}"
    case = asked.case.number if asked.case else ""
    concealment = disclosures.order_for(about, asked.organisation, case, at)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [about])
        [ordinal] = cursor.fetchone()
    row = models.Access.objects.create(
        at=at,
        subject=about,
        ordinal=ordinal,
        kind=asked.kind,
        holder=known.holder if known else "",
        organisation=asked.organisation,
        office=asked.office,
        official=asked.official,
        official_number=number_of(asked.official),
        article=asked.article,
        case_number=case,
        names=sorted(asked.names),
        outcome=outcome,
        rule=ruling.rule,
        basis=ruling.basis,
        basis_is=ruling.basis_is,
        missing=[one.code for one in ruling.denials],
        concealment=concealment,
    )
    event = events.LookedUp(
        access=str(row.number),
        ordinal=ordinal,
        kind=row.kind,
        holder=row.holder,
        organisation=row.organisation,
        article=row.article,
        names=tuple(row.names),
        outcome=outcome,
        rule=row.rule,
        basis=row.basis,
        missing=tuple(row.missing),
        concealment=concealment,
    )
    log.record(event, subject=about, actor=f"official:{row.official_number}", at=at)
    return str(row.number)


def number_of(official: str) -> str:
    """The number under which a subject knows an official: always the same, and no way back to the name without us."""
    return salted_hmac("clearway officials", official, algorithm="sha256").hexdigest()[:_NUMBER_LENGTH].upper()
