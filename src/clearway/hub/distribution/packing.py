"""What a receiver has, as digests alone: a packed list of keys' and rows' digests, in the order of the keys'."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from hmac import digest
from typing import Final

#: Bytes of each digest; an entry is one of a key and one of its row.
HALF: Final = 16
ENTRY: Final = 2 * HALF
#: Stands for a row of which is not known what the receiver has.
UNSURE: Final = bytes(HALF)

Held = dict[bytes, bytes]


def key_digest(seal: bytes, key: str) -> bytes:
    """How a key is known in one distribution and nowhere else."""
    return digest(seal, b"key\x00" + key.encode(), "sha256")[:HALF]


def row_digest(seal: bytes, values: bytes) -> bytes:
    """A digest of a row as it was sent."""
    return digest(seal, b"row\x00" + values, "sha256")[:HALF]


def packed(held: Mapping[bytes, bytes]) -> bytes:
    """Digests by key as one value."""
    return b"".join(key + held[key] for key in sorted(held))


def unpacked(content: bytes) -> Held:
    """Digests by key."""
    return {
        content[at : at + HALF]: content[at + HALF : at + ENTRY] for at in range(0, len(content), ENTRY)
    }  # fmt: skip


def fingerprint(content: bytes) -> str:
    """One digest of a range, which the receiver can make of what it has."""
    return sha256(content).hexdigest()


def either(one: Held, other: Held) -> Held:
    """What a receiver may have who has one or the other: where they differ, nothing is sure."""
    keys = one.keys() | other.keys()
    return {key: one[key] if one.get(key) == other.get(key) else UNSURE for key in keys}


def gone(before: Iterable[bytes], after: Mapping[bytes, bytes]) -> list[bytes]:
    """Keys that the receiver may have and is not to have any more."""
    return sorted(key for key in before if key not in after)
