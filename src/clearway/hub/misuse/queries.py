"""Flags as they stand, and what is known around a look-up."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

import msgspec
from django.core.exceptions import ValidationError

from clearway.core.share.explained import SENTENCES, Assignment, Known, Look, Person, related
from clearway.core.share.explained import Post as Duties
from clearway.hub.misuse import models
from clearway.hub.misuse.marks import mark

#: No list shows more at a time; no pattern looks at more earlier look-ups of one official, subject or case.
MOST, MOST_PAST = 100, 1000

State = Literal["open", "justified", "misuse"]


class Flagged(msgspec.Struct, frozen=True):
    """A look-up that was flagged; ``sentence`` with ``facts`` says why, and ``law`` by which rule."""

    number: str
    access: str
    code: str
    weight: int
    facts: dict[str, str]
    law: str
    raised_at: datetime
    looked_at: datetime
    subject: str
    kind: str
    holder: str
    organisation: str
    office: str
    official: str
    official_number: str
    article: str
    case_number: str
    explanation: str
    state: State
    decided_by: str
    decided_at: datetime | None
    words: str

    @property
    def sentence(self) -> str:
        """The reason in one sentence, to be filled with the facts."""
        return SENTENCES.get(self.code, "")  # type: ignore[call-overload,no-any-return] # a code of an older pack.


def waiting(organisation: str | None = None, *, holder: str | None = None, limit: int = MOST) -> tuple[Flagged, ...]:
    """What waits for a decision, heaviest first: an organisation's for its manager, a holder's, or everybody's."""
    return _flags(organisation, holder, limit, state="open")


def decided(organisation: str | None = None, *, holder: str | None = None, limit: int = MOST) -> tuple[Flagged, ...]:
    """What was decided, newest first."""
    rows = models.Flag.objects.exclude(state="open")
    rows = rows.filter(organisation=organisation) if organisation is not None else rows
    rows = rows.filter(holder=holder) if holder is not None else rows
    return tuple(read(row) for row in rows.order_by("-decided_at")[:limit])


def find(number: str, *, organisation: str | None = None) -> Flagged | None:
    """One flag; another organisation's is as unknown as one that never was."""
    rows = (
        models.Flag.objects.all() if organisation is None else models.Flag.objects.filter(organisation=organisation)
    )
    try:
        row = rows.filter(number=number).first()
    except ValidationError:
        return None
    return read(row) if row else None


def of_accesses(accesses: Iterable[str]) -> tuple[Flagged, ...]:
    """The flags of some look-ups, heaviest first."""
    return tuple(
        read(row) for row in models.Flag.objects.filter(access__in=list(accesses)).order_by("-weight")[:MOST]
    )


def known(look: Look) -> Known:
    """What is known around a look-up: post, relation, and cases."""
    row = models.Post.objects.filter(organisation=look.organisation, official=look.official).first()
    cases = models.Case.objects.filter(organisation=look.organisation)
    mine = [_assignment(one) for one in cases.filter(number=look.case)] if look.case else []
    duties = Duties(look.official, frozenset(row.areas), frozenset(row.duties), row.is_on_call) if row else None
    relation = related(_person(row), _subject(look), _colleagues(look)) if row and row.person else ""
    return Known(relation or _colleague(look), duties, tuple(mine), bool(mine) or cases.exists())


def past(look: Look, since: datetime) -> list[Look]:
    """Earlier look-ups of the official, about the subject, in the case and on the consent, as far as they matter."""
    before = models.Trace.objects.filter(at__gte=since, at__lte=look.at).exclude(access=look.access)
    groups = [before.filter(official=look.official), before.filter(subject=look.subject)]
    if look.case:
        groups.append(before.filter(organisation=look.organisation, case=look.case))
    found = {row.access: row for group in groups for row in group.order_by("-at")[:MOST_PAST]}
    if look.consent:
        # A consent lives longer than any pattern looks back; its first case is the one that counts.
        first = models.Trace.objects.filter(consent=look.consent, at__lte=look.at).exclude(access=look.access)
        found |= {row.access: row for row in first.order_by("at")[:1]}
    return [_look(row) for row in found.values()]


def read(row: models.Flag) -> Flagged:
    """A flag as others read it."""
    said = {name: getattr(row, name) for name in Flagged.__struct_fields__}
    return msgspec.convert({**said, "number": str(row.number), "access": str(row.access)}, Flagged)


def _flags(organisation: str | None, holder: str | None, limit: int, *, state: str) -> tuple[Flagged, ...]:
    rows = models.Flag.objects.filter(state=state)
    rows = rows.filter(organisation=organisation) if organisation is not None else rows
    rows = rows.filter(holder=holder) if holder is not None else rows
    return tuple(read(row) for row in rows.order_by("-weight", "-raised_at")[:limit])


def _person(row: models.Post) -> Person:
    return Person(row.person, row.household, row.family, row.address)


def _subject(look: Look) -> Person:
    """The subject, as far as it is known without asking anybody: who works somewhere may be known by their post."""
    number = mark(look.subject)
    row = models.Post.objects.filter(person=number).first()
    return _person(row) if row else Person(number)


def _colleagues(look: Look) -> frozenset[str]:
    return frozenset({mark(look.subject)}) if _colleague(look) else frozenset()


def _colleague(look: Look) -> Literal["", "colleague"]:
    others = models.Post.objects.filter(organisation=look.organisation, person=mark(look.subject))
    return "colleague" if others.exclude(official=look.official).exists() else ""


def _assignment(row: models.Case) -> Assignment:
    return Assignment(
        row.number, row.since, row.until, frozenset(row.subjects), frozenset(row.officials), frozenset(row.offices),
        row.area,
    )  # fmt: skip


def _look(row: models.Trace) -> Look:
    return Look(
        str(row.access), row.at, row.subject, row.official, row.organisation, case=row.case, consent=row.consent
    )
