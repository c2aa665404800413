"""What a party has to do today, and what came of the day; a few statements, however much it has declared."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localtime

from clearway.clearance import reach
from clearway.clearance.showing import figures, naming
from clearway.clearance.trader.acting import Acting
from clearway.clearance.trader.glance import Asked, ToPay, asked_of, released_since, to_pay
from clearway.clearance.trader.opening import shown
from clearway.clearance.trader.searching import LONGEST_NUMBER, rows
from clearway.platform.calendar import now
from clearway.stations.declarations import public as declarations
from clearway.stations.declarations.public import DeclarationFile, Search
from clearway.stations.drafts import public as drafts
from clearway.stations.payments import public as payments

#: So many of a kind are named; of the others it is said how many there are.
NAMED = 5
LATEST = 10
#: A refusal is remembered so long; after that nobody corrects it any more.
REFUSED_FOR = timedelta(days=30)


def home(request: HttpRequest, who: Acting) -> HttpResponse:
    """What needs the party today, and its latest declarations."""
    asked = request.GET.get("q", "").strip()[:LONGEST_NUMBER]
    found = _find(who, asked) if asked else None
    if found:
        return redirect("declaration", found.mrn)
    at = now()
    latest = declarations.recent(reader=who.party, limit=LATEST + 1) if who.party else []
    questions = asked_of(who.party) if latest else []
    context = {
        "asked": asked,
        "rows": rows(latest[:LATEST], reader=who.party, asked={one.id for one in questions}),
        "has_more": len(latest) > LATEST,
        **(_today(who.party, at, questions, may_lodge=who.may_lodge) if latest else {}),
        "drafts": drafts.of_party(who.party, at=at, limit=NAMED) if who.may_lodge and who.party else [],
    }
    context["is_new"] = who.may_lodge and not latest and not context["drafts"] and not asked
    names = ("questions", "to_pay", "refused", "drafts")
    context["is_quiet"] = not any(context.get(name) for name in names)
    return shown(request, who, "home", context)


def _today(party: str, at: datetime, questions: list[Asked], *, may_lodge: bool) -> dict[str, Any]:
    orders = to_pay(party)
    payers = naming.parties({one.payer for one in orders} - {party}, localtime(at).date())
    released = released_since(party, localtime(at).replace(hour=0, minute=0, second=0, microsecond=0))
    refused = _refused(party, at)
    return {
        "questions": _some(questions),
        "to_pay": _some([_owed(one, party, payers) for one in orders]),
        "refused": _some(refused),
        "released": _some(released),
        "may_lodge": may_lodge,
    }


def _some(found: list[Any]) -> dict[str, Any] | None:
    """The first of a kind, and how many there are; nothing where there is none."""
    return {"named": found[:NAMED], "all": len(found), "more": max(0, len(found) - NAMED)} if found else None


def _refused(party: str, at: datetime) -> list[DeclarationFile]:
    """What was refused lately, and neither copied nor lodged again since."""
    since = (at - REFUSED_FOR).date()
    found = declarations.search(Search(submitter=party, state="refused", since=since), limit=100)
    done = drafts.lodged_from(party, [one.mrn for one in found]) if found else frozenset()
    return [one for one in found if one.mrn not in done]


def _owed(one: ToPay, party: str, payers: dict[str, str]) -> dict[str, Any]:
    return {
        "mrn": one.mrn,
        "left": figures.money(one.left, one.currency),
        "due_day": payments.due_day(one.issued_at),
        "payer": "" if one.payer == party else payers.get(one.payer, one.payer),
    }


def _find(who: Acting, number: str) -> DeclarationFile | None:
    """A declaration of the party, by either of its numbers; another party's is as unknown as one that never was."""
    if not who.party or not number.isprintable():
        return None
    found = declarations.search(Search(submitter=who.party, number=number), limit=1)
    return found[0] if found else reach.readable(number, who.party)
