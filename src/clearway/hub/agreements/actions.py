"""How an agreement comes to be and ends: proposed by who asks, decided by who holds; each step is on the log."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Max

from clearway.core.law.information import Catalogue
from clearway.core.share import Agreement, State
from clearway.hub.agreements import ending, errors, events, models, queries
from clearway.platform.events import log

#: A reason is a paragraph.
LONGEST: Final = 1000
#: Which states follow on which.
NEXT: Final[dict[State, frozenset[State]]] = {
    "proposed": frozenset({"approved", "refused"}),
    "approved": frozenset({"suspended", "ended"}),
    "suspended": frozenset({"approved", "ended"}),
    "refused": frozenset(),
    "ended": frozenset(),
}


@transaction.atomic
def propose(wanted: Agreement, catalogue: Catalogue, *, by: str, at: datetime) -> Agreement:
    """Write down a new version of an agreement; ``AgreementUnsound`` where the catalogue lacks what it names."""
    must_be_known(wanted, catalogue)
    last = models.Agreement.objects.filter(number=wanted.number).aggregate(Max("version"))["version__max"] or 0
    row = models.Agreement.objects.create(
        number=wanted.number,
        version=last + 1,
        kind=wanted.kind,
        holder=catalogue.kinds[wanted.kind].holder,
        organisation=wanted.organisation,
        article=wanted.article,
        grants=sorted(wanted.grants),
        roles=sorted(wanted.roles),
        offices=sorted(wanted.offices),
        case_kinds=sorted(wanted.case_kinds),
        exemption=wanted.exemption,
        in_office_hours=wanted.in_office_hours,
        emergency=wanted.emergency,
        assurance=wanted.assurance,
        since=wanted.period.since,
        until=wanted.period.until,
        proposed_by=by,
        proposed_at=at,
    )
    _tell(row, by=by, at=at)
    return queries.read(row)


@transaction.atomic
def move(number: str, version: int, state: State, *, holder: str, reason: str, by: str, at: datetime) -> Agreement:
    """The holder approves, refuses, suspends or ends a version; an approved one ends the version before it."""
    row = models.Agreement.objects.select_for_update().filter(number=number, version=version, holder=holder).first()
    if row is None:
        raise errors.AgreementUnknown(agreement=f"{number}/{version}")
    if state not in NEXT[row.state]:
        raise errors.NotPossibleNow(agreement=str(row), state=row.state, wanted=state)
    if state != "approved" and not reason.strip():
        raise errors.ReasonMissing
    if row.is_stopped and state == "approved":
        raise errors.Stopped(agreement=str(row))
    if state == "approved" and row.state == "proposed":
        for other in models.Agreement.objects.select_for_update().filter(
            number=number, state__in=("approved", "suspended"), version__lt=version
        ):
            _moved(other, "ended", f"version {version} was approved", by=by, at=at)
    _moved(row, state, reason.strip()[:LONGEST], by=by, at=at)
    return queries.read(row)


@transaction.atomic
def stop(number: str, version: int, reason: str, *, by: str, at: datetime) -> Agreement:
    """A privacy officer suspends a version in use at once, whoever holds; its holder cannot take it up again."""
    row = _of_anybody(number, version)
    if row.state not in ("approved", "suspended") or row.is_stopped:
        raise errors.NotPossibleNow(agreement=str(row), state=row.state, wanted="suspended")
    if not reason.strip():
        raise errors.ReasonMissing
    row.is_stopped = True
    _moved(row, "suspended", reason.strip()[:LONGEST], by=by, at=at)
    return queries.read(row)


@transaction.atomic
def let_go_on(number: str, version: int, reason: str, *, by: str, at: datetime) -> Agreement:
    """A privacy officer lets go on what a privacy officer has stopped."""
    row = _of_anybody(number, version)
    if not row.is_stopped or row.state != "suspended":
        raise errors.NotPossibleNow(agreement=str(row), state=row.state, wanted="approved")
    if not reason.strip():
        raise errors.ReasonMissing
    row.is_stopped = False
    _moved(row, "approved", reason.strip()[:LONGEST], by=by, at=at)
    return queries.read(row)


def _of_anybody(number: str, version: int) -> models.Agreement:
    row = models.Agreement.objects.select_for_update().filter(number=number, version=version).first()
    if row is None:
        raise errors.AgreementUnknown(agreement=f"{number}/{version}")
    return row


def _moved(row: models.Agreement, state: State, reason: str, *, by: str, at: datetime) -> None:
    row.state, row.reason, row.decided_by, row.decided_at = state, reason, by, at
    if state != "refused":
        ending.watch(row.number, row.until if state != "ended" else None, at=at)
    row.save(update_fields=["state", "reason", "decided_by", "decided_at", "is_stopped"])
    _tell(row, by=by, at=at)


def _tell(row: models.Agreement, *, by: str, at: datetime) -> None:
    event = events.AgreementMoved(
        agreement=str(row), kind=row.kind, organisation=row.organisation, state=row.state, reason=row.reason,
        holder=row.holder,
    )  # fmt: skip
    log.record(event, subject=f"agreement/{row.number}", actor=by, at=at)


def must_be_known(wanted: Agreement, catalogue: Catalogue) -> None:
    """The catalogue has the kind, its names and the articles; ``AgreementUnsound`` says what it lacks."""
    kind = catalogue.kinds.get(wanted.kind)
    if kind is None:
        raise errors.AgreementUnsound(what="kind", found=wanted.kind)
    for name in sorted(wanted.grants):
        if not kind.knows(name):
            raise errors.AgreementUnsound(what=kind.code, found=name)
    for article in filter(None, (wanted.article, wanted.exemption)):
        if article not in catalogue.articles:
            raise errors.AgreementUnsound(what="article", found=article)
