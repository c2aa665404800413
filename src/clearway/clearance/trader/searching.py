"""A party's declarations, looked for and read page by page, or taken out as a table."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

import msgspec
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.clearance.showing.figures import in_words
from clearway.clearance.trader import tables, waiting, words
from clearway.clearance.trader.acting import Acting
from clearway.clearance.trader.opening import shown
from clearway.core.journey import WAITS
from clearway.platform.calendar import day_in, now
from clearway.registers.lawbook import public as lawbook
from clearway.registers.traders import public as traders
from clearway.stations.controls import public as controls
from clearway.stations.declarations import public as declarations
from clearway.stations.declarations.public import DeclarationFile, Search

ON_A_PAGE = 25
#: No reference is longer; what is longer is not looked for.
LONGEST_NUMBER = 200
#: As many lines as a spreadsheet program opens at ease; whoever needs more narrows the days.
MOST_EXPORTED = 50_000
BATCH = 1000
REGIMES = {"export": noop("Export"), "import": noop("Import"), "transit": noop("Transit")}
HEADINGS = (
    noop("Movement reference number"),
    noop("Reference"),
    noop("Kind"),
    noop("Lodged at"),
    noop("Stands at"),
    noop("Lane"),
    noop("Waits for"),
    noop("Customs office"),
)


def listed(request: HttpRequest, who: Acting) -> HttpResponse:
    """The declarations that are looked for, a page at a time."""
    wanted = _wanted(request, who)
    files = declarations.search(wanted, limit=ON_A_PAGE + 1) if who.party else []
    shown_now = files[:ON_A_PAGE]
    last = files[ON_A_PAGE - 1] if len(files) > ON_A_PAGE else None
    asked = {name: value for name, value in request.GET.items() if value and name not in ("behind", "page")}
    context = {
        "rows": rows(shown_now, reader=who.party, asked=open_questions(shown_now, who.party)),
        "wanted": wanted,
        "asked": asked,
        "query": urlencode(asked),
        "further": urlencode({**asked, "behind": f"{last.day}/{last.id}"}) if last else "",
        "is_first": wanted.behind is None,
        "most": MOST_EXPORTED,
        **_choices(),
    }
    return shown(request, who, "searched", context)


def exported(request: HttpRequest, who: Acting) -> StreamingHttpResponse:
    """The same declarations as a table; no cell of it is ever worked out as a formula."""
    wanted = msgspec.structs.replace(_wanted(request, who), behind=None)
    lines = tables.as_csv(_lines(wanted if who.party else None))
    # A spreadsheet program takes the letters for what they are only behind this mark.
    answer = StreamingHttpResponse(_with_mark(lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="declarations.csv"'
    return answer


def rows(files: Sequence[DeclarationFile], *, reader: str, asked: Collection[int]) -> list[dict[str, Any]]:
    """Declarations as lines of a list: which the reader is asked about, and who lodged each where another did."""
    lodgers = {one.submitter for one in files} - {reader}
    at = now()
    names = traders.known(lodgers, day_in(lawbook.current(at).country.time_zone, at))[0] if lodgers else {}
    return [
        {**row(one, asks=one.id in asked), "lodger": names[one.submitter].name if one.submitter in names else ""}
        for one in files
    ]


def open_questions(files: Sequence[DeclarationFile], reader: str) -> frozenset[int]:
    """Which of them have a question of an officer that the reader is to answer."""
    waiting_now = [one.id for one in files if one.waits_for and one.submitter == reader]
    return controls.awaiting_answer(waiting_now) if waiting_now else frozenset()


def row(one: DeclarationFile, *, asks: bool = False) -> dict[str, Any]:
    """A declaration as a line of a list; ``asks`` where an officer's question is open."""
    return {
        "file": one,
        "state": _(words.STATES[one.state]),
        "lane": _(words.LANES[one.lane]) if one.lane else "",
        "lane_means": _(words.LANES_MEAN[one.lane]) if one.lane else "",
        "waits_for": waiting.says(one, asks=asks),
        "needs_trader": waiting.needs_trader(one, asks=asks),
    }


def _wanted(request: HttpRequest, who: Acting) -> Search:
    """What is looked for; a word that no list has is not looked for."""
    given = request.GET
    book = lawbook.current(now())
    return Search(
        submitter=who.party,
        number=given.get("q", "").strip()[:LONGEST_NUMBER].replace("\x00", ""),
        state=_one_of(given.get("state", ""), words.STATES),
        waits_for=_one_of(given.get("waits", ""), {*WAITS, "anybody"} - {""}),
        lane=_one_of(given.get("lane", ""), words.LANES),
        office=_one_of(given.get("office", ""), book.country.offices),
        regime=_one_of(given.get("regime", ""), REGIMES),
        since=_day(given.get("since", "")),
        until=_day(given.get("until", "")),
        behind=_behind(given.get("behind", "")),
        is_oldest_first=given.get("sort") == "oldest",
    )


def _one_of(word: str, known: Any) -> str:
    return word if word in known else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _behind(text: str) -> tuple[date, int] | None:
    day, _between, number = text.partition("/")
    found = _day(day)
    is_number = number.isascii() and number.isdigit() and len(number) < len("9223372036854775807")
    return (found, int(number)) if found and is_number else None


def _choices() -> dict[str, Any]:
    offices = lawbook.current(now()).country.offices
    return {
        "states": [(name, _(said)) for name, said in words.STATES.items()],
        "waits": [(name, _(said)) for name, said in waiting.CHOICES.items()],
        "lanes": [(name, _(said)) for name, said in words.LANES.items()],
        "regimes": [(name, _(said)) for name, said in REGIMES.items()],
        "offices": [(code, in_words(one.titles)) for code, one in offices.items()],
    }


def _with_mark(lines: Iterator[str]) -> Iterator[bytes]:
    yield b"\xef\xbb\xbf"
    for line in lines:
        yield line.encode()


def _lines(wanted: Search | None) -> Iterator[tuple[str, ...]]:
    yield tuple(_(heading) for heading in HEADINGS)
    written = 0
    while wanted is not None and written < MOST_EXPORTED:
        files = declarations.search(wanted, limit=BATCH)
        asked = open_questions(files, wanted.submitter)
        for one in files:
            yield _line(one, asks=one.id in asked)
        written += len(files)
        last = files[-1] if len(files) == BATCH else None
        wanted = msgspec.structs.replace(wanted, behind=(last.day, last.id)) if last else None


def _line(one: DeclarationFile, *, asks: bool) -> tuple[str, ...]:
    said = row(one, asks=asks)
    return (
        one.mrn,
        one.reference,
        _(REGIMES.get(one.regime, one.regime)) if one.regime else "",
        f"{localtime(one.lodged_at):%Y-%m-%d %H:%M}",
        said["state"],
        said["lane"],
        said["waits_for"],
        one.office,
    )
