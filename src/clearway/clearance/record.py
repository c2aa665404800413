"""The decision record: what was decided, put into a shape that can be hashed, stored and repeated."""

from datetime import datetime
from importlib.metadata import version

import msgspec

from clearway.clearance.decide import Decision
from clearway.core.facts.circumstances import Circumstances
from clearway.core.facts.declaration import Declaration
from clearway.core.kernel import canonical

#: Which code decided; part of every record.
CODE_VERSION = f"clearway {version('clearway')}"


class Record(msgspec.Struct, frozen=True):
    """Everything that a decision rests on and everything it said; its hash is what the event log commits to."""

    mrn: str
    version: int
    decided_at: datetime
    facts_hash: str
    lawbook_hash: str
    code_version: str
    circumstances: Circumstances
    decision: Decision

    @property
    def hash(self) -> str:
        """The fingerprint of the whole record."""
        return canonical.digest_text(self)


class Submitted(msgspec.Struct, frozen=True):
    """A declaration as it came: its facts, and the message they were read from."""

    declaration: Declaration
    format: str
    content: bytes
