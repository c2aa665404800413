"""What is owed to a citizen: looked for when they ask, shown once, kept nowhere."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from clearway.hub.citizen.showing import Citizen, Names, in_words, money
from clearway.hub.refunds.finding import Found, find
from clearway.platform.calendar import now
from clearway.registers.lawbook import public as lawbook


def refunds(request: HttpRequest, citizen: Citizen) -> HttpResponse:
    """What would be asked, and, once the citizen has said so, what was found with its article and how to claim it."""
    at = now()
    names = Names()
    rules = lawbook.current(at).sharing.accountability.owed
    context: dict[str, Any] = {
        "asked": [
            {"title": in_words(one.titles, one.code), "holder": names.holder(one.kind), "kind": names.kind(one.kind)}
            for one in rules
        ]
    }
    if request.method == "POST":
        found = find(citizen.number, by=citizen.actor, at=at)
        context |= {
            "is_done": True,
            "owed": [_shown(one) for one in found if one.state == "owed"],
            "nothing": [_shown(one) for one in found if one.state == "nothing"],
            "unknown": [_shown(one) for one in found if one.state == "unknown"],
            "looks": sum(len(one.accesses) for one in found),
        }
    return render(request, "hub/refunds/refunds.html", context)


def _shown(one: Found) -> dict[str, Any]:
    amount = money(f"{one.amount.amount:.2f}", one.amount.currency) if one.amount else ""
    return {
        "title": in_words(one.rule.titles, one.rule.code),
        "how": in_words(one.rule.how, ""),
        "law": one.rule.law,
        "amount": amount,
        "about": one.about,
    }
