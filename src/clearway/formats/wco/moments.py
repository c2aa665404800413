"""Instants in WCO elements: a text, and the code of the form it is written in.

The forms are those of UN/EDIFACT 2379: 102 a day, 203 to the minute, 204 to the second, 208 and 304 to the second
with a zone. Where a form has no zone, or leaves it out, the instant is in UTC; a day begins at midnight UTC. What is
written is always form 304, in the zone it was read in if that is whole hours, else in UTC.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from lxml import etree

from clearway.formats.limits import Limit, Moment
from clearway.formats.wco import names
from clearway.formats.wco.values import Faults, Reading, Step

_ZONE = r"(?:Z|[+-][0-9]{2}(?:[0-9]{2})?)"
FORMS = {
    "102": re.compile(r"[0-9]{8}\Z"),
    "203": re.compile(r"[0-9]{12}\Z"),
    "204": re.compile(r"[0-9]{14}\Z"),
    "208": re.compile(rf"[0-9]{{14}}{_ZONE}\Z"),
    "304": re.compile(rf"[0-9]{{14}}{_ZONE}?\Z"),
}
_HOURS = {f"{hours:+03d}": timezone(timedelta(hours=hours)) for hours in range(-14, 15) if hours}


def instant(text: str, form: str) -> datetime | None:
    """The instant a text stands for in a form, or nothing where it stands for none."""
    pattern = FORMS.get(form)
    if pattern is None or pattern.match(text) is None:
        return None
    try:
        return datetime(
            int(text[0:4]),
            int(text[4:6]),
            int(text[6:8]),
            int(text[8:10] or 0),
            int(text[10:12] or 0),
            int(text[12:14] or 0),
            tzinfo=_zone(text[14:]),
        )
    except ValueError:
        return None


def _zone(text: str) -> timezone:
    if text in ("", "Z"):
        return UTC
    if text in _HOURS:
        return _HOURS[text]
    offset = timedelta(hours=int(text[1:3]), minutes=int(text[3:5] or 0))
    return timezone(-offset if text[0] == "-" else offset)


def written(moment: datetime) -> str:
    """An instant in form 304."""
    offset = moment.utcoffset() or timedelta()
    if offset % timedelta(hours=1):
        moment, offset = moment.astimezone(UTC), timedelta()
    hours = offset // timedelta(hours=1)
    return f"{moment:%Y%m%d%H%M%S}" + (f"{hours:+03d}" if hours else "Z")


def moment(namespace: str) -> Reading:
    """Reads and writes an instant whose text stands in an element of the given namespace of types."""
    tag = f"{{{namespace}}}DateTimeString"

    def make(field: str, limit: Limit) -> Step:
        assert isinstance(limit, Moment)
        refuse = limit.wrong

        def step(element: etree._Element, values: dict[str, Any], faults: Faults) -> None:
            text = _only_text(element, tag, faults)
            if text is None:
                return
            form = element[0].get("formatCode", "")
            value = instant(text, form)
            if value is None:
                _not_an_instant(element, text, form, faults)
                return
            if (wrong := refuse(value)) is not None:
                faults.wrong(element, wrong, text)
                return
            if field in values:
                faults.repeated(element)
                return
            values[field] = value

        return step

    return Reading(make, _writer())


def _only_text(element: etree._Element, tag: str, faults: Faults) -> str | None:
    """The text of the one element inside, or nothing where there is none."""
    if element.keys():
        faults.attributes(element)
    if element.text and element.text.strip():
        faults.add(element, "FMT-108", "Text stands where only elements may.", passes="DateTimeString")
        return None
    if not len(element):
        return None
    inner = element[0]
    if inner.tag != tag or len(inner):
        faults.unknown(inner)
        return None
    if len(element) > 1:
        faults.unknown(element[1])
        return None
    if inner.keys() != ["formatCode"]:
        faults.attributes(inner, ["formatCode"])
    return (inner.text or "").strip() or None


def _not_an_instant(element: etree._Element, text: str, form: str, faults: Faults) -> None:
    known = ", ".join(FORMS)
    if form not in FORMS:
        faults.add(element, "FMT-114", "This form of date is not known.", found=form, passes="{known}", known=known)
        return
    sentence = "This is not a date and time of form {form}."
    faults.add(element, "FMT-112", sentence, found=text, passes="20240131235959Z (form 304)", form=form)


def _writer() -> Callable[[Any], tuple[str, str]]:
    def write(value: datetime) -> tuple[str, str]:
        return "", f'<ds:DateTimeString formatCode="304">{written(value)}</ds:DateTimeString>'

    return write


DECLARATION_MOMENT = moment(names.DECLARATION_TYPES_NAMESPACE)
RESPONSE_MOMENT = moment(names.RESPONSE_TYPES_NAMESPACE)
