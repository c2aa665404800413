"""One question a page: shown, saved at every step, checked where somebody goes on."""

from collections.abc import Iterable
from typing import Any

import msgspec
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from clearway.clearance.trader.acting import Acting
from clearway.clearance.trader.drafting import papers, showing, steps, suggesting, taking
from clearway.clearance.trader.drafting.asked import BY_NAME
from clearway.clearance.trader.drafting.checking import Remark
from clearway.clearance.trader.drafting.choices import Asked
from clearway.clearance.trader.drafting.drafts import found, law_now
from clearway.clearance.trader.drafting.making import remarks_on
from clearway.clearance.trader.drafting.questions import Question
from clearway.clearance.trader.drafting.traders import mandated
from clearway.clearance.trader.opening import shown
from clearway.core.law.lawbook import Law
from clearway.platform.calendar import now
from clearway.stations.drafts import public as drafts
from clearway.stations.drafts.public import Draft, DraftError, Row

#: Asked for by the script that saves while somebody types; without the script nothing is lost either.
SAVED_BY_SCRIPT = "X-Saved-While-Typing"


class Turn(msgspec.Struct, frozen=True):
    """A draft at one of its questions."""

    who: Acting
    draft: Draft
    question: Question
    law: Law

    @property
    def given(self) -> Asked:
        """What the choices depend on."""
        parties = mandated(self.who.party, self.draft.regime, self.law.day) if self.question.name == "trader" else ()
        return Asked(self.law, self.draft.regime, self.draft.answers, parties)


def question(request: HttpRequest, who: Acting, draft: str, question: str) -> HttpResponse:
    """One question of a draft."""
    one, law = found(who, draft), law_now()
    if one.lodged_as:
        return redirect("declaration", one.lodged_as)
    asked = BY_NAME.get(question)
    if asked is None or one.regime not in asked.regimes or question == "items":
        raise Http404
    turn = Turn(who, one, asked, law)
    return _saved(request, turn) if request.method == "POST" else _shown(request, turn)


def _shown(request: HttpRequest, turn: Turn) -> HttpResponse:
    seen = remarks_on(turn.draft, turn.law, by=turn.who.actor) if "look" in request.GET else ()
    return page(request, turn, of_page(seen, turn.question.name))


def _saved(request: HttpRequest, turn: Turn) -> HttpResponse:
    name, sent = turn.question.name, request.POST
    answers = taking.answers(sent, turn.question.fields, turn.given)
    if "trader_other" in answers:
        answers = {**answers, "trader": answers["trader_other"] or answers.get("trader", ""), "trader_other": ""}
    answers = {
        **answers,
        **taking.followed(turn.draft, answers),
        **suggesting.suggested(turn.draft, answers, turn.given),
    }
    rows = (
        taking.rows(sent, turn.question.row_fields, turn.given, name=turn.question.rows)
        if turn.question.rows
        else None
    )
    kept = save(
        request,
        turn.draft,
        answers=answers,
        rows=_rows(turn, answers, rows),
        step=name,
        title=answers.get("reference"),
    )
    if isinstance(kept, HttpResponse):
        return kept
    turn = msgspec.structs.replace(turn, draft=kept)
    if request.headers.get(SAVED_BY_SCRIPT):
        return HttpResponse(status=204)
    if sent.get("go") == "later":
        return put_aside(request, kept)
    if sent.get("go") == "more":
        return page(request, turn, (), blank=5)
    wrong = of_page(remarks_on(kept, turn.law, by=turn.who.actor), name)
    if holds(wrong, told=sent.getlist("warned")):
        return page(request, turn, wrong, status=422)
    return redirect(address(kept, steps.after(turn.question, kept, turn.law)))


