"""What officials do about findings; a finding itself is settled by the records alone."""

import secrets
from collections.abc import Callable, Collection, Mapping, Sequence, Set
from datetime import date, datetime, timedelta

from django.db import transaction

from clearway.platform.events import log
from clearway.platform.events.event import Event
from clearway.platform.notifications import telling
from clearway.platform.notifications.telling import Telling
from clearway.watch.cases import errors, events, models
from clearway.watch.cases.contracts import MOST_CHARACTERS, REASONS
from clearway.watch.cases.reach import days_in
from clearway.watch.findings import public as findings
from clearway.watch.rulebook.public import Book

#: Where the law names no longest exclusion.
_OTHERWISE = 365
_BY_ITSELF = "clearway"
_WAYS = frozenset({"portal"})

#: The managers of some governments, by user name.
Managers = Callable[[Set[str]], Mapping[str, frozenset[str]]]


@transaction.atomic
def begin(numbers: Sequence[int], book: Book, *, today: date) -> None:
    """Findings were told: from now on their days run."""
    cards = {one.card.id: one.card for one in book.scenarios}
    for number in numbers:
        found = findings.find(number)
        card = cards.get(found.scenario) if found else None
        if found is None:
            continue
        allowed = days_in(book, found.tenant, f"answer_days_{card.severity}", today) if card else None
        due = None if allowed is None else today + timedelta(days=allowed)
        models.Case.objects.get_or_create(
            pk=number, defaults={"tenant": found.tenant, "scenario": found.scenario, "due": due,
                                 "owner": card.owner if card else ""},
        )  # fmt: skip


@transaction.atomic
def check(number: int, text: str, *, tenant: str, by: str, at: datetime) -> None:
    """An official says what was found when they looked."""
    row, text = _mine(number, tenant), _words(text, errors.WordsMissing)
    row.state = "checked" if row.state == "waiting" else row.state
    row.save(update_fields=["state"])
    _step(row, "checked", by, at, text=text)
    _tell(row, events.FindingChecked(tenant=row.tenant, scenario=row.scenario, text=text), by, at)


@transaction.atomic
def act(number: int, text: str, *, tenant: str, by: str, at: datetime) -> None:
    """An official says what was done; the finding stays until the records show it."""
    row, text = _mine(number, tenant), _words(text, errors.WordsMissing)
    row.state, row.reason, row.until, row.cited = "acted", "", None, None
    row.save(update_fields=["state", "reason", "until", "cited"])
    _step(row, "acted", by, at, text=text)
    _tell(row, events.FindingActedOn(tenant=row.tenant, scenario=row.scenario, text=text), by, at)


@transaction.atomic
def exclude(
    number: int,
    reason: str,
    evidence: str,
    until: str,
    *,
    book: Book,
    today: date,
    tenant: str,
    by: str,
    at: datetime,
    draw: Callable[[int], int] = secrets.randbelow,
) -> None:
    """An official excepts a finding for a reason, on evidence, up to a day; it rests on the records as they are."""
    row = _mine(number, tenant)
    if reason not in REASONS:
        raise errors.ReasonUnknown
    evidence = _words(evidence, errors.EvidenceMissing)
    most = days_in(book, tenant, "exclusion_days", today) or _OTHERWISE
    ends = _day(until, today + timedelta(days=1), today + timedelta(days=most))
    row.state, row.reason, row.until, row.cited = "excluded", reason, ends, row.finding.evidence
    row.save(update_fields=["state", "reason", "until", "cited"])
    step = _step(row, "excluded", by, at, reason=reason, evidence=evidence, until=ends)
    told = events.FindingExcluded(
        tenant=row.tenant, scenario=row.scenario, reason=reason, evidence=evidence, until=ends.isoformat()
    )
    _tell(row, told, by, at)
    one_in = days_in(book, tenant, "review_one_in", today)
    if one_in and draw(one_in) == 0:
        models.Review.objects.create(case=row, step=step, tenant=row.tenant, scenario=row.scenario, asked_at=at)
        _tell(row, events.ReviewAsked(tenant=row.tenant, scenario=row.scenario), _BY_ITSELF, at)


@transaction.atomic
def name_official(owner: str, official: str, *, tenant: str, among: Collection[str], by: str, at: datetime) -> None:
    """A manager says who looks after a desk's findings; nobody, where no name is given."""
    if official and official not in among:
        raise errors.OfficialUnknown(official=official[:100])
    if official:
        models.Post.objects.update_or_create(tenant=tenant, owner=owner, defaults={"official": official})
    else:
        models.Post.objects.filter(tenant=tenant, owner=owner).delete()
    told = events.OfficialNamed(tenant=tenant, owner=owner, official=official)
    log.record(told, subject=f"watch/{tenant}", actor=by, at=at)


