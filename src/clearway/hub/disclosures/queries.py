"""Concealments and objections as they stand."""

from datetime import datetime

import msgspec

from clearway.hub.disclosures import models

#: No list shows more at a time.
MOST = 100


class Objection(msgspec.Struct, frozen=True):
    """What a subject said against an access, and what became of it."""

    number: str
    access: str
    subject: str
    holder: str
    organisation: str
    sort: str
    text: str
    raised_at: datetime
    state: str
    answer: str
    answered_at: datetime | None


def order_for(subject: str, organisation: str, case_number: str, at: datetime) -> str:
    """The number of the order that conceals what an organisation does in a case now; empty where there is none."""
    if not case_number:
        return ""
    rows = models.Concealment.objects.filter(
        subject=subject, organisation=organisation, case_number=case_number, ordered_at__lte=at, until__gt=at
    )
    found = rows.order_by("-until").values_list("number", flat=True).first()
    return str(found) if found else ""


def in_force(subject: str, at: datetime) -> frozenset[str]:
    """The orders under which a subject does not see something at an instant; the clock alone ends them."""
    rows = models.Concealment.objects.filter(subject=subject, until__gt=at)
    return frozenset(str(number) for number in rows.values_list("number", flat=True))


def against(access: str, subject: str) -> tuple[Objection, ...]:
    """What a subject has said against one access, first to last."""
    rows = models.Objection.objects.filter(access=access, subject=subject).order_by("raised_at")
    return tuple(_read(row) for row in rows[:MOST])


def of_subject(subject: str) -> tuple[Objection, ...]:
    """Everything a subject has said against accesses, newest first."""
    return tuple(_read(row) for row in models.Objection.objects.filter(subject=subject).order_by("-raised_at")[:MOST])


def of_holder(holder: str, *, state: str = "") -> tuple[Objection, ...]:
    """What was said against accesses to a holder's information, newest first: the list of its privacy officer."""
    rows = models.Objection.objects.filter(holder=holder).order_by("-raised_at")
    return tuple(_read(row) for row in (rows.filter(state=state) if state else rows)[:MOST])


def of_everybody(*, state: str = "") -> tuple[Objection, ...]:
    """What was said against accesses in the whole hub, the longest waiting first: the list of its privacy officer."""
    rows = models.Objection.objects.filter(state=state) if state else models.Objection.objects.all()
    return tuple(_read(row) for row in rows.order_by("raised_at")[:MOST])


def find(number: str) -> Objection | None:
    """One objection, for whoever keeps watch over the whole hub."""
    row = models.Objection.objects.filter(number=number).first()
    return _read(row) if row else None


def _read(row: models.Objection) -> Objection:
    said = {name: getattr(row, name) for name in Objection.__struct_fields__}
    return msgspec.convert({**said, "number": str(row.number), "access": str(row.access)}, Objection)
