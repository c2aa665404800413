"""A person's own record: asked of its holder for the person themself, who needs nobody's leave for it."""

from datetime import datetime
from typing import Any

from clearway.core.law.information import Catalogue, InformationKind
from clearway.core.share import minimised
from clearway.hub.exchange import connectors

#: Answers that are judged against something that a question must name are not part of a record.
_ASKING = ("on-day",)


def own_record(kind: InformationKind, known: Catalogue, person: str, *, at: datetime) -> dict[str, Any] | None:
    """What a holder has on record about a person, and the answers that follow; ``None`` where it has nothing.

    ``HolderAway`` and ``AnswerUnreadable`` where it does not answer as it should.
    """
    record = connectors.to(known.holders[kind.holder]).record(kind, person)
    if record is None:
        return None
    answers = [
        name
        for name, one in kind.predicates.items()
        if one.comparison not in _ASKING and (one.bound or one.comparison in ("is-set", "band"))
    ]
    shown = minimised(kind, [*kind.fields, *answers], record, on=at.date())
    return {name: value for name, value in shown.items() if value is not None}
