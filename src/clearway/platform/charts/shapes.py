"""The three charts there are: stacked bars over time, lines over time, and ranks."""

from collections.abc import Sequence
from itertools import groupby

from clearway.platform.charts.drawing import (
    HEIGHT,
    INK,
    LEFT,
    RIGHT,
    WIDTH,
    Series,
    axes,
    colour_of,
    frame,
    legend,
    middle,
    number,
    room_for,
    scale_to,
    text,
)

_ROW = 26
_NAMES = 170


def bars(title: str, categories: Sequence[str], series: Sequence[Series], *, described: str = "") -> str:
    """How much there was in each category, series upon series."""
    totals = [sum(one.values[place] or 0 for one in series) for place in range(len(categories))]
    scale = scale_to(max(totals, default=0))
    wide = (WIDTH - LEFT - RIGHT) / max(len(categories), 1)
    parts = [axes(scale, categories), legend(series)]
    below = [0.0] * len(categories)
    for order, one in enumerate(series):
        steps = []
        for place, value in enumerate(one.values):
            if value:
                x, low, high = LEFT + place * wide, scale.y(below[place]), scale.y(below[place] + value)
                steps.append(f"M{x + wide * 0.1:.1f} {low:.1f}V{high:.1f}h{wide * 0.8:.1f}V{low:.1f}z")
                below[place] += value
        parts.append(f'<path d="{"".join(steps)}" fill="{colour_of(one, order)}"/>')
    return frame(title, described, "".join(parts))


def lines(title: str, categories: Sequence[str], series: Sequence[Series], *, described: str = "") -> str:
    """How numbers moved; where none is known the line is broken."""
    scale = scale_to(max((value for one in series for value in one.values if value is not None), default=0))
    parts = [axes(scale, categories), legend(series)]
    for order, one in enumerate(series):
        colour = colour_of(one, order)
        known = [
            (middle(place, len(categories)), None if value is None else scale.y(value))
            for place, value in enumerate(one.values)
        ]
        for is_gap, group in groupby(known, key=lambda point: point[1] is None):
            if not is_gap:
                parts.append(_stretch(list(group), colour))
    return frame(title, described, "".join(parts))


def ranks(title: str, rows: Sequence[tuple[str, float]], *, described: str = "", unit: str = "") -> str:
    """Numbers of named things beside each other, each with its number written."""
    most = max((value for _, value in rows), default=0) or 1
    room = WIDTH - _NAMES - 80
    parts = []
    for place, (name, value) in enumerate(rows):
        y = place * _ROW
        parts.append(text(_NAMES - 8, y + 17, _cut(name), anchor="end", colour=INK))
        parts.append(
            f'<rect x="{_NAMES}" y="{y + 4}" width="{value / most * room:.1f}" height="18" fill="{_COLOUR}"/>'
        )
        parts.append(text(_NAMES + value / most * room + 6, y + 17, f"{number(value)}{unit}", colour=INK))
    return frame(title, described, "".join(parts), height=max(_ROW * len(rows), _ROW))


_COLOUR = colour_of(Series("", ()), 0)


def _cut(name: str) -> str:
    """A name no longer than there is room for."""
    if room_for(name) <= _NAMES - 8:
        return name
    while room_for(f"{name}…") > _NAMES - 8:
        name = name[:-1]
    return f"{name}…"


def _stretch(points: Sequence[tuple[float, float | None]], colour: str) -> str:
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    if len(points) == 1:
        x, y = points[0]
        return f'<circle cx="{x:.1f}" cy="{y or HEIGHT:.1f}" r="3" fill="{colour}"/>'
    return f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
