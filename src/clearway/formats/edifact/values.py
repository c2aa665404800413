"""How single values read and write: texts, whole numbers, decimals, instants, and pointers of a statement."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, NamedTuple


class Reading(NamedTuple):
    """One kind of value: ``read`` takes the text and its whole element, ``write`` gives nothing where it cannot.

    ``form`` says what would pass.
    """

    read: Callable[[str, list[str]], Any]
    write: Callable[[Any], str | None]
    form: str


_WHOLE = re.compile(r"-?[0-9]{1,18}\Z")
_DECIMAL = re.compile(r"-?(?:[0-9]{1,35}(?:[.,][0-9]{1,35})?|[.,][0-9]{1,35})\Z")
_ZONE = re.compile(r"(?:Z|UTC|GMT|[+-][0-9]{2}(?:[0-9]{2})?)?\Z")
#: Forms of 2379: how many digits come first, and whether a zone may follow.
_FORMS = {
    "102": (8, False),
    "203": (12, False),
    "204": (14, False),
    "205": (12, True),
    "208": (14, True),
    "303": (12, True),
    "304": (14, True),
}
_STEP = re.compile(r"([A-Za-z0-9]*)(?:\[([0-9]{1,9})\])?(?:\.([A-Za-z0-9]+))?\Z")


def _text(text: str, element: list[str]) -> str:
    return text


def _written_text(value: str) -> str | None:
    return value or None


def _whole(text: str, element: list[str]) -> int:
    if not _WHOLE.match(text):
        raise ValueError(text)
    return int(text)


def read_decimal(text: str, element: list[str]) -> Decimal:
    """A number in digits; point and comma are both decimal marks (ISO 9735)."""
    if not _DECIMAL.match(text):
        raise ValueError(text)
    return Decimal(text.replace(",", "."))


def written_decimal(value: Decimal) -> str | None:
    """A number with the digits it was given with; none where that is no number or beyond all measure."""
    if not value.is_finite() or abs(value.adjusted()) > 40:
        return None
    text = f"{value:f}"
    return text if _DECIMAL.match(text) else None


def read_instant(text: str, element: list[str]) -> datetime:
    """An instant; 2379 stands beside it. Without a zone it is in UTC, and a day begins at midnight UTC."""
    digits, zoned = _FORMS[element[2]] if len(element) > 2 and element[2] in _FORMS else (0, False)
    stamp, zone = text[:digits], text[digits:]
    if len(stamp) != digits or not stamp.isascii() or not stamp.isdigit() or (zone and not zoned):
        raise ValueError(text)
    return datetime(
        int(stamp[0:4]),
        int(stamp[4:6]),
        int(stamp[6:8]),
        int(stamp[8:10] or 0),
        int(stamp[10:12] or 0),
        int(stamp[12:14] or 0),
        tzinfo=_zone(zone),
    )


def _zone(text: str) -> timezone:
    if text in ("UTC", "", "Z", "GMT"):
        return UTC
    if not _ZONE.match(text):
        raise ValueError(text)
    offset = timedelta(hours=int(text[1:3]), minutes=int(text[3:5] or 0))
    return timezone(-offset if text[0] == "-" else offset)


def written_instant(value: datetime) -> str | None:
    """An instant in form 304, in UTC."""
    if value.microsecond or value.tzinfo is None:
        return None
    try:
        return f"{value.astimezone(UTC):%Y%m%d%H%M%S}".rjust(14, "0") + "UTC"
    except OverflowError:
        return None


def _pointers(text: str, element: list[str]) -> dict[int, dict[str, Any]]:
    steps: dict[int, dict[str, Any]] = {}
    for position, step in enumerate(text.split("/"), start=1):
        found = _STEP.match(step)
        if not found or not step:
            raise ValueError(text)
        section, sequence, tag = found.groups()
        values = {"section": section, "sequence": int(sequence) if sequence else None, "tag": tag}
        steps[position] = {name: value for name, value in values.items() if value not in (None, "")}
    return steps


def _written_pointers(steps: Any) -> str | None:
    texts = []
    for step in steps.values():
        if not isinstance(step, dict):
            return None
        sequence = f"[{step['sequence']}]" if "sequence" in step else ""
        tag = f".{step['tag']}" if "tag" in step else ""
        text = f"{step.get('section', '')}{sequence}{tag}"
        if not _STEP.match(text) or step.get("section") == "" or not text.isascii():
            return None
        texts.append(text)
    return "/".join(texts)


TEXT = Reading(_text, _written_text, "text")
WHOLE = Reading(_whole, str, "a whole number")
DECIMAL = Reading(read_decimal, written_decimal, "digits with at most one decimal mark")
INSTANT = Reading(read_instant, written_instant, "a date and time in form " + ", ".join(_FORMS))
POINTERS = Reading(_pointers, _written_pointers, "steps like 42A/68A[2]/23A.128")
