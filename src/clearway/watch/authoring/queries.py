"""Scenarios in writing, back-tests and proposals as others read them."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import msgspec
from django.db.models import Count

from clearway.watch.authoring import actions, models
from clearway.watch.authoring.linting import Lint, lint
from clearway.watch.rulebook.public import Book


class Draft(msgspec.Struct, frozen=True):
    """A scenario in writing as it stands."""

    number: int
    scenario: str
    area: str
    office: str
    state: str
    wants: str
    card: dict[str, Any]
    text: str
    cases: dict[str, Any]
    edit: int
    hands: list[str]
    begun_at: datetime
    changed_at: datetime
    sent_by: str
    sent_at: datetime | None
    published_by: str
    published_at: datetime | None

    @property
    def title(self) -> dict[str, str]:
        """What it is called, by language."""
        return dict(self.card.get("title") or {})

    @property
    def can_be_written(self) -> bool:
        """Whether it is still open to its authors."""
        return self.state == "draft" and not self.wants


class Backtest(msgspec.Struct, frozen=True):
    """A back-test that was asked for, and what it came to."""

    number: int
    edit: int
    tenants: list[str]
    days: list[str]
    state: str
    asked_by: str
    asked_at: datetime
    done_at: datetime | None
    result: dict[str, Any] | None
    fault: str


class Said(msgspec.Struct, frozen=True):
    """An answer to a proposal."""

    tenant: str
    by: str
    at: datetime
    text: str


class Proposed(msgspec.Struct, frozen=True):
    """A proposal, how far it is, and how often it was answered."""

    number: int
    tenant: str
    title: str
    text: str
    evidence: str
    by: str
    at: datetime
    state: str
    writing: int | None
    scenario: str
    answers: int


def drafts(office: str, *, states: Collection[str] = ("draft", "trial", "live", "retired")) -> tuple[Draft, ...]:
    """The scenarios in writing of an office, the latest first."""
    rows = models.Writing.objects.filter(office=office, state__in=list(states)).order_by("-changed_at", "-number")
    return tuple(_draft(row) for row in rows[:100])


def find(number: int, office: str) -> Draft | None:
    """A scenario in writing, if it is one of an office."""
    row = models.Writing.objects.filter(pk=number, office=office).first()
    return None if row is None else _draft(row)


def read(one: Draft, book: Book) -> Lint:
    """What reading a scenario in writing comes to."""
    return lint(actions.made(_row(one), "draft"), one.scenario, one.area, book)


def next_states(one: Draft, book: Book) -> tuple[str, ...]:
    """What a scenario in writing may become."""
    return actions.may_become(_row(one), book)


def tests(number: int, *, limit: int = 10) -> tuple[Backtest, ...]:
    """The back-tests of a scenario in writing, the latest first."""
    rows = models.Run.objects.filter(writing_id=number).order_by("-number")[:limit]
    return tuple(Backtest(**{name: getattr(row, name) for name in Backtest.__struct_fields__}) for row in rows)


def proposals(*, limit: int = 100) -> tuple[Proposed, ...]:
    """What was proposed, the latest first."""
    return tuple(_proposed(row) for row in _proposals()[:limit])


def proposal(number: int) -> tuple[Proposed, tuple[Said, ...]] | None:
    """A proposal with everything that was said of it."""
    row = _proposals().filter(pk=number).first()
    if row is None:
        return None
    said = models.Answer.objects.filter(proposal_id=number)
    return _proposed(row), tuple(Said(one.tenant, one.by, one.at, one.text) for one in said)


def _proposals() -> Any:
    return models.Proposal.objects.select_related("writing").annotate(number_of_answers=Count("answers"))


def _proposed(row: Any) -> Proposed:
    return Proposed(
        row.number, row.tenant, row.title, row.text, row.evidence, row.by, row.at, row.state, row.writing_id,
        row.writing.scenario if row.writing else "", row.number_of_answers,
    )  # fmt: skip


def _draft(row: models.Writing) -> Draft:
    return Draft(**{name: getattr(row, name) for name in Draft.__struct_fields__})


def _row(one: Draft) -> models.Writing:
    return models.Writing(**msgspec.structs.asdict(one))
