"""Which questions a draft is asked, in order, and where its reader stands among them."""

from clearway.clearance.trader.drafting.asked import QUESTIONS
from clearway.clearance.trader.drafting.choices import NOTHING_BEFORE
from clearway.clearance.trader.drafting.questions import Question
from clearway.core.law.codelist import CodeEntry
from clearway.core.law.lawbook import Law
from clearway.stations.drafts.public import Draft

#: After the last question everything is checked, and sent.
CHECK = "check"
YES = "yes"


def asked(draft: Draft, law: Law) -> tuple[Question, ...]:
    """The questions that this draft needs."""
    return tuple(one for one in QUESTIONS if draft.regime in one.regimes and _is_needed(one, draft, law))


def after(question: Question, draft: Draft, law: Law) -> str:
    """The page that comes next."""
    names = [one.name for one in asked(draft, law)]
    place = names.index(question.name) + 1 if question.name in names else 0
    return names[place] if place < len(names) else CHECK


def before(question: Question, draft: Draft, law: Law) -> str:
    """The page that came before; nothing before the first."""
    names = [one.name for one in asked(draft, law)]
    place = names.index(question.name) if question.name in names else 0
    return names[place - 1] if place else ""


def _is_needed(question: Question, draft: Draft, law: Law) -> bool:
    had_procedure = draft.answers.get("previous", NOTHING_BEFORE) not in ("", NOTHING_BEFORE)
    if question.only == "arrival":
        return draft.regime == "import" or had_procedure
    if question.only == "permissions":
        return draft.regime == "transit" or _rests_on_something(draft, law)
    return True


def _rests_on_something(draft: Draft, law: Law) -> bool:
    """Whether the procedure needs an authorisation, a guarantee or a warehouse, or the one before it was in one."""
    entry = law.code("procedures", draft.answers.get("procedure"))
    said = entry.attributes if entry else {}
    needs = YES in (said.get("needs_authorisation"), said.get("needs_guarantee"))
    return needs or _is_warehouse(entry) or _is_warehouse(law.code("procedures", draft.answers.get("previous")))


def _is_warehouse(entry: CodeEntry | None) -> bool:
    return entry is not None and entry.attributes.get("kind") == "warehouse"
