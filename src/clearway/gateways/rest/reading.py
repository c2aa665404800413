"""Messages of the interface's own in JSON: read as their type says, or refused with the place that is wrong."""

import re
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from clearway.gateways.rest.problems import Refused

Message = TypeVar("Message")
_ODD = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


def read(content: bytes, kind: type[Message], *, float_hook: Callable[[str], Any] = float) -> Message:
    """A message of a kind."""
    try:
        return msgspec.json.Decoder(kind, float_hook=float_hook).decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        what, _, at = _ODD.sub("?", str(error))[:200].partition(" - at `")
        raise Refused(400, "{what}", at=at.strip("`") or "$", what=what) from error


def page(query: dict[str, str]) -> int:
    """Which page of a list is asked for; the first where none is named."""
    asked = query.get("page", "1")
    if not (asked.isascii() and asked.isdigit() and 0 < int(asked[:5]) <= 400 and len(asked) < 4):
        raise Refused(400, "There is no such page.", at="query/page", passes="a number from 1 to 400")
    return int(asked)
