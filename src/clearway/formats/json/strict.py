"""What a lenient decoder lets pass in JSON: a key given twice, and numbers as text that are spelled oddly.

Most messages are plainly in order (``is_plain``). The bytes of any other are gone through a second time, with every
object looked at as it was written (``doubtful``).
"""

import json
import re
from decimal import Decimal
from typing import Any

import msgspec

from clearway.core.facts.declaration import Declaration
from clearway.formats.json.pointers import escaped
from clearway.formats.limits import bare, facts_of, shown
from clearway.formats.refusal import Fault

_BLANKS = b" \t\r\n"
_PLAIN = r"-?[0-9]+(?:\.[0-9]+)?"
_NUMBER = re.compile(rf"{_PLAIN}\Z")


def _numbers() -> frozenset[str]:
    """The names under which a number may stand; none of them is the name of a text as well."""
    every = [field for fact in facts_of(Declaration) for field in msgspec.structs.fields(fact)]
    return frozenset(field.encode_name for field in every if bare(field.type) is Decimal)


NUMBERS = _numbers()
#: The key of a number with anything behind it but a plain number, as text or not, or an object of that name.
_ODD = re.compile(rf'"(?:{"|".join(sorted(NUMBERS))})"(?!\s*:\s*(?:"{_PLAIN}"|{_PLAIN}[\s,}}]|\{{))'.encode())


class _Doubtful(dict[str, Any]):
    """An object with a key given twice, or a number spelled oddly."""

    doubled: tuple[str, ...] = ()
    odd: tuple[str, ...] = ()


def is_plain(content: bytes, written: bytes) -> bool:
    """Whether a JSON text surely has nothing doubtful, given its facts as we write them.

    Without escapes and blanks, a quote before a colon ends a key, or begins a text that the facts have as well. Every
    key that the facts need is there; if there are no more of them than that, none is given twice.
    """
    if b"\\" in content or content.translate(None, _BLANKS).count(b'":') != written.count(b'":'):
        return False
    return _ODD.search(content) is None


def doubtful(content: bytes) -> list[Fault]:
    """Every doubled key and odd number in a JSON text that has been decoded already."""
    seen: list[_Doubtful] = []

    def look(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        odd = [key for key, value in pairs if key in NUMBERS and type(value) is str and not _NUMBER.match(value)]
        if len(found) == len(pairs) and not odd:
            return found
        seen.append(_doubtful(found, pairs, odd))
        return seen[-1]

    whole = json.loads(content, object_pairs_hook=look, parse_int=str, parse_float=str)
    faults: list[Fault] = []
    if seen:
        _collect(whole, "", faults)
    return faults


def _doubtful(found: dict[str, Any], pairs: list[tuple[str, Any]], odd: list[str]) -> _Doubtful:
    names = [key for key, _ in pairs]
    doubtful = _Doubtful(found)
    doubtful.doubled = tuple(key for key in found if names.count(key) > 1)
    doubtful.odd = tuple(odd)
    return doubtful


def _collect(value: Any, at: str, found: list[Fault]) -> None:
    if isinstance(value, list):
        for position, each in enumerate(value):
            _collect(each, f"{at}/{position}", found)
        return
    if not isinstance(value, dict):
        return
    if isinstance(value, _Doubtful):
        found += _faults(value, at)
    for key, each in value.items():
        _collect(each, f"{at}/{escaped(key)}", found)


def _faults(value: _Doubtful, at: str) -> list[Fault]:
    doubled = "The field {name} is given more than once."
    odd = "This is not a number."
    passes = "digits with at most one decimal point"
    return [
        *(
            Fault("FMT-307", f"{at}/{escaped(key)}", doubled, key, "one {name}", {"name": key})
            for key in value.doubled
        ),
        *(Fault("FMT-308", f"{at}/{escaped(key)}", odd, shown(str(value[key])), passes) for key in value.odd),
    ]
