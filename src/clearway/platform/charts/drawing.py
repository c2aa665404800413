"""What every chart is made of: scales with round numbers, axes, a legend, and text that is always escaped."""

import math
from collections.abc import Sequence
from html import escape
from typing import NamedTuple
from unicodedata import east_asian_width

#: Colours that differ in lightness as well as in hue, each at least 3 to 1 against white.
COLOURS = ("#1a4480", "#c05600", "#2e8540", "#8168b3", "#71767a", "#b50909")
INK, QUIET, RULE = "#1b1b1b", "#565c65", "#dfe1e2"

WIDTH, HEIGHT = 480, 260
#: Room for the numbers at the left, the days below, the legend above.
LEFT, RIGHT, TOP, BOTTOM = 46, 8, 44, 26
#: A letter takes about so much; a legend has a second row where the first is full.
LETTER, ROW = 7.4, 18
_WIDE = 1.75
MOST_TICKS = 7


def room_for(words: str) -> float:
    """How much room words take; the letters of Korean are wider than others."""
    return sum(LETTER * (_WIDE if east_asian_width(letter) in "WF" else 1) for letter in words)


class Series(NamedTuple):
    """Numbers of one kind, one for each category; its colour is chosen where none is given."""

    name: str
    values: Sequence[float | None]
    colour: str = ""


class Scale(NamedTuple):
    """The numbers of an axis from nothing to a round number, and where they stand."""

    top: float
    step: float

    def y(self, value: float) -> float:
        """How far down a value stands."""
        return HEIGHT - BOTTOM - value / self.top * (HEIGHT - TOP - BOTTOM)

    @property
    def marks(self) -> tuple[float, ...]:
        """The numbers written at the axis."""
        return tuple(self.step * number for number in range(round(self.top / self.step) + 1))


def scale_to(highest: float) -> Scale:
    """An axis of four or five steps of 1, 2 or 5 times a power of ten; counts have no steps below one."""
    rough = max(highest, 1.0) / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
    step = max(step, 0.25)
    return Scale(step * max(1, math.ceil(highest / step)), step)


def number(value: float) -> str:
    """A number short enough for an axis: four digits of a large one, the table beside a chart has them all."""
    for size, sign in ((1e9, "G"), (1e6, "M"), (1e4, "k")):
        if abs(value) >= size:
            return f"{value / (1000 if sign == 'k' else size):.4g}{sign}"
    return f"{value:g}"


def text(x: float, y: float, words: str, *, anchor: str = "start", colour: str = QUIET) -> str:
    """Words in a chart."""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{escape(words)}</text>'


def frame(title: str, described: str, inside: str, *, height: float = HEIGHT) -> str:
    """The whole picture, with its name and description for those who do not see it."""
    return (
        f'<svg class="chart" role="img" viewBox="0 0 {WIDTH} {height:g}" width="100%" font-size="12"'
        f' font-family="inherit" xmlns="http://www.w3.org/2000/svg" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title><desc>{escape(described)}</desc>{inside}</svg>"
    )


def axes(scale: Scale, categories: Sequence[str]) -> str:
    """Rules with their numbers, and as many of the categories as can be read."""
    parts = []
    for mark in scale.marks:
        y = scale.y(mark)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="{RULE}"/>')
        parts.append(text(LEFT - 6, y + 4, number(mark), anchor="end"))
    every = max(1, math.ceil(len(categories) / MOST_TICKS))
    for place in range(0, len(categories), every):
        parts.append(text(middle(place, len(categories)), HEIGHT - 8, categories[place], anchor="middle"))
    return "".join(parts)


def middle(place: int, count: int) -> float:
    """Where the middle of a category stands."""
    return LEFT + (place + 0.5) * (WIDTH - LEFT - RIGHT) / max(count, 1)


def legend(series: Sequence[Series]) -> str:
    """The name of each series beside its colour; a single one needs none."""
    if len(series) < 2:
        return ""
    parts, x, y = [], float(LEFT), 4
    for place, one in enumerate(series):
        wide = 34 + room_for(one.name)
        if x + wide > WIDTH and x > LEFT:
            x, y = float(LEFT), y + ROW
        parts.append(f'<rect x="{x:.1f}" y="{y}" width="12" height="12" fill="{colour_of(one, place)}"/>')
        parts.append(text(x + 16, y + 10, one.name, colour=INK))
        x += wide
    return "".join(parts)


def colour_of(series: Series, place: int) -> str:
    """The colour a series has, or is given by its place."""
    return series.colour or COLOURS[place % len(COLOURS)]
