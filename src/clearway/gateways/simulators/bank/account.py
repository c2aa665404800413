"""How the bank is known to customs: its client, its secret and its key, in one file that only its owner reads."""

import os
import secrets
from base64 import b64decode, b64encode
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


class Account(msgspec.Struct, frozen=True, rename="camel"):
    """What the bank proves itself with."""

    client: str
    secret: str
    key: str

    @property
    def private(self) -> Ed25519PrivateKey:
        """The key that the bank signs with."""
        return Ed25519PrivateKey.from_private_bytes(b64decode(self.key))


def load_or_create(path: Path) -> Account:
    """The bank's file, made at the first start."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        key = b64encode(Ed25519PrivateKey.generate().private_bytes_raw()).decode()
        made = Account(f"bank-{secrets.token_hex(4)}", secrets.token_urlsafe(24), key)
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_bytes(msgspec.json.encode(made))
        draft.rename(path)
    return msgspec.json.decode(path.read_bytes(), type=Account)
