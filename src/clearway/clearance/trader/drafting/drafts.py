"""The drafts of a party: begin one, copy an earlier declaration, find it again, delete it."""

import secrets
from datetime import datetime

import msgspec
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.clearance import reach
from clearway.clearance.trader.acting import Acting
from clearway.clearance.trader.drafting import recalling
from clearway.clearance.trader.drafting.asked import BY_NAME
from clearway.clearance.trader.drafting.choices import Asked, choices, first_of
from clearway.clearance.trader.drafting.steps import ALONE, YES
from clearway.clearance.trader.drafting.traders import is_agent, is_alone
from clearway.clearance.trader.opening import shown
from clearway.core.facts.declaration import Declaration
from clearway.core.law.lawbook import Law
from clearway.platform.calendar import day_in, now
from clearway.registers.lawbook import public as lawbook
from clearway.stations.declarations import public as declarations
from clearway.stations.drafts import public as drafts
from clearway.stations.drafts.public import Beginning, Draft, DraftError, Row

SHOWN = 50
REGIMES = {
    "export": (
        noop("Goods leave the country"),
        noop("You sell or send goods abroad: an export declaration."),
    ),
    "import": (
        noop("Goods come into the country"),
        noop("You buy or receive goods from abroad: an import declaration."),
    ),
    "transit": (
        noop("Goods pass through"),
        noop("Goods travel under customs control from one office to another: a transit declaration."),
    ),
}


def begin(request: HttpRequest, who: Acting) -> HttpResponse:
    """Choose what to declare, or which earlier declaration to copy."""
    number = request.POST.get("copy", request.GET.get("copy", "")).strip()[:200]
    if request.method == "POST" and number and request.POST.get("act") == "copy":
        return _copied(request, who, number)
    if request.method == "POST" and request.POST.get("regime") in REGIMES:
        return _begun(request, who, _blank(who, request.POST["regime"], law_now(), at=now()))
    problem = _("Choose one.") if request.method == "POST" else ""
    return _asked(request, who, problem=problem, number=number)


def listed(request: HttpRequest, who: Acting) -> HttpResponse:
    """What the party has begun and not yet lodged."""
    return shown(request, who, "drafting/drafts", {"drafts": drafts.of_party(who.party, at=now(), limit=SHOWN)})


def resumed(request: HttpRequest, who: Acting, draft: str) -> HttpResponse:
    """Where somebody left off."""
    one = found(who, draft)
    if one.lodged_as:
        return redirect("declaration", one.lodged_as)
    if one.step in BY_NAME:
        return (
            redirect("draft-items", one.id) if one.step == "items" else redirect("draft-question", one.id, one.step)
        )
    return redirect("draft-check", one.id)


def removed(request: HttpRequest, who: Acting, draft: str) -> HttpResponse:
    """Delete a draft, after being asked once more."""
    one = found(who, draft)
    if request.method == "POST":
        drafts.discard(one)
        messages.success(request, _("The draft is deleted."))
        return redirect("drafts")
    return shown(request, who, "drafting/remove", {"draft": one})


def found(who: Acting, draft: str) -> Draft:
    """A draft of the party; another party's is as unknown as one that never was."""
    one = drafts.find(draft, party=who.party, at=now())
    if one is None:
        raise Http404
    return one


def law_now() -> Law:
    """The law of today: what may be chosen, and what would be decided."""
    at = now()
    book = lawbook.current(at)
    return book.on(day_in(book.country.time_zone, at))


def _asked(request: HttpRequest, who: Acting, *, problem: str = "", number: str = "") -> HttpResponse:
    regimes = [(name, _(title), _(help)) for name, (title, help) in REGIMES.items()]
    context = {"regimes": regimes, "problem": problem, "copy": number}
    return shown(request, who, "drafting/begin", context, status=422 if problem else 200)


def _copied(request: HttpRequest, who: Acting, number: str) -> HttpResponse:
    file = reach.readable(number, who.party) if who.party and number.isprintable() else None
    facts = declarations.version_of(file.id, file.version).facts if file else None
    if file is None or facts is None or facts.regime not in REGIMES:
        problem = _("Nothing of yours that can be copied is known under {number}.").format(number=number)
        return _asked(request, who, problem=problem, number=number)
    return _begun(request, who, copy_of(facts, who, source=file.mrn, at=now()))


def _begun(request: HttpRequest, who: Acting, new: Beginning) -> HttpResponse:
    if is_alone(who.party, new.regime, law_now().day):
        new = msgspec.structs.replace(new, answers={**new.answers, ALONE: YES})
    try:
        one = drafts.begin(new, at=now())
    except DraftError as error:
        return _asked(request, who, problem=f"{_(error.sentence).format(**error.facts)} {_(error.remedy)}")
    return redirect("draft-question", one.id, "kind")


def _blank(who: Acting, regime: str, law: Law, *, at: datetime) -> Beginning:
    reference = _reference(at)
    given = Asked(law, regime, {})
    answers = {
        "reference": reference,
        "trader": "" if is_agent(who.party) else who.party,
        "procedure": _first("procedures", given),
        "previous": "00",
        "additional": first_of("additional_procedures", law, "kind", "none"),
        "nature": "" if regime == "transit" else first_of("transaction_natures", law, "kind", "sale"),
        "payment": first_of("payment_methods", law, "kind", "immediate") if regime == "import" else "",
    }
    return Beginning(party=who.party, author=who.actor.name, regime=regime, title=reference, answers=answers)


def copy_of(facts: Declaration, who: Acting, *, source: str, at: datetime) -> Beginning:
    """A declaration as the beginning of another: under a new reference, its items numbered anew."""
    answers, rows = recalling.recalled(facts)
    numbers = {row.get("sequence", ""): str(n) for n, row in enumerate(rows["items"], start=1)}
    reference = _reference(at)
    return Beginning(
        party=who.party,
        author=who.actor.name,
        regime=facts.regime,
        title=reference,
        answers={**answers, "reference": reference},
        rows={**rows, "items": _without_numbers(rows["items"]), "documents": _renumbered(rows["documents"], numbers)},
        source=source,
    )


def _without_numbers(rows: list[Row]) -> list[Row]:
    return [{name: value for name, value in row.items() if name != "sequence"} for row in rows]


def _renumbered(rows: list[Row], numbers: Row) -> list[Row]:
    return [{**row, "item": numbers.get(row["item"], "")} if row.get("item") else row for row in rows]


def _first(name: str, given: Asked) -> str:
    found = choices(name, given)
    return found[0].code if found else ""


def _reference(at: datetime) -> str:
    """A reference that nobody has used: the day, and a few characters by chance."""
    return f"W{at:%y%m%d}-{secrets.token_hex(3).upper()}"
