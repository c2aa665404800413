"""Look-ups are judged as they are recorded; organisations tell of posts and cases; flags are decided."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, Final, Literal

from django.db import transaction

from clearway.core.control import OfficeHours, office_hours
from clearway.core.law.accountability import Pattern
from clearway.core.law.lawbook import Lawbook
from clearway.core.share.explained import Assignment, Look, Person, explain, judge, reach
from clearway.core.share.explained import Post as Duties
from clearway.hub.exchange import public as exchange
from clearway.hub.exchange.public import Accessed
from clearway.hub.misuse import errors, events, models
from clearway.hub.misuse.around import Around, Past
from clearway.hub.misuse.flagging import Flagging
from clearway.hub.misuse.marks import mark
from clearway.platform.calendar import day_in
from clearway.platform.database import rows
from clearway.platform.events import log
from clearway.platform.events.readers import Happened, Reader
from clearway.registers.lawbook import public as lawbook

#: A page of text.
LONGEST = 2000
#: Traces are kept this much longer than any pattern looks back.
_SLACK: Final = timedelta(days=7)
_AT_ONCE = 1000


def judge_recorded(happened: Sequence[Happened]) -> None:
    """Judge look-ups that were recorded; judged again, nothing is flagged twice."""
    recorded = [one for one in exchange.recorded([event.facts["access"] for event in happened]) if _is_judged(one)]
    if not recorded:
        return
    looks = [look_of(one) for one in sorted(recorded, key=lambda access: access.at)]
    law = {one.number: patterns_at(one.at) for one in recorded}
    around, past = Around(looks), Past(looks, {one.code: one for found in law.values() for one in found}.values())
    accesses, flagging = {one.number: one for one in recorded}, Flagging(recorded)
    for look in looks:
        if patterns := law[look.access]:
            one, known, earlier = accesses[look.access], around.known(look), past.before(look)
            found = judge(look, known, earlier, patterns, hours_at(one.at))
            flagging.add(one, found, patterns, explain(look, known, earlier) if found else "")
    flagging.close()
    _keep([one for one in looks if law[one.access]], around)


READER: Final = Reader("misuse", {"exchange.looked-up.v1": judge_recorded})


def enrol(organisation: str, duties: Duties, person: Person | None = None) -> None:
    """An organisation tells what an official is there for, and who they are; the person is kept as marks alone."""
    said: dict[str, Any] = {
        "areas": sorted(duties.areas), "duties": sorted(duties.duties), "is_on_call": duties.is_on_call,
    }  # fmt: skip
    if person is not None:
        said |= {
            "person": mark(person.number), "household": mark(person.household), "family": mark(person.family),
            "address": mark(person.address),
        }  # fmt: skip
    official = known_as(organisation, duties.official)
    models.Post.objects.update_or_create(organisation=organisation, official=official, defaults=said)


def assign(organisation: str, case: Assignment) -> None:
    """An organisation tells of a case: about whom (``person/<number>``), whose it is, and how long."""
    models.Case.objects.update_or_create(
        organisation=organisation,
        number=case.case,
        defaults={
            "since": case.since, "until": case.until, "subjects": sorted(case.subjects), "area": case.area,
            "officials": sorted(known_as(organisation, one) for one in case.officials),
            "offices": sorted(case.offices),
        },
    )  # fmt: skip


@transaction.atomic
def decide(
    number: str,
    state: Literal["justified", "misuse"],
    words: str,
    *,
    by: str,
    at: datetime,
    organisation: str | None = None,
) -> None:
    """Decide about a flag, with reasons; a manager about the organisation's own, and nobody about themselves."""
    found = models.Flag.objects.select_for_update().filter(number=number, state="open")
    row = (found.filter(organisation=organisation) if organisation is not None else found).first()
    if row is None:
        raise errors.FlagUnknown(flag=number)
    if row.official == by:
        raise errors.OwnFlag
    if not 0 < len(words.strip()) <= LONGEST or "\x00" in words:
        raise errors.WordsMissing(most=str(LONGEST))
    row.state, row.words, row.decided_by, row.decided_at = state, words.strip(), by, at
    row.save(update_fields=["state", "words", "decided_by", "decided_at"])
    told = events.FlagDecided(flag=number, access=str(row.access), code=row.code, state=state)
    log.record(told, subject=f"organisation/{row.organisation}", actor=by, at=at)


def forget(at: datetime) -> bool:
    """Traces that no pattern looks back to are taken away; whether more are left."""
    longest = reach(lawbook.current(at).sharing.accountability.patterns) + _SLACK
    old = models.Trace.objects.filter(at__lt=at - longest, consent="").order_by("at").values("access")[:_AT_ONCE]
    gone, _ = models.Trace.objects.filter(access__in=old).delete()
    return bool(gone >= _AT_ONCE)


def known_as(organisation: str, official: str) -> str:
    """An official as the organisation knows them, whether they look from the portal or through its software."""
    return f"{organisation}/{official.rpartition('/')[2].removeprefix('user:')}"


def look_of(one: Accessed) -> Look:
    """An access as patterns take it."""
    return Look(
        one.number, one.at, one.subject, known_as(one.organisation, one.official), one.organisation, one.office,
        one.article, one.case_number,
        consent=one.basis_is if one.basis == "consent" else "", is_emergency=one.basis == "emergency",
    )  # fmt: skip


def patterns_at(at: datetime) -> tuple[Pattern, ...]:
    """The patterns in force at an instant."""
    book = lawbook.current(at)
    return _patterns(book, day_in(book.country.time_zone, at))


@lru_cache(maxsize=8)
def _patterns(book: Lawbook, day: date) -> tuple[Pattern, ...]:
    return tuple(one for one in book.sharing.accountability.patterns if one.period.covers(day))


def _is_judged(one: Accessed) -> bool:
    """Whoever keeps watch looks at many, each for the sake of one look-up; and a denial has shown nothing."""
    law = lawbook.current(one.at).sharing.accountability
    return one.outcome != "denied" and one.organisation not in {rule.organisation for rule in law.kinship}


def hours_at(at: datetime) -> OfficeHours:
    """The office hours in force at an instant."""
    book = lawbook.current(at)
    return _hours(book, day_in(book.country.time_zone, at))


@lru_cache(maxsize=8)
def _hours(book: Lawbook, day: date) -> OfficeHours:
    return office_hours(book.on(day))


def _keep(looks: Sequence[Look], around: Around) -> None:
    """Traces for the patterns to come; and who may be of the subject's family is to be asked about."""
    rows.insert(
        models.Trace,
        [
            {
                "access": one.access, "at": one.at, "subject": one.subject, "official": one.official,
                "organisation": one.organisation, "case": one.case, "consent": one.consent,
            }
            for one in looks
        ],
        keeps_known=True,
    )  # fmt: skip
    asked = [
        models.Comparison(
            access=one.access, at=one.at, subject=one.subject, official=one.official, organisation=one.organisation
        )
        for one in looks
        if not around.known(one).relation and (post := around.post(one)) is not None and post.household
    ]
    if asked:
        models.Comparison.objects.bulk_create(asked, ignore_conflicts=True)
