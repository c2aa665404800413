"""What is wrong with a JSON text, in its own terms: a JSON pointer, or a line and column where it is no JSON.

The decoder stops at the first fault. To name the others, what was wrong is taken out of a copy of the message and the
copy is tried again.
"""

import json
import re
from decimal import Decimal
from typing import Any, NamedTuple

import msgspec

from clearway.core.facts.declaration import Declaration
from clearway.formats.json.pointers import escaped
from clearway.formats.limits import shown
from clearway.formats.refusal import Fault

#: So many faults are named; a message with more is read no further.
MOST_FAULTS = 100
#: Looking for more faults than the first costs at most this many bytes of decoding.
MOST_WORK = 20_000_000

_PLACE = re.compile(r"(?P<what>.*?)(?: - at `(?:key in )?(?P<place>.*)`)?\Z", re.DOTALL)
_BYTE = re.compile(r"\(byte (\d+)\)")
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")
_NAMED = re.compile(
    r"(?P<what>Object contains unknown field|Object missing required field) `(?P<name>.*)`\Z", re.DOTALL
)
_EXPECTED = re.compile(r"Expected `(?P<kind>.*)`, got `(?P<found>.*)`\Z", re.DOTALL)

#: What stands in for a fact that must be there, while the rest is looked at.
_STAND_INS: dict[str, Any] = {"functionCode": "9", "sequence": 1, "value": "0", "amount": "0", "currency": "XXX"}
#: What the decoder calls a kind of value, and what we call it.
_KINDS = {"str": "text", "int": "a whole number", "float": "a number", "decimal": "a number", "array": "a list"}
_KINDS |= {"object": "an object", "null": "null", "bool": "true or false", "datetime": "a date and time"}

Steps = tuple[str | int, ...]


class Refusal(NamedTuple):
    """One message of the decoder: the fault, where it stands, and whether something is missing there."""

    fault: Fault
    steps: Steps
    is_missing: bool = False


def explained(content: bytes, error: Exception) -> list[Fault]:
    """Every fault of a JSON text that the decoder refused, the first one first."""
    if not isinstance(error, msgspec.ValidationError):
        return [_not_json(content, error)]
    first = _refusal(str(error)).fault
    try:
        copy = json.loads(content, parse_float=Decimal, parse_int=_whole)
    except (ValueError, RecursionError):
        return [first]
    return _every(copy, min(MOST_FAULTS, 1 + MOST_WORK // (len(content) + 1))) or [first]


def _every(copy: Any, attempts: int) -> list[Fault]:
    found: list[Fault] = []
    while len(found) < attempts:
        try:
            msgspec.convert(copy, Declaration)
        except msgspec.ValidationError as error:
            refusal = _refusal(str(error))
            found.append(refusal.fault)
            if not _mend(copy, refusal):
                break
        else:
            break
    return found


def _whole(text: str) -> int:
    """A whole number is looked at for its kind only; of the longest, the beginning is enough."""
    return int(text[:40])


def _refusal(message: str) -> Refusal:
    match = _PLACE.match(message)
    assert match is not None
    steps = _steps(match["place"] or "$")
    named = _NAMED.match(match["what"])
    if named is None:
        return Refusal(_wrong_kind(match["what"], steps), steps)
    steps = (*steps, named["name"])
    name = shown(named["name"])
    if "unknown" in named["what"]:
        sentence = "The field {name} is not known here."
        return Refusal(Fault("FMT-302", _pointer(steps), sentence, name, "", {"name": name}), steps)
    fault = Fault("FMT-303", _pointer(steps), "The field {name} is missing.", "", "{name}", {"name": name})
    return Refusal(fault, steps, is_missing=True)


def _wrong_kind(what: str, steps: Steps) -> Fault:
    match = _EXPECTED.match(what)
    if match is None:
        return Fault(
            "FMT-305", _pointer(steps), "This value cannot be read: {reason}.", "", "", {"reason": what[:200]}
        )
    kinds = [_KINDS.get(kind, kind) for kind in match["kind"].split(" | ") if kind != "null"]
    found = _KINDS.get(match["found"], match["found"])
    facts = {"kind": " or ".join(kinds), "found": found}
    return Fault("FMT-304", _pointer(steps), "{kind} is expected here, not {found}.", found, "{kind}", facts)


def _steps(place: str) -> Steps:
    """The decoder's ``$.goodsShipment.items[1]`` as names and positions."""
    return tuple(int(match[2]) if match[2] else match[1] for match in _STEP.finditer(place.removeprefix("$")))


def _pointer(steps: Steps) -> str:
    return "".join(f"/{shown(escaped(str(step)))}" for step in steps)


def _mend(copy: Any, refusal: Refusal) -> bool:
    """Take what was refused out of the copy, or put something in its place; false where that cannot be done."""
    if not refusal.steps:
        return False
    *above, last = refusal.steps
    place = copy
    for step in above:
        place = place[step]
    if not isinstance(place, dict):
        return False
    if last in _STAND_INS and (refusal.is_missing or last in place) and place.get(last) != _STAND_INS[last]:
        place[last] = _STAND_INS[last]
        return True
    return not refusal.is_missing and place.pop(last, _STAND_INS) is not _STAND_INS


def _not_json(content: bytes, error: Exception) -> Fault:
    """Where a text stops being JSON; bytes that are no UTF-8 are found first."""
    passes = "one JSON object in UTF-8"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as wrong:
        at, found = _line(content, wrong.start), f"byte 0x{content[wrong.start]:02x}"
        return Fault("FMT-306", at, "The text is not UTF-8.", found, "UTF-8")
    match = _BYTE.search(str(error))
    position = int(match[1]) if match else len(content)
    reason = _BYTE.sub("", str(error)).strip()[:200]
    return Fault("FMT-301", _line(content, position), "This is not JSON: {reason}.", "", passes, {"reason": reason})


def _line(content: bytes, position: int) -> str:
    line = content.count(b"\n", 0, position) + 1
    column = position - content.rfind(b"\n", 0, position)
    return f"line {line}, column {column}"
