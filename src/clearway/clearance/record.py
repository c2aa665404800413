"""The decision record: what was decided, put into a shape that can be hashed, stored and repeated."""

from datetime import datetime
from hashlib import sha256
from importlib.metadata import version

import msgspec

from clearway.clearance.decide import Decision
from clearway.core.facts.circumstances import Circumstances
from clearway.core.facts.declaration import Declaration
from clearway.core.kernel import canonical

#: Which code decided; part of every record.
CODE_VERSION = f"clearway {version('clearway')}"


class Record(msgspec.Struct, frozen=True):
    """Everything that a decision rests on and everything it said."""

    mrn: str
    version: int
    decided_at: datetime
    facts_hash: str
    lawbook_hash: str
    code_version: str
    circumstances: Circumstances
    decision: Decision


class Sealed(msgspec.Struct, frozen=True):
    """A record with its parts in canonical bytes, made once, and the hash that the event log commits to."""

    record: Record
    circumstances: msgspec.Raw
    findings: msgspec.Raw
    assessment: msgspec.Raw
    selection: msgspec.Raw
    hash: str


def seal(record: Record) -> Sealed:
    """Put a record into canonical bytes; its hash is over them all, names in order."""
    decision = record.decision
    circumstances = canonical.encode(record.circumstances)
    findings = canonical.encode(decision.findings)
    assessment = canonical.encode(decision.assessment)
    selection = canonical.encode(decision.selection)
    # Each part is canonical and the names stand sorted, so the whole is what canonical.encode would write.
    whole = b"".join(
        (
            b'{"assessment":', assessment,
            b',"circumstances":', circumstances,
            b',"findings":', findings,
            b',"head":', canonical.encode(_head(record)),
            b',"selection":', selection,
            b"}",
        )
    )  # fmt: skip
    return Sealed(
        record,
        msgspec.Raw(circumstances),
        msgspec.Raw(findings),
        msgspec.Raw(assessment),
        msgspec.Raw(selection),
        f"sha256:{sha256(whole).hexdigest()}",
    )


class _Head(msgspec.Struct, frozen=True):
    """What a record says beside its parts."""

    code_version: str
    decided_at: datetime
    facts_hash: str
    lawbook_hash: str
    mrn: str
    outcome: str
    reached: str
    version: int
    waits_for: str | None


def _head(record: Record) -> _Head:
    return _Head(
        code_version=record.code_version,
        decided_at=record.decided_at,
        facts_hash=record.facts_hash,
        lawbook_hash=record.lawbook_hash,
        mrn=record.mrn,
        outcome=record.decision.outcome,
        reached=record.decision.reached,
        version=record.version,
        waits_for=record.decision.waits_for,
    )


class Submitted(msgspec.Struct, frozen=True):
    """A declaration as it came: its facts, and the message they were read from."""

    declaration: Declaration
    format: str
    content: bytes
