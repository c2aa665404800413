"""TXT: text is text: nothing in it may act on whoever reads it."""

import re
from collections.abc import Iterator

from clearway.core.facts.declaration import Declaration
from clearway.core.validate.background import Background
from clearway.core.validate.leaves import texts
from clearway.core.validate.rule import Breach, rule

_MARKUP = re.compile(r"<[A-Za-z/!?]|&(?:#\w+|lt|gt|amp|quot);", re.IGNORECASE)
#: Line ends and tabs are how people write addresses; every other control character is not.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
#: Characters that turn the direction of writing, hide, or stand for what could not be read.
_DECEPTIVE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffd]")

# The whole declaration is looked at first, for signs that can be found fast; only then text by text.


@rule("TXT-001")
def text_has_no_markup(declaration: Declaration, background: Background) -> Iterator[Breach] | None:
    """Names and descriptions must not contain markup or program code."""
    if b"<" not in background.wire and b"&" not in background.wire:
        return None
    return _with(_MARKUP, declaration, "Write plain words, without < > and entities.")


@rule("TXT-002")
def text_has_no_control_characters(declaration: Declaration, background: Background) -> Iterator[Breach] | None:
    """Text must not contain control characters."""
    wire = background.wire
    if b"\\" not in wire and b"\x7f" not in wire and wire.isascii():
        return None
    return _with(_CONTROL, declaration, "Remove the characters that cannot be printed.")


@rule("TXT-003")
def text_reads_as_written(declaration: Declaration, background: Background) -> Iterator[Breach] | None:
    """Text must not contain characters that hide or turn other text.

    The mark for a character that could not be read counts among them: part of the text was lost on the way.
    """
    if background.wire.isascii():
        return None
    return _with(_DECEPTIVE, declaration, "Remove the invisible characters and write the text again.")


def _with(pattern: re.Pattern[str], declaration: Declaration, remedy: str) -> Iterator[Breach]:
    for at, text in texts(declaration):
        if pattern.search(text):
            yield Breach(at=at, found=ascii(text[:80])[1:-1], remedy=remedy)


@rule("TXT-004")
def text_is_not_blank(declaration: Declaration, background: Background) -> Iterator[Breach] | None:
    """What is given must say something: blanks alone are no answer."""
    wire = background.wire
    if wire.isascii() and b"\\" not in wire and not _begins_blank(wire, background):
        return None
    if b'""' not in wire and b'" ' not in wire:
        return None
    return (
        Breach(at=at, found=repr(text[:20]), remedy="Fill it in, or leave it out.")
        for at, text in texts(declaration)
        if not text.strip()
    )


def _begins_blank(wire: bytes, background: Background) -> bool:
    """Whether a text is empty or begins with a blank; a field's text is found by what stands before it."""
    if b'":""' in wire or b'":" ' in wire:
        return True
    return any(item.dangerous_goods for item in background.items)
