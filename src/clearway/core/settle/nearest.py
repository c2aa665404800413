"""References that somebody may have meant who wrote another one: one slip away, as hands make them."""

from collections.abc import Iterator
from itertools import chain

_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#: Nobody writes a longer reference; beyond it there are only more slips to try.
LONGEST = 40


def tidy(reference: str) -> str:
    """A reference as we write it, whatever blanks, dashes and small letters stand in what was written."""
    return "".join(character for character in reference.upper() if character.isalnum())[:LONGEST]


def one_slip_away(reference: str) -> frozenset[str]:
    """Every reference that differs in one character more, less or other, or in two that changed places."""
    return frozenset(chain(_other(reference), _swapped(reference), _less(reference), _more(reference))) - {reference}


def _other(text: str) -> Iterator[str]:
    return (text[:at] + one + text[at + 1 :] for at in range(len(text)) for one in _CHARACTERS)


def _swapped(text: str) -> Iterator[str]:
    return (text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in range(len(text) - 1))


def _less(text: str) -> Iterator[str]:
    return (text[:at] + text[at + 1 :] for at in range(len(text)))


def _more(text: str) -> Iterator[str]:
    return (text[:at] + one + text[at:] for at in range(len(text) + 1) for one in _CHARACTERS)
