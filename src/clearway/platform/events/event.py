"""What an event is before it is written: closed types, declared once, with their facts."""

import os
from datetime import datetime
from hashlib import sha256
from typing import ClassVar

import msgspec

from clearway.core.kernel import canonical


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened. Each kind is a class with a ``name`` that ends in its version, and typed facts."""

    name: ClassVar[str] = ""


class Recorded(msgspec.Struct, frozen=True):
    """An event as the log keeps it: who, about what, and the salted commitment that the Merkle log proves.

    ``facts`` are canonical JSON. ``commitment`` is SHA-256 of the salt followed by the canonical bytes of
    actor, instant, facts, subject and type together.
    """

    type: str
    subject: str
    actor: str
    facts: msgspec.Raw
    salt: str
    commitment: str


def recorded(event: Event, *, subject: str, actor: str, at: datetime) -> Recorded:
    """The event made ready for the log, with a fresh salt."""
    salt = os.urandom(16)
    facts = canonical.encode(event)
    committed = committed_bytes(event.name, at=at, subject=subject, actor=actor, facts=facts)
    return Recorded(
        type=event.name,
        subject=subject,
        actor=actor,
        facts=msgspec.Raw(facts),
        salt=salt.hex(),
        commitment=sha256(salt + committed).hexdigest(),
    )


def committed_bytes(name: str, *, at: datetime, subject: str, actor: str, facts: bytes) -> bytes:
    """The canonical bytes an event's commitment is made over: actor, at, facts, subject, type."""
    before = canonical.encode(_Before(actor, at))
    after = canonical.encode(_After(subject, name))
    return before[:-1] + b',"facts":' + facts + b"," + after[1:]


class _Before(msgspec.Struct, frozen=True):
    """The members that stand before the facts."""

    actor: str
    at: datetime


class _After(msgspec.Struct, frozen=True):
    """The members that stand after the facts."""

    subject: str
    type: str
