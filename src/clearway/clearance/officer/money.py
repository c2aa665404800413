"""Money that nobody could allocate: somebody says what it is for, or sends it back, and looks twice before."""

from datetime import datetime
from typing import Any, Final

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from clearway.clearance.acting import Acting
from clearway.clearance.officer.money_forms import AssignForm, GiveBackForm
from clearway.clearance.officer.opening import shown
from clearway.clearance.proceed import proceed
from clearway.clearance.showing import figures, naming
from clearway.core.settle.nearest import tidy
from clearway.platform.calendar import day_in, now
from clearway.platform.identity.actor import Actor
from clearway.platform.wording import say
from clearway.registers.lawbook import public as lawbook
from clearway.stations.declarations import public as declarations
from clearway.stations.payments import public as payments
from clearway.stations.payments.public import PaymentError, receiving
from clearway.stations.payments.public.receiving import Unclear

ON_A_PAGE: Final = 50
#: The store counts no further.
_LARGEST: Final = 2**63 - 1


def listed(request: HttpRequest, who: Acting) -> HttpResponse:
    """Every payment of which nobody knows what for, oldest first."""
    rows = receiving.unclear(ON_A_PAGE)
    every = receiving.count_unclear() if len(rows) == ON_A_PAGE else len(rows)
    names = _names(*(each.bank for each in rows))
    shown_rows = [(each, _amount(each), names.get(each.bank, each.bank)) for each in rows]
    return shown(request, who, "money", {"rows": shown_rows, "all": every, "more": every - len(rows)})


def one(request: HttpRequest, who: Acting, number: str) -> HttpResponse:
    """One payment: what is known about it, and what can be done with it."""
    found = _found(number)
    return _page(request, who, found, assigning=AssignForm(initial={"reference": found.hint}))


def assigning(request: HttpRequest, who: Acting, number: str) -> HttpResponse:
    """What the money is for was found out; shown once more with what it does, then done."""
    found, form = _found(number), AssignForm(request.POST)
    if not form.is_valid():
        return _page(request, who, found, assigning=form, status=400)
    reference, reason = tidy(form.cleaned_data["reference"]), form.cleaned_data["reason"]
    debt = payments.standing(reference)
    if debt is None or debt.owed.currency != found.amount.currency:
        form.add_error("reference", _no_debt(reference, found))
        return _page(request, who, found, assigning=form, status=422)
    if "sure" not in request.POST:
        return shown(request, who, "money_sure", {"one": found, "form": form, "debt": debt, **_effect(found, debt)})
    try:
        assign(found, reference, reason=reason, by=who.actor, at=now())
    except PaymentError as error:
        return _gone(request, error)
    messages.success(request, _("The money counts for {number} now.").format(number=reference))
    return redirect("office-money")


def giving_back(request: HttpRequest, who: Acting, number: str) -> HttpResponse:
    """Nobody can find out what the money is for; shown once more, then it goes back to its payer."""
    found, form = _found(number), GiveBackForm(request.POST)
    if not form.is_valid():
        return _page(request, who, found, giving_back=form, status=400)
    if "sure" not in request.POST:
        return shown(request, who, "money_sure", {"one": found, "form": form, **_said(found)})
    try:
        give_back(found, reason=form.cleaned_data["reason"], by=who.actor, at=now())
    except PaymentError as error:
        return _gone(request, error)
    messages.success(request, _("The bank is told to send the money back."))
    return redirect("office-money")


@transaction.atomic
def assign(found: Unclear, reference: str, *, reason: str, by: Actor, at: datetime) -> None:
    """Unallocated money counts for a declaration, which goes on where that was all it waited for."""
    by.must("money:assign")
    taken = receiving.assign(
        found.number, reference, bank=found.bank, by=_name(by), at=at, lock=declarations.lock, reason=reason
    )
    for declaration in taken.wakes:
        proceed(declaration, at=at)


@transaction.atomic
def give_back(found: Unclear, *, reason: str, by: Actor, at: datetime) -> None:
    """Unallocated money goes back the way it came."""
    by.must("money:assign")
    receiving.give_back(found.number, bank=found.bank, by=_name(by), at=at, reason=reason)


def _name(by: Actor) -> str:
    return f"officer:{by.name.partition(':')[2]}"


def _found(number: str) -> Unclear:
    found = receiving.unclear_payment(int(number)) if int(number) <= _LARGEST else None
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, who: Acting, found: Unclear, *, status: int = 200, **forms: Any) -> HttpResponse:
    every = {
        "one": found,
        **_said(found),
        "assigning": AssignForm(initial={"reference": found.hint}),
        "giving_back": GiveBackForm(),
        "wrong": next((form for form in forms.values() if form.errors), None),
        **forms,
    }
    return shown(request, who, "money_one", every, status=status)


def _effect(found: Unclear, debt: payments.Standing) -> dict[str, Any]:
    """What assigning would do: so much is taken, so much goes back."""
    taken = min(found.amount.amount, debt.left.amount)
    back, currency = found.amount.amount - taken, found.amount.currency
    return {
        **_said(found),
        "payer": " · ".join([*_names(debt.payer).values(), debt.payer]),
        "owed": figures.money(debt.left.amount, currency),
        "taken": figures.money(taken, currency),
        "back": figures.money(back, currency) if back else "",
    }


def _said(found: Unclear) -> dict[str, str]:
    """The amount with its currency, and bare for a sentence that names the currency itself; the bank by its name."""
    bank = _names(found.bank).get(found.bank, found.bank)
    return {"amount": _amount(found), "bare": figures.money(found.amount.amount, ""), "bank": bank}


def _names(*numbers: str) -> dict[str, str]:
    at = now()
    return naming.parties(numbers, day_in(lawbook.current(at).country.time_zone, at))


def _amount(found: Unclear) -> str:
    return figures.money(found.amount.amount, found.amount.currency)


def _no_debt(reference: str, found: Unclear) -> str:
    said = _("No debt in {currency} is known under {reference}.")
    return said.format(currency=found.amount.currency, reference=reference)


def _gone(request: HttpRequest, error: PaymentError) -> HttpResponse:
    """Somebody else was first."""
    messages.warning(request, say(error.sentence, error.facts))
    return redirect("office-money")
