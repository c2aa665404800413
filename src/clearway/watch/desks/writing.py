"""The pages of a scenario in writing: the list, the common shapes, how far one is, its text, its card."""

from collections.abc import Callable, Collection, Mapping
from itertools import zip_longest
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.core.watch.languages import COMMON, LANGUAGES
from clearway.platform.events import log
from clearway.platform.wording import say
from clearway.watch.authoring import public as authoring
from clearway.watch.authoring.public import AuthoringError, Draft, Fault, Lint, Written
from clearway.watch.desks.seat import Seat, in_words, shown
from clearway.watch.desks.words import SEVERITIES, STATUSES, desk, field, source, system

PARTS: Final = {
    "text": noop("The question"), "deadline": noop("When it is asked again"), "card": noop("The card"),
    "cases": noop("The fixtures"),
}  # fmt: skip
STATES: Final = {**STATUSES, "replaced": noop("Replaced by a later one"), "dropped": noop("Given up")}
WANTS: Final = {
    "trial": noop("to go on trial"), "live": noop("to be in force"), "retired": noop("to be used no longer"),
}  # fmt: skip
HAPPENED: Final = {
    "watch.scenario-begun.v1": noop("Begun"),
    "watch.scenario-written.v1": noop("Written"),
    "watch.scenario-tested.v1": noop("Back-tested"),
    "watch.scenario-sent.v1": noop("Sent to a second person"),
    "watch.scenario-given-back.v1": noop("Given back"),
    "watch.scenario-published.v1": noop("Published"),
    "watch.scenario-dropped.v1": noop("Given up"),
}
_LINES: Final = ("law", "owner")
#: Texts of a card by language, in the order of the form. Those in the second line may be in one language only.
_WORDS: Final = ("title", "explanation", "clears")
_PLAIN: Final = ("purpose", "innocent", "says")


