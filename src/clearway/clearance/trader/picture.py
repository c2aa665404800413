"""The route of a declaration as a picture: circles along a line, drawn on the server, with its words beside it."""

from collections.abc import Iterable, Iterator
from unicodedata import east_asian_width

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from clearway.clearance.trader.words import Stop

WIDE, STEP = 960, 120
NARROW, ROW = 320, 52
#: So many letters stand beside each other under a circle; the wide ones of Korean count for two.
LETTERS, LEADING = 13, 18
#: Where the first line of words stands under its circle, and what is left free below the last.
WORDS_AT, FREE = 62, 10
RADIUS = 13
DONE, HERE, ENDED, LINE, INK, QUIET = "#2e8540", "#005ea2", "#b50909", "#71767a", "#1b1b1b", "#565c65"
_CHECK = "m-6 0 4 5 8-9"
_DASH = "m-6 0h12"
_CROSS = "m-5 -5 10 10m0 -10 -10 10"


def across(stops: Iterable[Stop]) -> SafeString:
    """For a desk: the stops side by side."""
    found = list(stops)
    lines = max((len(_folded(one.name)) + len(_folded(one.note)) for one in found), default=1)
    tall = WORDS_AT + LEADING * (lines - 1) + FREE
    return _svg(
        "route-across", WIDE, tall, found, [(STEP // 2 + STEP * n, 24) for n in range(len(found))], is_across=True
    )


def down(stops: Iterable[Stop]) -> SafeString:
    """For a phone: the stops one below the other."""
    found = list(stops)
    places = [(24, 24 + ROW * n) for n in range(len(found))]
    return _svg("route-down", NARROW, ROW * len(found), found, places, is_across=False)


def in_words(stops: Iterable[Stop]) -> str:
    """What the picture shows, for those who hear the page."""
    found = list(stops)
    behind = ", ".join(one.name for one in found if one.place == "behind")
    here = next((one for one in found if one.place in ("next", "stopped")), None)
    said = [_("Behind: {stops}.").format(stops=behind)]
    if here is not None and here.place == "next":
        waits = f"{here.name} ({here.note})" if here.note else here.name
        said.append(_("Waited for: {stop}.").format(stop=waits))
    if here is not None and here.place == "stopped":
        said.append(_("It ended before: {stop}.").format(stop=here.name))
    skipped = ", ".join(one.name for one in found if one.place == "skipped")
    if skipped:
        said.append(_("Not needed: {stops}.").format(stops=skipped))
    return " ".join(said)


def _svg(
    name: str, width: int, height: int, stops: list[Stop], places: list[tuple[int, int]], *, is_across: bool
) -> SafeString:
    lines = format_html_join("", "{}", ((one,) for one in _lines(stops, places)))
    nodes = format_html_join(
        "", "{}", ((_node(*pair, is_across=is_across),) for pair in zip(stops, places, strict=True))
    )
    return format_html(
        '<svg class="{}" role="img" aria-label="{}" viewBox="0 0 {} {}" width="{}" height="{}">{}{}</svg>',
        name, in_words(stops), width, height, width, height, lines, nodes,
    )  # fmt: skip


def _lines(stops: list[Stop], places: list[tuple[int, int]]) -> Iterator[SafeString]:
    for stop, (x, y), (a, b) in zip(stops[1:], places, places[1:], strict=False):
        is_done = stop.place == "behind"
        yield format_html(
            '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="4"{}/>',
            x, y, a, b, DONE if is_done else "#c9cdd3",
            "" if is_done else SafeString(' stroke-dasharray="2 5"') if stop.place == "never" else "",
        )  # fmt: skip


def _node(stop: Stop, place: tuple[int, int], *, is_across: bool) -> SafeString:
    x, y = place
    fill, stroke, mark = {
        "behind": (DONE, DONE, _CHECK),
        "next": ("#ffffff", HERE, ""),
        "stopped": (ENDED, ENDED, _CROSS),
        "skipped": ("#e6e8eb", "#c9cdd3", _DASH),
    }.get(stop.place, ("#ffffff", LINE, ""))
    is_next = stop.place == "next"
    circle = format_html(
        '<circle cx="{}" cy="{}" r="{}" fill="{}" stroke="{}" stroke-width="{}"/>',
        x, y, RADIUS - 2 if is_next else RADIUS, fill, stroke, 7 if is_next else 2,
    )  # fmt: skip
    drawn = (
        format_html('<path d="M{} {}{}" fill="none" stroke="#ffffff" stroke-width="3"/>', x, y, mark) if mark else ""
    )
    weight = "600" if stop.place in ("behind", "next", "stopped") else "400"
    ink = INK if weight == "600" else QUIET
    (left, top), anchor = ((x, y + 38), "middle") if is_across else ((x + 28, y + (0 if stop.note else 6)), "start")
    said = [(line, weight, ink) for line in (_folded(stop.name) if is_across else [stop.name])]
    quiet = INK if is_next else QUIET
    said += [(line, "400", quiet) for line in (_folded(stop.note) if is_across else [stop.note] if stop.note else [])]
    texts = format_html_join(
        "",
        '<text x="{}" y="{}" text-anchor="{}" font-size="{}" font-weight="{}" fill="{}">{}</text>',
        (
            (left, top + LEADING * number, anchor, 14, weight, fill, line)
            for number, (line, weight, fill) in enumerate(said)
        ),
    )
    return format_html('<g class="at-{}">{}{}{}</g>', stop.place, circle, drawn, texts)


def _folded(text: str) -> list[str]:
    """The text in lines that fit under a circle."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and _width(joined) <= LETTERS:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
