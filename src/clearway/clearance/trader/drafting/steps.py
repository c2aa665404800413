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
#: Said of a draft whose party can declare for itself alone.
ALONE = "alone"


def told(draft: Draft, law: Law) -> tuple[Question, ...]:
    """The questions that this draft has answers to, whether they are asked or not."""
    return tuple(one for one in QUESTIONS if draft.regime in one.regimes and _is_needed(one, draft, law))


def asked(draft: Draft, law: Law) -> tuple[Question, ...]:
    """The questions that this draft needs; what is answered already is shown before it is sent, and changed there."""
    return tuple(one for one in told(draft, law) if not _is_answered(one, draft))


def after(question: Question, draft: Draft, law: Law) -> str:
    """The page that comes next."""
    names = [one.name for one in told(draft, law)]
    place = names.index(question.name) + 1 if question.name in names else 0
    wanted = {one.name for one in asked(draft, law)}
    return next((name for name in names[place:] if name in wanted), CHECK)


def before(question: Question, draft: Draft, law: Law) -> str:
    """The page that came before; nothing before the first."""
    names = [one.name for one in told(draft, law)]
    place = names.index(question.name) if question.name in names else 0
    wanted = {one.name for one in asked(draft, law)}
    return next((name for name in reversed(names[:place]) if name in wanted), "")


def _is_answered(question: Question, draft: Draft) -> bool:
    """A firm for which nobody else declares, and which declares for nobody else, is not asked who declares."""
    said = draft.answers
    acts_for_itself = said.get("trader") == draft.party and not said.get("representation")
    return question.only == "several" and said.get(ALONE) == YES and acts_for_itself


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
