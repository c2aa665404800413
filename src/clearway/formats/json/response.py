"""The answer to a declaration as a JSON object; each finding has our path and the sender's JSON pointer."""

from datetime import datetime

import msgspec

from clearway.core.kernel.finding import Severity
from clearway.core.kernel.money import Money
from clearway.formats.answer import Answer, Outcome, TaxLine
from clearway.formats.json import pointers
from clearway.formats.wording import filled


class FindingOut(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """What a rule has to say, in words, and where."""

    rule: str
    severity: Severity
    path: str
    pointer: str
    sentence: str
    found: str | None = None
    remedy: str = ""
    law: str = ""
    national: str = ""


class TaxLineOut(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """One amount owed for one item."""

    item: int
    type_code: str
    amount: Money
    base: Money | None = None
    base_quantity: str | None = None
    rate: str | None = None
    regime_code: str | None = None


class AnswerOut(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """The answer to one declaration, as it is sent."""

    reference: str | None
    outcome: Outcome
    answered_at: datetime
    mrn: str | None = None
    version: int = 1
    lodged_at: datetime | None = None
    lane: str | None = None
    office: str | None = None
    findings: tuple[FindingOut, ...] = ()
    lines: tuple[TaxLineOut, ...] = ()
    total: Money | None = None
    payable_by: datetime | None = None


def write_response(answer: Answer) -> bytes:
    """The answer as one line of JSON."""
    shared = {
        name: getattr(answer, name) for name in AnswerOut.__struct_fields__ if name not in ("findings", "lines")
    }
    findings = tuple(
        FindingOut(
            rule=finding.rule,
            severity=finding.severity,
            path=finding.at,
            pointer=pointers.pointer(finding.at),
            sentence=filled(finding.sentence, finding.facts),
            found=finding.found,
            remedy=filled(finding.remedy, finding.facts),
            law=finding.law,
            national=finding.national,
        )
        for finding in answer.findings
    )
    return msgspec.json.encode(AnswerOut(**shared, findings=findings, lines=tuple(map(_line, answer.lines))))


def _line(line: TaxLine) -> TaxLineOut:
    return TaxLineOut(
        item=line.item,
        type_code=line.type_code,
        amount=line.amount,
        base=line.base,
        base_quantity=None if line.base_quantity is None else f"{line.base_quantity:f}",
        rate=None if line.rate is None else f"{line.rate:f}",
        regime_code=line.regime_code,
    )
