"""The commodity code is looked up by words or digits, and chosen."""

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from clearway.clearance.naming.grouping import groups
from clearway.clearance.naming.meaning import meaning, title
from clearway.clearance.showing.figures import in_words
from clearway.clearance.trader.acting import Acting
from clearway.clearance.trader.drafting import pages
from clearway.clearance.trader.drafting.asked_of_goods import GOODS
from clearway.clearance.trader.drafting.drafts import found, law_now
from clearway.clearance.trader.drafting.pages import Turn
from clearway.clearance.trader.opening import shown
from clearway.core.law.lawbook import Law

LONGEST_SEARCH = 100


class Chapters(msgspec.Struct, frozen=True):
    """A section of the nomenclature with its chapters, to look through where no word is known."""

    code: str
    title: str
    chapters: tuple[tuple[str, str], ...]


def find(request: HttpRequest, who: Acting, draft: str, number: str) -> HttpResponse:
    """Look a commodity code up; choosing one writes it to the item."""
    one, law = found(who, draft), law_now()
    rows = one.rows.get("items", [])
    if not number.isascii() or not number.isdigit() or not 0 < int(number) <= len(rows):
        raise Http404
    n = int(number)
    if request.method == "POST":
        code = request.POST.get("code", "")
        if law.declared(code) is not None:
            rows = [*rows[: n - 1], {**rows[n - 1], "commodity": code}, *rows[n:]]
            kept = pages.save(request, one, rows={"items": rows})
            if isinstance(kept, HttpResponse):
                return kept
        return redirect("draft-item", one.id, n)
    asked = request.GET.get("q", rows[n - 1].get("description", "")).strip()[:LONGEST_SEARCH]
    language = get_language() or "en"
    result = groups(law, asked, language)
    context = {
        **pages.around(Turn(who, one, GOODS, law)),
        "item": n,
        "asked": asked,
        "result": result,
        "is_english": language == "en",
        "sections": () if result.groups else sections(law, language),
        "back": pages.address(one, f"items/{n}"),
        "title": _("Find the commodity code"),
        "help": "",
    }
    return shown(request, who, "drafting/commodity", context)


def sections(law: Law, language: str) -> tuple[Chapters, ...]:
    """The sections of the nomenclature with the chapters that are in force."""
    return tuple(
        Chapters(one.code, in_words(one.titles),
                 tuple((code, title(law, code, language)) for code in one.chapters if law.tariff.line(code, law.day)))
        for one in law.tariff.sections
    )  # fmt: skip


def title_of(law: Law, code: str) -> str:
    """What a code means in full, in the reader's language as far as the tariff speaks it."""
    return meaning(law, code, get_language() or "en")
