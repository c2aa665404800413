"""Everything at a glance, checked; then sent by the same door as a file."""

from itertools import islice
from typing import Any

import msgspec
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from clearway.clearance import amend, conductor, errors
from clearway.clearance.explanation import explain
from clearway.clearance.showing import facts, figures
from clearway.clearance.showing.places import place
from clearway.clearance.trader.acting import Acting
from clearway.clearance.trader.drafting import changes, pages, summary
from clearway.clearance.trader.drafting.asked import BY_NAME
from clearway.clearance.trader.drafting.checking import Remark
from clearway.clearance.trader.drafting.drafts import found, law_now
from clearway.clearance.trader.drafting.making import Made, looked_at
from clearway.clearance.trader.drafting.placing import path_of_pointer, spot
from clearway.clearance.trader.drafting.traders import mandated
from clearway.clearance.trader.opening import View, shown
from clearway.clearance.trader.uploads import NotRead, Read, Upload
from clearway.core.facts.answer import Answer
from clearway.core.law.lawbook import Law
from clearway.platform.wording import say
from clearway.stations.drafts import public as drafts
from clearway.stations.drafts.public import Draft

_STATUS: dict[type[errors.ClearanceError], int] = {errors.ReferenceReused: 409, errors.StoreAway: 503}


class Sending(msgspec.Struct, frozen=True):
    """A draft that is looked at as a whole, before it is sent."""

    who: Acting
    draft: Draft
    law: Law
    made: Made
    remarks: tuple[Remark, ...]
    totals: dict[str, Any]

    @property
    def parties(self) -> tuple[tuple[str, str], ...]:
        """For whom the party may declare, by name."""
        return mandated(self.who.party, self.draft.regime, self.law.day)

    @property
    def can_be_sent(self) -> bool:
        """Nothing must be corrected, and an amendment changes something."""
        is_right = not any(one.must_be_corrected for one in self.remarks)
        return is_right and (not self.draft.is_amendment or bool(self.made.paths))


def page(read: Read) -> View:
    """The last page of a draft, given who reads messages."""

    def checking(request: HttpRequest, who: Acting, draft: str) -> HttpResponse:
        """Look at everything; send it."""
        one = found(who, draft)
        if one.lodged_as:
            return redirect("declaration", one.lodged_as)
        sending = _looked_at(who, one, read)
        if request.method != "POST":
            return _shown(request, sending)
        if request.POST.get("go") == "later":
            return pages.put_aside(request, one)
        if not sending.can_be_sent:
            return _shown(request, sending, status=422)
        try:
            return _sent(request, sending, read)
        except errors.ClearanceError as error:
            problem = {"problem": say(error.sentence, error.facts), "remedy": say(error.remedy, error.facts)}
            return _shown(request, sending, **problem, status=_STATUS.get(type(error), 422))

    return checking


def _looked_at(who: Acting, draft: Draft, read: Read) -> Sending:
    law = law_now()
    made, checked, remarks = looked_at(draft, law, by=who.actor)
    explanation = explain(checked.decision)
    totals = {
        "totals": figures.totals(explanation, law),
        "total": figures.money(explanation.total, explanation.currency) if explanation.total else "",
    }
    message = read(msgspec.json.encode(made.assembled.declaration))
    unreadable = [one for part in islice(message, 1) if isinstance(part, NotRead) for one in _faults(draft, part)]
    return Sending(who, draft, law, made, (*unreadable, *remarks), totals)


def _faults(draft: Draft, part: NotRead) -> list[Remark]:
    """What no message can carry, such as a name that is too long; at its field like any finding."""
    found = []
    for fault in part.faults:
        path = path_of_pointer(fault.at)
        says, passes = say(fault.sentence, fault.facts), say(fault.passes, fault.facts)
        found.append(
            Remark("reject", spot(path, draft), place(path), says, passes, fault.found, fault.code)
        )  # fmt: skip
    return found


def _sent(request: HttpRequest, sending: Sending, read: Read) -> HttpResponse:
    if sending.draft.is_amendment:
        answer = _amended(request, sending, read)
        if answer is None:
            return _shown(request, sending, problem=_("Choose the reason for the change."), status=422)
    else:
        answer = conductor.lodge(_submitted(sending.made.assembled.declaration, read).submitted, by=sending.who.actor)
    if sending.draft.is_amendment and answer.outcome == "refused":
        said = say(answer.findings[0].sentence, answer.findings[0].facts) if answer.findings else ""
        return _shown(request, sending, problem=_("The change was refused."), remedy=said, status=422)
    drafts.lodged(sending.draft, mrn=answer.mrn or "")
    _tell(request, sending.draft, answer)
    return redirect("declaration", answer.mrn)


def _tell(request: HttpRequest, draft: Draft, answer: Answer) -> None:
    if answer.outcome == "refused":
        messages.error(request, _("The declaration was refused. It is kept under {mrn}.").format(mrn=answer.mrn))
    elif draft.is_amendment:
        messages.success(request, _("The declaration is changed; it was decided anew."))
    else:
        messages.success(request, _("The declaration is lodged under {mrn}.").format(mrn=answer.mrn))


def _amended(request: HttpRequest, sending: Sending, read: Read) -> Answer | None:
    reason = request.POST.get("reason", "")
    if sending.law.code("amendment_reasons", reason) is None:
        return None
    words = request.POST.get("words", "").strip()[: changes.LONGEST_WORDS]
    change = changes.amendment(sending.draft, sending.made, reason, words)
    return amend.amend(
        _submitted(change, read).submitted, sending.made.paths, number=sending.draft.source, by=sending.who.actor
    )


def _submitted(declaration: Any, read: Read) -> Upload:
    """The message as if it had come from outside; it was looked at before, so it can be read."""
    [upload] = read(msgspec.json.encode(declaration))
    assert isinstance(upload, Upload)
    return upload


def _shown(request: HttpRequest, sending: Sending, *, status: int = 200, problem: str = "", remedy: str = "") -> Any:
    draft, declaration = sending.draft, sending.made.assembled.declaration
    remarks = [(one, _where(draft, one)) for one in sending.remarks]
    context = {
        "draft": draft,
        "declaration": declaration,
        "parts": summary.parts(draft, sending.law, sending.remarks, sending.parties),
        "added": summary.added(declaration, sending.law),
        "comes_next": () if draft.is_amendment else summary.comes_next(draft, sending.law),
        "remarks": [pair for pair in remarks if pair[0].must_be_corrected],
        "hints": [pair for pair in remarks if not pair[0].must_be_corrected],
        "header": () if draft.is_amendment else facts.header(declaration, sending.law),
        "can_be_sent": sending.can_be_sent,
        "changes": changes.described(sending.made, sending.law) if draft.is_amendment else (),
        "reasons": changes.reasons("amendment_reasons", sending.law) if draft.is_amendment else (),
        "problem": problem,
        "remedy": remedy,
        **sending.totals,
    }
    return shown(request, sending.who, "drafting/check", context, status=status)


def _where(draft: Draft, one: Remark) -> str:
    """The page and field where a remark is answered."""
    if one.spot is None:
        return ""
    if one.spot.question == "items":
        return pages.address(draft, f"items/{one.spot.row}" if one.spot.row else "items") + f"?look#{one.spot.field}"
    prefix = f"{BY_NAME[one.spot.question].rows}-{one.spot.row}-" if one.spot.row else ""
    return pages.address(draft, one.spot.question) + f"?look#{prefix}{one.spot.field}"
