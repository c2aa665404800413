"""Changing and withdrawing a lodged declaration from its page, with a reason."""

from collections.abc import Mapping

import msgspec
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from clearway.clearance import amend, errors, reach
from clearway.clearance.showing import facts
from clearway.clearance.showing.figures import in_words
from clearway.clearance.showing.places import place
from clearway.clearance.trader.acting import Acting
from clearway.clearance.trader.drafting import pages, recalling
from clearway.clearance.trader.drafting.choices import Choice
from clearway.clearance.trader.drafting.drafts import law_now
from clearway.clearance.trader.drafting.making import Made
from clearway.clearance.trader.opening import View, shown
from clearway.clearance.trader.uploads import Read, Upload
from clearway.core.facts.declaration import INVALIDATION, REQUEST, Declaration
from clearway.core.facts.documents import AdditionalInformation, Amendment
from clearway.core.law.lawbook import Law
from clearway.platform.calendar import now
from clearway.platform.wording import say
from clearway.stations.declarations import public as declarations
from clearway.stations.declarations.public import DeclarationFile
from clearway.stations.drafts import public as drafts
from clearway.stations.drafts.public import Beginning, Draft

LONGEST_WORDS = 500


class Change(msgspec.Struct, frozen=True):
    """One place that changes: what it said, and what it will say."""

    place: str
    was: str
    becomes: str


def begun(request: HttpRequest, who: Acting, number: str) -> HttpResponse:
    """A draft that changes a lodged declaration: everything as it was said, to be corrected."""
    file = changeable(who, number)
    version = declarations.version_of(file.id, file.version)
    answers, rows = recalling.recalled(version.facts)
    new = Beginning(
        party=who.party,
        author=who.actor.name,
        regime=version.facts.regime,
        title=file.reference,
        answers=answers,
        rows=rows,
        purpose="amendment",
        source=file.mrn,
    )
    one = drafts.begin(new, at=now())
    return redirect(pages.address(one, "check"))


def withdrawn(read: Read) -> View:
    """The page that withdraws a declaration, given who reads messages."""

    def withdrawing(request: HttpRequest, who: Acting, number: str) -> HttpResponse:
        """Say why, and withdraw."""
        file, law = changeable(who, number), law_now()
        if request.method != "POST":
            return _asked(request, who, file, law)
        reason, words = request.POST.get("reason", ""), request.POST.get("words", "").strip()[:LONGEST_WORDS]
        if law.code("cancellation_reasons", reason) is None:
            return _asked(request, who, file, law, problem=_("Choose a reason."))
        try:
            return _withdrawn(request, who, file, _withdrawal(file, reason, words), read)
        except errors.ClearanceError as error:
            return _asked(request, who, file, law, problem=say(error.sentence, error.facts))

    return withdrawing


def changeable(who: Acting, number: str) -> DeclarationFile:
    """A declaration that the party may act on, and that is not yet released or ended."""
    file = reach.actable(number, who.party) if who.party and number.isprintable() else None
    if file is None or file.state not in amend.CHANGEABLE:
        raise Http404
    return file


def reasons(codelist: str, law: Law) -> list[Choice]:
    """The reasons that the law knows."""
    return [Choice(code, in_words(entry.titles)) for code, entry in law.codes(codelist).items()]


def amendment(draft: Draft, made: Made, reason: str, words: str) -> Declaration:
    """The request that changes a lodged declaration: all that it says from then on, and the reason."""
    return msgspec.structs.replace(
        made.assembled.declaration,
        function_code=REQUEST,
        mrn=draft.source,
        reference=f"{draft.id[:8]}-{draft.id[-4:]}",
        amendments=(Amendment(reason_code=reason),),
        information=(*made.assembled.declaration.information, *_explained(words)),
    )


def described(made: Made, law: Law) -> list[Change]:
    """What an amendment changes, place by place, as it was and as it will be."""
    then = _said(made.before, law) if made.before else {}
    now_said = _said(made.assembled.declaration, law)
    places = dict.fromkeys([*then, *now_said])
    return [
        Change(place(at), then.get(at, ""), now_said.get(at, ""))
        for at in places
        if then.get(at) != now_said.get(at)
    ]  # fmt: skip


def _said(declaration: Declaration, law: Law) -> Mapping[str, str]:
    sections = (*facts.header(declaration, law), *facts.items(declaration, law, first=1, last=len(declaration.items)))
    return {row.at: f"{row.value} {row.title}".strip() for section in sections for row in section.rows}


def _explained(words: str) -> tuple[AdditionalInformation, ...]:
    return (AdditionalInformation(description=words),) if words else ()


def _withdrawal(file: DeclarationFile, reason: str, words: str) -> Declaration:
    return Declaration(
        function_code=REQUEST,
        type_code=INVALIDATION,
        mrn=file.mrn,
        reference=file.reference or None,
        amendments=(Amendment(reason_code=reason),),
        information=_explained(words),
    )


def _withdrawn(
    request: HttpRequest, who: Acting, file: DeclarationFile, message: Declaration, read: Read
) -> HttpResponse:
    [upload] = read(msgspec.json.encode(message))
    assert isinstance(upload, Upload)
    answer = amend.cancel(upload.submitted, number=file.mrn, by=who.actor)
    if answer.outcome == "refused":
        said = say(answer.findings[0].sentence, answer.findings[0].facts) if answer.findings else ""
        return _asked(request, who, file, law_now(), problem=said)
    messages.success(request, _("The declaration is withdrawn."))
    return redirect("declaration", file.mrn)


def _asked(request: HttpRequest, who: Acting, file: DeclarationFile, law: Law, *, problem: str = "") -> HttpResponse:
    context = {
        "file": file,
        "reasons": reasons("cancellation_reasons", law),
        "chosen": request.POST.get("reason", ""),
        "words": request.POST.get("words", ""),
        "problem": problem,
    }
    return shown(request, who, "withdraw", context, status=422 if problem else 200)
