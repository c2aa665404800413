"""A commitment binds the house to an event without telling anything about it."""

import secrets
from hashlib import sha256

SALT_BYTES = 16
COMMITMENT_BYTES = 32
#: What stands in the place of a salt that was erased under the law; no event is ever given it.
ERASED = bytes(SALT_BYTES)


def new_salt() -> bytes:
    """Every event gets a salt nobody can guess, so that its content cannot be guessed from its commitment."""
    return secrets.token_bytes(SALT_BYTES)


def commitment(salt: bytes, event: bytes) -> bytes:
    """Salt and canonical bytes of the event together have one fingerprint.

    The salt has one length only: with two, the end of a salt could be passed off as the start of an event.
    """
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes, not {len(salt)}")
    return sha256(salt + event).digest()
