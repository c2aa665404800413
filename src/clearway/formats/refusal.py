"""What can be wrong with a message before anybody asks what it says.

Unreadable
├── faults, each with a code (FMT-…), the place, what was found there and what would pass

Codes: FMT-0xx any message, FMT-1xx WCO XML, FMT-2xx EDIFACT, FMT-3xx JSON.
"""

import msgspec


class Fault(msgspec.Struct, frozen=True, omit_defaults=True):
    """One place of a message that cannot be read as what it claims to be.

    ``at`` is in the sender's own terms: line and column, a WCO pointer, a segment position or a JSON pointer.
    ``sentence`` and ``passes`` are English message identifiers with ``{names}`` filled from ``facts``.
    """

    code: str
    at: str
    sentence: str
    found: str = ""
    passes: str = ""
    facts: dict[str, str] = {}


class Unreadable(ValueError):
    """A message is refused as a whole, because at least one place of it cannot be read."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(f"{fault.code} at {fault.at}: {fault.sentence}" for fault in faults))
        self.faults = faults


class Unwritable(ValueError):
    """Facts are refused by a format that has no place for them; each is named by our path, none is left out."""

    def __init__(self, format_name: str, *paths: str) -> None:
        super().__init__(f"{format_name} has no place for {', '.join(paths)}")
        self.format_name = format_name
        self.paths = paths
