"""What a page needs from whoever reads messages; the pages themselves speak no format."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol

from clearway.clearance.record import Submitted


class Fault(Protocol):
    """One place of a file that cannot be read."""

    code: str
    at: str
    sentence: str
    found: str
    passes: str
    facts: dict[str, str]


class Upload(NamedTuple):
    """A declaration that was read, and how its sender calls a place of it."""

    submitted: Submitted
    pointer: Callable[[str], str]


class NotRead(NamedTuple):
    """A file, or a part of one, that cannot be read."""

    faults: Sequence[Fault]


#: Reads a file of any format, declaration by declaration.
Read = Callable[[bytes], Iterable[Upload | NotRead]]
