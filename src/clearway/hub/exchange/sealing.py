"""Answers are sealed: the hub signs, once for everybody whose answers were recorded together, what was shown.

A seal names the access, its instant, its number among the subject's and the hash of what was shown. The seals of a
group are leaves of one small tree whose root is signed as a note (C2SP signed-note, the form of the log's
checkpoints), so a thousand answers a second take a few dozen signatures. Whoever received an answer shows by its
seal, with the hub's public key alone, what was answered and that its access was on record before.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

import msgspec
from django.conf import settings

from clearway.core.kernel import canonical, merkle
from clearway.platform.transparency import keys
from clearway.platform.transparency.answers import FORMAT, Sealed, holds, of_values
from clearway.platform.transparency.notes import Signer

__all__ = ["Sealed", "holds", "of_values", "sealed", "signer"]

_KEY: Final = Path("keys") / "answers.key"
_DASH: Final = "—".encode()


class _Written(msgspec.Struct, frozen=True):
    """A seal as it is written down: the note, which is the same for a whole group, is written once."""

    format: str
    ordinal: int
    shown: str
    index: int
    proof: tuple[bytes, ...]
    note: msgspec.Raw


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


@cache
def signer() -> Signer:
    """The key that answers are sealed with; made at the first use, and every process of the house uses the same."""
    return keys.load_or_create(Path(settings.CLEARWAY_VAR) / _KEY, f"{settings.CLEARWAY_ORIGIN}/answers")
