"""Answers are sealed: the hub signs, once for everybody whose answers were recorded together, what was shown.

A seal names the access, its instant, its number among the subject's and the hash of what was shown. The seals of a
group are leaves of one small tree whose root is signed as a note (C2SP signed-note, the form of the log's
checkpoints), so a thousand answers a second take a few dozen signatures. Whoever received an answer shows by its
seal, with the hub's public key alone, what was answered and that its access was on record before.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import msgspec
from django.conf import settings

from clearway.core.kernel import canonical, merkle
from clearway.platform.transparency import keys
from clearway.platform.transparency.errors import ProofRefused
from clearway.platform.transparency.notes import Signer, Verifier

FORMAT: Final = "clearway.answer-seal.v1"
_KEY: Final = Path("keys") / "answers.key"
_DASH: Final = "—".encode()


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


class _Written(msgspec.Struct, frozen=True):
    """A seal as it is written down: the note, which is the same for a whole group, is written once."""

    format: str
    ordinal: int
    shown: str
    index: int
    proof: tuple[bytes, ...]
    note: msgspec.Raw


def of_values(shown: dict[str, Any] | None) -> str:
    """The hash by which a seal names what was shown; empty where it goes out in pieces."""
    return canonical.digest_text(shown) if shown is not None else ""


def sealed(group: Sequence[Sealed]) -> list[str]:
    """Sign for a group once; each one's seal in one line of ASCII."""
    if not group:
        return []
    root, proofs = merkle.small_tree([merkle.leaf_hash(canonical.encode(one)) for one in group])
    # An em dash, which notes begin their signatures with, is no sign of a header.
    note = msgspec.Raw(msgspec.json.encode(signer().sign_checkpoint(len(group), root)).replace(_DASH, b"\\u2014"))
    return [
        msgspec.json.encode(_Written(FORMAT, one.ordinal, one.shown, index, proof, note)).decode()
        for index, (one, proof) in enumerate(zip(group, proofs, strict=True))
    ]


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


@cache
def signer() -> Signer:
    """The key that answers are sealed with; made at the first use, and every process of the house uses the same."""
    return keys.load_or_create(Path(settings.CLEARWAY_VAR) / _KEY, f"{settings.CLEARWAY_ORIGIN}/answers")
