"""Help for everybody: what the service is, how to begin, whom to call, and what its words mean."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.clearance.showing.figures import in_words
from clearway.platform.calendar import day_in, now
from clearway.registers.lawbook import public as lawbook

#: Who begins how: the heading, and the first steps in order.
BEGINNERS = (
    (
        "trader",
        noop("You import or export goods"),
        (
            noop("Ask customs to register your firm, or ask its owner here to invite you: the link brings you in."),
            noop("Choose “Declare goods” and answer one question at a time. Nothing is sent before you say so."),
            noop("The page of the declaration says what it waits for: pay, answer, or wait."),
        ),
    ),
    (
        "broker",
        noop("You declare for others"),
        (
            noop("Your customer gives you a mandate under Account, Mandates."),
            noop("Declare as above, and name your customer as importer or exporter."),
            noop("On the page of a declaration there is a link that you can send to your customer."),
        ),
    ),
    (
        "carrier",
        noop("You carry or keep goods"),
        (
            noop("Announce cargo before it comes, and report when it has arrived: declarations wait for that."),
            noop("Let goods go only after looking the number up under “May leave”, or checking the receipt."),
        ),
    ),
    (
        "citizen",
        noop("You are a citizen"),
        (
            noop("Sign in to see which offices and banks looked at what is kept about you, and why."),
            noop("A parcel or a declaration made for you is followed by its number and code, without signing in."),
        ),
    ),
)

#: Words of the pages that people ask about, and what they mean.
GLOSSARY = (
    (noop("MRN"), noop("Movement reference number: the 18 letters and digits that a declaration gets when lodged.")),
    (noop("Lodge"), noop("To hand a declaration in with legal effect.")),
    (noop("Reference"), noop("Your own name for a declaration, so that you find it again.")),
    (noop("Lane"), noop("How closely customs looks before release. The rules choose it, not a person.")),
    (noop("Green lane"), noop("Nothing is looked at before release.")),
    (noop("Blue lane"), noop("Nothing is looked at before release; your books may be looked at afterwards.")),
    (noop("Yellow lane"), noop("An officer looks at the documents before release.")),
    (noop("Red lane"), noop("An officer looks at the goods before release.")),
    (noop("Permit"), noop("Another agency's leave for certain goods, for example food or plants.")),
    (noop("Deferment account"), noop("An account on which duties are collected and paid once a month.")),
    (noop("Security"), noop("A guarantee for duty that is suspended, drawn on only if goods go another way.")),
    (noop("Mandate"), noop("A trader's permission for a broker to declare on its behalf.")),
    (noop("Release"), noop("Customs lets the goods go; the signed receipt proves it.")),
)


def help_page(request: HttpRequest) -> HttpResponse:
    """The page of help, alike for everybody."""
    context: dict[str, Any] = {
        "beginners": [(key, _(title), [_(step) for step in steps]) for key, title, steps in BEGINNERS],
        "glossary": [(_(word), _(meaning)) for word, meaning in GLOSSARY],
        **_whom_to_call(),
    }
    return render(request, "clearance/public/help.html", context)


def _whom_to_call() -> dict[str, Any]:
    """The country's help desk and its offices, as its pack has them today."""
    at = now()
    country = lawbook.current(at).country
    today = day_in(country.time_zone, at)
    offices = [(one.code, in_words(one.titles)) for one in country.offices.values() if one.period.covers(today)]
    contact = country.contact
    return {
        "country": in_words(country.titles),
        "contact": contact,
        "hours": in_words(contact.titles) if contact else "",
        "offices": offices,
    }