def every(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What is being written, what waits for a second name, and how to begin."""
    _author(seat)
    problem: AuthoringError | None = None
    if request.method == "POST":
        try:
            return redirect("watch-writing", _begun(request, seat))
        except AuthoringError as error:
            problem = error
    found = authoring.queries.drafts(seat.tenant)
    context = {
        "waiting": [line(one, seat) for one in found if one.wants],
        "drafts": [line(one, seat) for one in found if one.state == "draft" and not one.wants],
        "others": [line(one, seat) for one in found if one.state != "draft" and not one.wants],
        "shapes": authoring.shapes.SHAPES.values(),
        "areas": areas(seat),
        "scenarios": [(one.card.id, in_words(one.card.title)) for one in seat.book.scenarios],
        "given": request.POST,
        **said(problem),
    }
    return shown(request, seat, "writings", context, status=422 if problem else 200)


def shape(request: HttpRequest, seat: Seat, shape: str) -> HttpResponse:
    """A common shape: a few columns are named, and the text and the card are written."""
    _author(seat)
    wanted = authoring.shapes.SHAPES.get(shape)
    if wanted is None:
        raise Http404
    problem: AuthoringError | None = None
    if request.method == "POST":
        try:
            made = authoring.shaping.make(wanted, request.POST.dict(), seat.book.sources)
            return redirect("watch-writing", _begun(request, seat, Written(made.card, made.text)))
        except AuthoringError as error:
            problem = error
    fields = [
        {"field": one, "label": _(one.label), "value": request.POST.get(one.name, ""),
         "is_wrong": problem is not None and problem.place == one.name}
        for one in wanted.fields
    ]  # fmt: skip
    context = {
        "shape": wanted, "title": _(wanted.title), "about": _(wanted.about), "fields": fields, "areas": areas(seat),
        "columns": _columns(seat), "given": request.POST, **said(problem),
    }  # fmt: skip
    return shown(request, seat, "shape", context, status=422 if problem else 200)


def one(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """How far a scenario in writing is, what stands in the way, and what its author or a second person may do."""
    found = held(seat, number)
    problem: AuthoringError | None = None
    if request.method == "POST":
        take = _STEPS.get(request.POST.get("act", ""))
        if take is None:
            raise Http404
        try:
            return take(request, seat, found)
        except AuthoringError as error:
            problem = error
    lint = authoring.queries.read(found, seat.book)
    tests = authoring.queries.tests(number, limit=1)
    context = {
        **line(found, seat),
        "faults": faults(lint.faults),
        "fires": len(found.cases.get("fires") or ()),
        "silent": len(found.cases.get("silent") or ()),
        "is_tested": bool(tests) and tests[0].edit == found.edit and tests[0].state == "done",
        "next": [
            (state, _(WANTS[state]))
            for state in authoring.queries.next_states(found, seat.book)
            # Whatever is wrong with it, it may be taken out of use.
            if state == "retired" or not lint.faults
        ],
        "may_publish": seat.actor.name not in {found.sent_by, *found.hands},
        "moments": _moments(log.about(f"scenario/{found.scenario}")),
        "given": request.POST,
        **said(problem),
    }
    return shown(request, seat, "writing", context, status=422 if problem else 200)


def text(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """The question that is asked of the records, and by which columns its sources lead to the case."""
    found = held(seat, number)
    problem: AuthoringError | None = None
    if request.method == "POST":
        problem = save(seat, found, _typed(request, found))
        if problem is None:
            return redirect("watch-writing-text", number)
    lint = authoring.queries.read(found, seat.book)
    context = {
        **line(found, seat),
        "text": request.POST.get("text", found.text),
        "deadline": request.POST.get("deadline", found.card.get("deadline") or ""),
        "faults": faults(lint.faults, ("text", "deadline", ""), found.text),
        "leads": _leads(found, lint, seat),
        "systems": _systems(seat, lint.sources),
        **said(problem),
    }
    return shown(request, seat, "writing_text", context, status=422 if problem else 200)


def card(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """What a scenario says of itself, in every language of the house."""
    found = held(seat, number)
    problem: AuthoringError | None = None
    if request.method == "POST":
        problem = save(seat, found, Written(card=card_of(request)))
        if problem is None:
            return redirect("watch-writing-card", number)
    lint = authoring.queries.read(found, seat.book)
    known = {**found.card, **(card_of(request) if request.method == "POST" else {})}
    context = {
        **line(found, seat),
        "known": known,
        "desks": [(owner, desk(owner, seat)) for owner in seat.book.desks],
        "money": known.get("money") or {},
        "severities": [(code, _(words)) for code, words in SEVERITIES.items()],
        "languages": [
            {"code": code, "words": [(name, TITLES[name], typed_in(known, name, code)) for name in TITLES]}
            for code in LANGUAGES
        ],
        "columns": ", ".join(f"{{{name}}}" for name in (lint.scenario.query.columns if lint.scenario else ())),
        "faults": faults(lint.faults, ("card",)),
        **said(problem),
    }  # fmt: skip
    return shown(request, seat, "writing_card", context, status=422 if problem else 200)


TITLES: Final = {
    "title": noop("What it is called"), "explanation": noop("What an official reads"),
    "clears": noop("The smallest change that clears it"), "purpose": noop("What it is for"),
    "innocent": noop("What may explain it innocently, one a line"),
    "says": noop("How the money is calculated, in words"),
}  # fmt: skip


def held(seat: Seat, number: int) -> Draft:
    """A scenario in writing of the ministry, for its auditors."""
    _author(seat)
    found = authoring.queries.find(number, seat.tenant) if number < 2**63 else None
    if found is None:
        raise Http404
    return found


def line(one: Draft, seat: Seat) -> dict[str, Any]:
    """A scenario in writing as a line of a list, and as the head of its pages."""
    return {
        "draft": one,
        "title": in_words(one.title, one.scenario),
        "area": field(one.area),
        "state": _(STATES[one.state]),
        "wanted": _(WANTS[one.wants]) if one.wants else "",
        "hands": [name.removeprefix("user:") for name in one.hands],
        "sent_by": one.sent_by.removeprefix("user:"),
        "published_by": one.published_by.removeprefix("user:"),
    }


def faults(found: tuple[Fault, ...], parts: tuple[str, ...] = (), text: str = "") -> list[dict[str, Any]]:
    """Refusals as they are read, with the line of the text they are about."""
    lines = text.splitlines()
    return [
        {
            "fault": one, "part": _(PARTS[one.part]) if one.part in PARTS else "", "sentence": _(one.sentence),
            "allowed": one.allowed[:_MOST_ALLOWED],
            "line": lines[one.line - 1].strip() if one.part == "text" and 0 < one.line <= len(lines) else "",
        }
        for one in found
        if not parts or one.part in parts
    ]  # fmt: skip


_MOST_ALLOWED: Final = 12


def save(seat: Seat, found: Draft, written: Written) -> AuthoringError | None:
    """Keep what was written; what stands in the way, if anything does."""
    try:
        authoring.writing.write(found.number, written, office=seat.tenant, by=seat.actor.name, at=seat.at)
    except AuthoringError as error:
        return error
    return None


def said(problem: AuthoringError | None) -> dict[str, Any]:
    """A problem in the reader's language."""
    if problem is None:
        return {}
    return {
        "problem": say(problem.sentence, problem.facts), "remedy": say(say(problem.remedy, problem.facts)),
        "code": problem.code, "place": problem.place,
    }  # fmt: skip


def areas(seat: Seat) -> list[tuple[str, str]]:
    """The areas in which scenarios stand, with their words."""
    return sorted({(one.card.area, field(one.card.area)) for one in seat.book.scenarios}, key=lambda one: one[1])


def _author(seat: Seat) -> None:
    if not seat.is_author:
        raise Http404


def _begun(request: HttpRequest, seat: Seat, written: Written | None = None) -> int:
    scenario = request.POST.get("scenario", "").strip()
    if request.POST.get("act") == "change":
        return authoring.writing.change(
            scenario, office=seat.tenant, book=seat.book, by=seat.actor.name, at=seat.at
        )  # fmt: skip
    named = Written(card={"title": {"en": request.POST.get("title", "").strip()[:200]}})
    return authoring.writing.begin(
        scenario, request.POST.get("area", ""), office=seat.tenant, book=seat.book, by=seat.actor.name, at=seat.at,
        written=written or named,
    )  # fmt: skip


def _sent(request: HttpRequest, seat: Seat, found: Draft) -> HttpResponse:
    authoring.writing.send(
        found.number,
        request.POST.get("wants", ""),
        office=seat.tenant,
        book=seat.book,
        by=seat.actor.name,
        at=seat.at,
    )
    messages.success(request, _("It was sent. A second person reads and publishes it."))
    return redirect("watch-writing", found.number)


def _published(request: HttpRequest, seat: Seat, found: Draft) -> HttpResponse:
    authoring.writing.publish(found.number, office=seat.tenant, by=seat.actor.name, at=seat.at)
    messages.success(request, _("It is published under your name."))
    return redirect("watch-writing", found.number)


def _given_back(request: HttpRequest, seat: Seat, found: Draft) -> HttpResponse:
    said_why = request.POST.get("text", "")
    authoring.writing.give_back(found.number, said_why, office=seat.tenant, by=seat.actor.name, at=seat.at)
    messages.success(request, _("It was given back."))
    return redirect("watch-writing", found.number)


def _dropped(request: HttpRequest, seat: Seat, found: Draft) -> HttpResponse:
    authoring.writing.drop(found.number, office=seat.tenant, by=seat.actor.name, at=seat.at)
    messages.success(request, _("It was given up; its record stays."))
    return redirect("watch-authoring")


_STEPS: Final[dict[str, Callable[[HttpRequest, Seat, Draft], HttpResponse]]] = {
    "send": _sent, "publish": _published, "back": _given_back, "drop": _dropped,
}  # fmt: skip


def _typed(request: HttpRequest, found: Draft) -> Written:
    given = request.POST
    leads = {name.removeprefix("lead-"): value for name, value in given.items() if name.startswith("lead-")}
    card: dict[str, Any] = {"deadline": given.get("deadline", "").replace("\r\n", "\n").strip()}
    if leads:
        card["keys"] = {source: column for source, column in leads.items() if column}
        card["reference"] = [source for source, column in leads.items() if not column]
    return Written(card=card, text=given.get("text", ""))


def _leads(found: Draft, lint: Lint, seat: Seat) -> list[dict[str, Any]]:
    """Each source of the question with the columns that may lead to the case."""
    keys: Mapping[str, str] = found.card.get("keys") or {}
    reference = set(found.card.get("reference") or ())
    return [
        {
            "source": name, "about": source(name, seat),
            "columns": [
                one.name for one in seat.book.sources.table(name).columns if one.type.kind in ("text", "whole")
            ],
            "chosen": keys.get(name, ""), "is_new": name not in keys and name not in reference,
        }
        for name in lint.sources
    ]  # fmt: skip


def card_of(request: HttpRequest) -> dict[str, Any]:
    """The card as it was typed; line by line, what may explain it says the same in every language."""
    given = request.POST
    typed = {
        name: {code: given.get(f"{name}-{code}", "").replace("\r\n", "\n").strip("\n ") for code in LANGUAGES}
        for name in (*_WORDS, *_PLAIN)
    }
    lines = zip_longest(*(typed["innocent"][code].split("\n") for code in LANGUAGES), fillvalue="")
    innocent = [_plain(dict(zip(LANGUAGES, (text.strip() for text in line), strict=True))) for line in lines]
    return {
        **{name: {code: text for code, text in typed[name].items() if text} for name in _WORDS},
        **{name: given.get(name, "").strip() for name in (*_LINES, "severity", "assigned_by")},
        "purpose": _plain(typed["purpose"]), "innocent_explanations": [one for one in innocent if one],
        "money": {"unit": given.get("unit", "").strip(), "says": _plain(typed["says"])},
    }  # fmt: skip


def _plain(typed: Mapping[str, str]) -> str | dict[str, str]:
    """A text that may be in one language: plain where it was typed in English alone, else by language."""
    words = {code: text for code, text in typed.items() if text}
    return words.get(COMMON, "") if set(words) <= {COMMON} else words


def typed_in(card: Mapping[str, Any], name: str, code: str) -> str:
    """A text of a card in a language, as an author types it."""
    if name == "innocent":
        return "\n".join(_in(one, code) for one in card.get("innocent_explanations") or ()).rstrip("\n")
    return _in((card.get("money") or {}).get("says") if name == "says" else card.get(name), code)


def _in(said: Any, code: str) -> str:
    if isinstance(said, Mapping):
        return str(said.get(code) or "")
    return str(said or "") if code == COMMON else ""


def _columns(seat: Seat) -> list[str]:
    return [f"{table.name}.{one.name}" for table in seat.book.sources.tables.values() for one in table.columns]


def _systems(seat: Seat, asked: Collection[str]) -> list[tuple[str, bool, list[Any]]]:
    """The systems with their sources; those that the question asks are open."""
    found: dict[str, list[Any]] = {}
    for table in seat.book.sources.tables.values():
        found.setdefault(system(table.system, seat), []).append((source(table.name, seat), table))
    return [(words, any(one.name in asked for _, one in found[words]), found[words]) for words in sorted(found)]


def _moments(happened: list[log.Told]) -> list[dict[str, Any]]:
    """What happened, first to last; what one person wrote without a pause is one line."""
    found: list[dict[str, Any]] = []
    for told in happened:
        one = _moment(told)
        before = found[-1] if found else {}
        if told.type == _WRITTEN and before.get("type") == _WRITTEN and before["by"] == one["by"]:
            found[-1] = {**one, "times": before["times"] + 1}
        else:
            found.append(one)
    return found


_WRITTEN: Final = "watch.scenario-written.v1"


def _moment(told: log.Told) -> dict[str, Any]:
    facts = told.facts
    wants = str(facts.get("wants") or facts.get("state") or "")
    return {
        "type": told.type, "times": 1, "at": told.at, "what": _(HAPPENED.get(told.type, told.type)),
        "by": told.actor.removeprefix("user:"), "said": str(facts.get("text", "")),
        "wanted": _(WANTS[wants]) if wants in WANTS else "",
        "fingerprint": str(facts.get("fingerprint", ""))[:12],
    }  # fmt: skip
