"""Character sets of an interchange: what the syntax identifier in UNB allows, and how it is encoded."""

import re

from clearway.formats.edifact import faults
from clearway.formats.refusal import Fault, Unreadable

#: Syntax identifier and Python's name of the encoding. UNOX (ISO 2022, which shifts between sets) is not read.
ENCODINGS = {
    "UNOA": "ascii",
    "UNOB": "ascii",
    "UNOC": "iso8859-1",
    "UNOD": "iso8859-2",
    "UNOE": "iso8859-5",
    "UNOF": "iso8859-7",
    "UNOG": "iso8859-3",
    "UNOH": "iso8859-4",
    "UNOI": "iso8859-6",
    "UNOJ": "iso8859-8",
    "UNOK": "iso8859-9",
    "UNOL": "iso8859-15",
    "UNOW": "utf-8",
    "UNOY": "utf-8",
}
DEFAULT = "UNOY"

#: Levels A and B allow less than their encoding; line ends are not part of the data.
_OUTSIDE = {
    "UNOA": re.compile(r"[^A-Z0-9 .,\-()/=!\"%&*;<>'+:?\r\n]"),
    "UNOB": re.compile(r"[^A-Za-z0-9 .,\-()/=!\"%&*;<>'+:?\r\n\x1c-\x1f]"),
}


def decode(content: bytes, charset: str, *, service: str = "", lenient: bool = False) -> str:
    """The text of an interchange; ``service`` are the characters that UNA allows beside the set's own."""
    if charset not in ENCODINGS:
        raise Unreadable(
            faults.fault(faults.UNKNOWN_CHARSET, "UNB, element 1.1", charset, choice=", ".join(ENCODINGS))
        )
    if lenient:
        return content.decode("utf-8" if ENCODINGS[charset] == "utf-8" else "iso8859-1", errors="replace")
    try:
        text = content.decode(ENCODINGS[charset])
    except UnicodeDecodeError as error:
        found = content[error.start : error.end].hex()
        raise Unreadable(_outside(charset, error.start, f"0x{found}")) from error
    place = stray(text, charset, service)
    if place is not None:
        raise Unreadable(_outside(charset, place, text[place]))
    return text


def stray(text: str, charset: str, service: str = "") -> int | None:
    """Where the first character stands that is not part of the set, or nothing."""
    try:
        text.encode(ENCODINGS[charset])
    except UnicodeEncodeError as error:
        return error.start
    outside = _OUTSIDE.get(charset)
    if outside is None:
        return None
    return next((found.start() for found in outside.finditer(text) if found.group() not in service), None)


def _outside(charset: str, place: int, found: str) -> Fault:
    return faults.fault(faults.NOT_IN_CHARSET, f"byte {place}", found, charset=charset)