def _rows(turn: Turn, answers: Row, rows: list[Row] | None) -> dict[str, list[Row]] | None:
    """What a page makes of lists: its own, and of the sale the invoice among the documents."""
    draft, name = turn.draft, turn.question.rows
    if turn.question.name == "sale":
        papers_now = draft.rows.get("documents", [])
        documents = papers.with_invoice(papers_now, draft.answers, answers, draft.regime)
        return None if documents is None else {"documents": papers.settled(documents, draft.regime, turn.law)}
    if rows is None:
        return None
    return {name: papers.settled(rows, draft.regime, turn.law) if name == "documents" else rows}


def save(request: HttpRequest, draft: Draft, **changes: Any) -> Draft | HttpResponse:
    """The draft with its changes; or the page to go to where it cannot be kept."""
    try:
        kept = drafts.save(draft, at=now(), **changes)
    except DraftError as error:
        messages.error(request, f"{_(error.sentence).format(**error.facts)} {_(error.remedy)}")
        return redirect("draft-check", draft.id)
    if kept is None:
        raise Http404
    return kept


def put_aside(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Saved, to be gone on with another day."""
    said = _("Saved as {title}. Come back to it until {day}.")
    messages.success(request, said.format(title=draft.title, day=f"{draft.expires_at:%Y-%m-%d}"))
    return redirect("drafts")


def holds(remarks: Iterable[Remark], *, told: Iterable[str]) -> bool:
    """Whether somebody is kept on a page: by what must be corrected, and by a warning they were not told before."""
    known = set(told)
    return any(one.must_be_corrected or (one.severity == "warn" and one.key not in known) for one in remarks)


def of_page(remarks: Iterable[Remark], question: str) -> tuple[Remark, ...]:
    """What is said about one page."""
    return tuple(one for one in remarks if one.spot is not None and one.spot.question == question)


def address(draft: Draft, name: str) -> str:
    """Where a step of a draft is."""
    return f"/drafts/{draft.id}/{name}"


def page(
    request: HttpRequest, turn: Turn, remarks: tuple[Remark, ...], *, blank: int = 0, status: int = 200
) -> HttpResponse:
    """The page of a question, with what is wrong at each field."""
    asked = turn.question
    single = [one for one in remarks if one.spot and not one.spot.row]
    fields = showing.fields(asked.fields, turn.draft.answers, turn.given, single)
    rows = turn.draft.rows.get(asked.rows, [])
    if asked.rows == "documents":
        rows = papers.shown(rows, turn.draft.regime)
    table = showing.table(
        asked.row_fields,
        rows,
        turn.given,
        remarks,
        name=asked.rows,
        blank=blank or max(1, showing.BLANK_ROWS - len(rows)),
    )
    context = {
        **around(turn),
        "plain": [one for one in fields if not one.is_seldom],
        "seldom": [one for one in fields if one.is_seldom],
        "table": table if asked.rows else (),
        "heads": table[0] if asked.rows else (),
        "has_seldom": any(one.more for one in asked.row_fields),
        "remarks": remarks,
        "wrong": [one for one in remarks if one.must_be_corrected],
        "warned": [one for one in remarks if one.severity == "warn"],
        "loose": [one for one in remarks if one.spot and not one.spot.field],
        "skip": address(turn.draft, steps.after(asked, turn.draft, turn.law)),
    }
    return shown(request, turn.who, "drafting/question", context, status=status)


def around(turn: Turn) -> dict[str, Any]:
    """What every page of a draft says: its question, how far it is, and the way back."""
    names = [one.name for one in steps.asked(turn.draft, turn.law)]
    if turn.question.name not in names:
        names = [one.name for one in steps.told(turn.draft, turn.law)]
    place = names.index(turn.question.name) + 1 if turn.question.name in names else len(names)
    back = steps.before(turn.question, turn.draft, turn.law)
    return {
        "draft": turn.draft,
        "question": turn.question,
        "title": _(turn.question.title),
        "help": _(turn.question.help) if turn.question.help else "",
        "row_title": _(turn.question.row_title) if turn.question.row_title else "",
        "row_help": _(turn.question.row_help) if turn.question.row_help else "",
        "number": place,
        "of": len(names),
        "back": address(turn.draft, back) if back else "",
    }
