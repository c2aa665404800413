"""The answer a decision gives its sender, without what only officers may see."""

from datetime import datetime

from clearway.clearance.decide import Decision
from clearway.core.assess.assessment import Assessment
from clearway.core.facts.answer import Answer, TaxLine
from clearway.core.facts.declaration import Declaration


def answer_for(
    declaration: Declaration, decision: Decision, *, mrn: str, version: int, at: datetime, lodged_at: datetime
) -> Answer:
    """What the sender is told about a decided version."""
    return Answer(
        reference=declaration.reference,
        outcome=decision.outcome,
        answered_at=at,
        mrn=mrn,
        version=version,
        lodged_at=lodged_at,
        lane=decision.selection.lane if decision.selection else None,
        office=declaration.declaration_office,
        findings=decision.findings,
        lines=_lines(decision.assessment),
        total=decision.assessment.total if decision.assessment else None,
    )


def _lines(assessment: Assessment | None) -> tuple[TaxLine, ...]:
    if assessment is None:
        return ()
    return tuple(
        TaxLine(
            item=line.item,
            type_code=line.type_code,
            amount=line.amount,
            base=line.base,
            base_quantity=line.base_quantity,
            rate=line.rate,
            regime_code=line.regime_code,
        )
        for line in assessment.lines
    )
