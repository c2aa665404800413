"""Whoever received an answer shows with the hub's public key alone what was answered, and that it was on record.

A seal names the access, its instant, its number among the subject's and the hash of what was shown. The seals of
answers that were recorded together are leaves of one small tree whose root is signed as a note.
"""

from datetime import datetime
from typing import Any, Final

import msgspec

from clearway.core.kernel import canonical, merkle
from clearway.platform.transparency.errors import ProofRefused
from clearway.platform.transparency.notes import Verifier

FORMAT: Final = "clearway.answer-seal.v1"
#: The header that an answer's seal goes out in.
HEADER: Final = "Clearway-Seal"


class Sealed(msgspec.Struct, frozen=True):
    """What a seal is over; ``shown`` is the hash of the canonical values, empty where they went out in pieces."""

    access: str
    at: datetime
    ordinal: int
    shown: str


class Seal(msgspec.Struct, frozen=True):
    """A seal as it goes out beside an answer: its place in the group's tree, and the signed root."""

    format: str
    ordinal: int
    shown: str
    index: int
    proof: tuple[bytes, ...]
    note: str


class Answered(msgspec.Struct, frozen=True):
    """What of an answer its seal is about."""

    access: str
    at: datetime
    values: dict[str, Any]


def of_values(shown: dict[str, Any] | None) -> str:
    """The hash by which a seal names what was shown; empty where it goes out in pieces."""
    return canonical.digest_text(shown) if shown is not None else ""


def holds(text: str, vkey: str, *, access: str, at: datetime, shown: dict[str, Any]) -> bool:
    """Whether the hub whose public key it is has sealed exactly this answer."""
    try:
        seal = msgspec.json.decode(text, type=Seal)
        checkpoint = Verifier.parse(vkey).open_checkpoint(seal.note)
    except (msgspec.MsgspecError, ProofRefused):
        return False
    if seal.format != FORMAT or (seal.shown and seal.shown != of_values(shown)):
        return False
    leaf = merkle.leaf_hash(canonical.encode(Sealed(access, at, seal.ordinal, seal.shown)))
    return merkle.verify_inclusion(leaf, seal.index, checkpoint.size, list(seal.proof), checkpoint.root)


def ordinal_in(text: str) -> int:
    """The number among its subject's under which a seal says that the access is on record."""
    return msgspec.json.decode(text, type=Seal).ordinal


def kept(content: bytes) -> tuple[Answered, str] | None:
    """An answer that was kept, with the seal among its headers where these were kept; ``None`` where it is none."""
    head, body = b"", content
    if content.startswith(b"HTTP/"):
        head, _, body = content.replace(b"\r\n", b"\n").partition(b"\n\n")
    try:
        answered = msgspec.json.decode(body, type=Answered)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    lines = (line.partition(":") for line in head.decode("utf-8", "replace").split("\n"))
    return answered, next((value.strip() for name, _, value in lines if name.lower() == HEADER.lower()), "")