@transaction.atomic
def lapse_changed(numbers: Sequence[int], book: Book, *, today: date, at: datetime) -> int:
    """Records of findings have changed: exclusions that rest on others are over; how many there were."""
    rows = models.Case.objects.select_for_update(of=("self",)).select_related("finding")
    gone = [one for one in rows.filter(pk__in=numbers, state="excluded") if one.cited != one.finding.evidence]
    for row in gone:
        lapse(row, "changed", book, today, at)
    return len(gone)


@transaction.atomic
def lapse_ended(book: Book, *, today: date, at: datetime, limit: int = 500) -> int:
    """Exclusions whose last day is past are over; how many there were."""
    rows = models.Case.objects.select_for_update(of=("self",)).select_related("finding")
    gone = list(rows.filter(state="excluded", until__lt=today, finding__state="open")[:limit])
    for row in gone:
        lapse(row, "ended", book, today, at)
    return len(gone)


@transaction.atomic
def escalate(managers: Managers, *, today: date, at: datetime, limit: int = 500) -> int:
    """Managers hear of findings whose day has passed; each once, until its days run anew."""
    rows = models.Case.objects.select_for_update(of=("self",)).select_related("finding")
    late = rows.filter(due__lt=today, escalated_at__isnull=True, finding__state="open").exclude(state="excluded")
    found = list(late.order_by("due")[:limit])
    for row in found:
        row.escalated_at = at
        row.save(update_fields=["escalated_at"])
        _step(row, "escalated", _BY_ITSELF, at)
        told = events.FindingEscalated(tenant=row.tenant, scenario=row.scenario, due=row.due.isoformat())
        _tell(row, told, _BY_ITSELF, at)
    people = managers({row.tenant for row in found}) if found else {}
    telling.tell([_late(row, people.get(row.tenant, frozenset()), at) for row in found])
    return len(found)


def _late(row: models.Case, people: frozenset[str], at: datetime) -> Telling:
    """What a manager hears; where its days run anew, another day makes it another telling."""
    subject, due = f"finding/{row.pk}", row.due.isoformat()
    facts = {
        "finding": str(row.pk), "scenario": row.scenario, "case": row.finding.case_key, "tenant": row.tenant,
        "money": "-" if row.finding.money is None else f"{row.finding.money:,.2f}", "due": due,
    }  # fmt: skip
    return Telling("watch.late", f"{subject}/late/{due}", subject, at, facts, _WAYS, people=people)


def lapse(row: models.Case, cause: str, book: Book, today: date, at: datetime) -> None:
    """An exclusion is over: the finding waits anew, and its days run anew."""
    severity = next((one.card.severity for one in book.scenarios if one.card.id == row.scenario), "notice")
    allowed = days_in(book, row.tenant, f"answer_days_{severity}", today)
    row.state, row.reason, row.until, row.cited, row.escalated_at = "waiting", "", None, None, None
    row.due = None if allowed is None else today + timedelta(days=allowed)
    row.save()
    _step(row, "lapsed", _BY_ITSELF, at, reason=cause)
    told = events.ExclusionLapsed(tenant=row.tenant, scenario=row.scenario, cause=cause)
    _tell(row, told, _BY_ITSELF, at)


def _mine(number: int, tenant: str) -> models.Case:
    rows = models.Case.objects.select_for_update(of=("self",)).select_related("finding")
    row = rows.filter(pk=number, tenant=tenant).first()
    if row is None:
        raise errors.FindingUnknown(number=str(number))
    if row.finding.state != "open":
        raise errors.FindingOver(number=str(number))
    return row


def _words(text: str, missing: type[errors.CaseError]) -> str:
    said = text.replace("\0", "").strip()
    if not 1 <= len(said) <= MOST_CHARACTERS:
        raise missing(most=str(MOST_CHARACTERS))
    return said


def _day(said: str, first: date, last: date) -> date:
    try:
        day = date.fromisoformat(said.strip())
    except ValueError:
        day = None
    if day is None or not first <= day <= last:
        raise errors.DayUnfit(found=said[:20], first=first.isoformat(), last=last.isoformat())
    return day


def _step(row: models.Case, kind: str, by: str, at: datetime, **said: object) -> models.Step:
    return models.Step.objects.create(case=row, kind=kind, by=by, at=at, **said)


def _tell(row: models.Case, told: Event, by: str, at: datetime) -> None:
    log.record(told, subject=f"finding/{row.pk}", actor=by, at=at)
