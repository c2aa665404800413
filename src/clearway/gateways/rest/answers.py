"""What the interface says in JSON about declarations: one spelling of names, findings in the reader's language."""

from datetime import date, datetime
from typing import Annotated

import msgspec

from clearway.clearance.explanation import FindingSaid, said
from clearway.core.facts.answer import Answer, Outcome, TaxLine
from clearway.core.facts.declaration import Declaration
from clearway.core.kernel.finding import Finding
from clearway.core.kernel.money import Money
from clearway.formats.message import Format
from clearway.gateways.messages.receive import pointer
from clearway.platform.events.log import Told
from clearway.platform.wording import say
from clearway.stations.declarations.public import DeclarationFile

#: An instant, as the published description calls it.
Instant = Annotated[datetime, msgspec.Meta(tz=True)]


class LineOwed(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """One amount owed for one item."""

    item: int
    type_code: str
    amount: Money
    base: Money | None = None
    base_quantity: str | None = None
    rate: str | None = None
    regime_code: str | None = None


class Answered(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """The answer to one declaration: what became of it, why, and what is owed."""

    reference: str | None
    outcome: Outcome
    answered_at: Instant
    mrn: str | None = None
    version: int = 1
    lodged_at: Instant | None = None
    lane: str | None = None
    office: str | None = None
    findings: tuple[FindingSaid, ...] = ()
    lines: tuple[LineOwed, ...] = ()
    total: Money | None = None
    payable_by: Instant | None = None


class Filed(msgspec.Struct, frozen=True, rename="camel"):
    """A declaration as it stands now, without what it says about the goods."""

    mrn: str
    reference: str
    submitter: str
    declarant: str
    importer: str
    exporter: str
    regime: str
    type_code: str
    office: str
    state: str
    lane: str
    version: int
    lodged_at: Instant
    day: date


class Page(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """Some declarations, newest first; ``next`` is the value of ``before`` that gives the following page."""

    declarations: list[Filed]
    next: str | None = None


class Whole(msgspec.Struct, frozen=True, rename="camel"):
    """A declaration as it stands, and what it says."""

    file: Filed
    facts: Declaration


class Happened(msgspec.Struct, frozen=True, rename="camel"):
    """One event: what happened, when, by whom; ``facts`` are those of the event's type."""

    at: Instant
    type: str
    actor: str
    facts: dict[str, str | int]


_COPIED = tuple(name for name in Answered.__struct_fields__ if name not in ("findings", "lines"))


def answered(answer: Answer, format: Format, language: str) -> Answered:
    """An answer in the reader's language, with the places as the sender's own message has them."""
    return Answered(
        **{name: getattr(answer, name) for name in _COPIED},
        findings=findings_said(answer.findings, format, language),
        lines=tuple(map(_line, answer.lines)),
    )


def spoken(answer: Answer, language: str) -> Answer:
    """An answer whose findings are sentences in the reader's language, for a message that carries no identifiers."""
    findings = tuple(
        msgspec.structs.replace(
            one,
            sentence=say(one.sentence, one.facts, language=language),
            remedy=say(one.remedy, one.facts, language=language),
            facts={},
        )
        for one in answer.findings
    )
    return msgspec.structs.replace(answer, findings=findings)


def findings_said(findings: tuple[Finding, ...], format: Format, language: str) -> tuple[FindingSaid, ...]:
    """Findings in words, each with the place in the sender's message."""
    return tuple(said(one, language=language, pointer=pointer(format, one.at)) for one in findings)


def filed(file: DeclarationFile) -> Filed:
    """What a party may know of its file."""
    return Filed(**{name: getattr(file, name) for name in Filed.__struct_fields__})


def happened(told: Told) -> Happened:
    """An event as the party concerned reads it."""
    return Happened(told.at, told.type, told.actor, told.facts)


def _line(line: TaxLine) -> LineOwed:
    return LineOwed(
        item=line.item,
        type_code=line.type_code,
        amount=line.amount,
        base=line.base,
        base_quantity=None if line.base_quantity is None else f"{line.base_quantity:f}",
        rate=None if line.rate is None else f"{line.rate:f}",
        regime_code=line.regime_code,
    )
