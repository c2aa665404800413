"""A file as its office reads it: what stands in it, why it was selected, what was done, what can be done."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from clearway.clearance import stored
from clearway.clearance.acting import Acting
from clearway.clearance.explanation import OfficerExplanation, explain_to_officer
from clearway.clearance.officer import facts, words
from clearway.clearance.officer.columns import looked_at
from clearway.clearance.officer.opening import file_of, shown
from clearway.clearance.officer.possible import offers
from clearway.clearance.officer.revoking import receipt_of
from clearway.clearance.officer.telling import told
from clearway.clearance.showing import facts as declared_facts
from clearway.clearance.showing import figures, naming
from clearway.clearance.showing.places import place
from clearway.core.law.lawbook import Law
from clearway.platform.calendar import now
from clearway.platform.events import log
from clearway.platform.wording import say
from clearway.registers.lawbook import public as lawbook
from clearway.stations.controls import public as controls
from clearway.stations.controls.public import Case
from clearway.stations.declarations import public as declarations
from clearway.stations.declarations.public import DeclarationFile

ITEMS_ON_A_PAGE = 10


def file(request: HttpRequest, who: Acting, number: str) -> HttpResponse:
    """The file: what is to be done with it, and everything one needs to do it."""
    one, at = file_of(who, number), now()
    case = controls.case_of(one.id, at=at)
    law = lawbook.current(at).on(one.day)
    explained = _explained(one)
    declaration = declarations.version_of(one.id, one.version).facts
    context = {
        **_head(one),
        "offers": offers(one, case, who, request.user.get_username()),
        "clocks": [_clock(clock) for clock in case.clocks],
        "case": _said(case, at=at),
        "waits_for": _waits_for(one, case),
        **facts.parties(declaration, one.day),
        "items": facts.items(declaration),
        "more_items": max(0, len(declaration.items) - facts.ITEMS_NAMED),
        "documents": facts.documents(declaration, law),
        **receipt_of(one, who),
        **_decided(explained, law),
    }
    return shown(request, who, "file", context)


def declared(request: HttpRequest, who: Acting, number: str) -> HttpResponse:
    """Every fact that was declared, as it stands now."""
    one = file_of(who, number)
    law = lawbook.current(now()).on(one.day)
    declaration = declarations.version_of(one.id, one.version).facts
    sheet = Paginator(range(1, len(declaration.items) + 1), ITEMS_ON_A_PAGE).get_page(request.GET.get("page"))
    first, last = sheet.start_index(), sheet.end_index()
    context = {
        **_head(one),
        "sheet": sheet,
        "sections": [
            *(declared_facts.header(declaration, law) if sheet.number == 1 else ()),
            *declared_facts.items(declaration, law, first=first, last=last),
        ],
    }
    return shown(request, who, "declared", context)


def amounts(request: HttpRequest, who: Acting, number: str) -> HttpResponse:
    """What is owed, and every step that led there."""
    one = file_of(who, number)
    law = lawbook.current(now()).on(one.day)
    explained = _explained(one)
    said = explained.explanation if explained else None
    numbers = range(len(declarations.version_of(one.id, one.version).facts.items) + 1)
    sheet = Paginator(numbers, ITEMS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        **_head(one),
        "sheet": sheet,
        "of_items": figures.by_item(said, law, {}, list(sheet)) if said else (),
        "total": figures.money(said.total, said.currency) if said and said.total else "",
    }
    return shown(request, who, "amounts", context)


def history(request: HttpRequest, who: Acting, number: str) -> HttpResponse:
    """What happened, first to last, and who did it."""
    one = file_of(who, number)
    # What an officer was shown beforehand stands apart: of a declaration's own events its trader reads as well.
    apart = log.about(f"forewarned/{one.mrn}")
    events = sorted([*log.about(f"declaration/{one.mrn}"), *apart], key=lambda event: event.id)
    names = naming.parties((naming.by_whom(event.actor) for event in events), one.day)
    return shown(request, who, "history", {**_head(one), "told": told(events, names)})


def _head(one: DeclarationFile) -> dict[str, Any]:
    return {
        "file": one,
        "state": _(words.STATES[one.state]),
        "lane": _(words.LANES[one.lane]) if one.lane else "",
        "waits_for": _(words.WAITS[one.waits_for]),
    }


def _waits_for(one: DeclarationFile, case: Case) -> str:
    """Whom the file waits for; one that was refused waits again once the trader appeals."""
    is_appealed = any(appeal.decided_at is None for appeal in case.appeals)
    waits_for = "officer" if is_appealed and not one.waits_for else one.waits_for
    return _(words.WAITS[waits_for])


def _explained(one: DeclarationFile) -> OfficerExplanation | None:
    decision = stored.decision_of(one.mrn, one.version)
    return explain_to_officer(decision) if decision else None


def _decided(explained: OfficerExplanation | None, law: Law) -> dict[str, Any]:
    """What was found, what is owed and why the lane was chosen, in words."""
    if explained is None:
        return {}
    said = explained.explanation
    return {
        "findings": [
            {"said": one, "severity": _(words.SEVERITIES[one.severity]), "place": place(one.at)}
            for one in said.findings
        ],
        "reasons": [
            {
                "one": one,
                "lane": _(words.LANES[one.lane]),
                "told": say(one.reason_class),
                "looked_at": looked_at(one.looked_at),
            }
            for one in explained.reasons
        ],
        "draw": explained.draw,
        "share": explained.share,
        "totals": figures.totals(said, law),
        "total": figures.money(said.total, said.currency) if said.total else "",
    }


def _clock(clock: Any) -> dict[str, Any]:
    runner = _("Office") if clock.runner == "office" else _("Trader")
    return {"clock": clock, "what": _(words.WORK[clock.step]), "says": words.clock_says(clock), "runner": runner}


def _said(case: Case, *, at: Any) -> dict[str, Any]:
    """The work on a file, newest first, each entry beside its words."""
    return {
        "controls": [
            {"one": one, "what": _(words.WORK[one.kind]), "result": _(words.RESULTS[one.result])}
            for one in reversed(case.controls)
        ],
        "inspections": [
            {
                "one": one,
                "result": _(words.RESULTS[one.result]),
                "opened": _("packages opened: {packages_opened}").format(packages_opened=one.packages_opened),
            }
            for one in reversed(case.inspections)
        ],
        "questions": tuple(reversed(case.questions)),
        "holds": [
            {"one": one, "what": _(words.WORK[one.kind]), "because": words.ended(one.lifted_because)}
            for one in reversed(case.holds)
        ],
        "notices": [
            {
                "one": one,
                "what": _(words.WORK[one.kind]),
                "ground": facts.ground_title(one.ground, at),
                "because": words.ended(one.ended_because),
            }
            for one in reversed(case.notices)
        ],
        "overrides": [{"one": one, "outcome": _(words.RESULTS[one.outcome])} for one in reversed(case.overrides)],
        "appeals": [{"one": one, "outcome": _(words.RESULTS[one.outcome])} for one in reversed(case.appeals)],
    }
