"""The signing key of a log lives in one file that only its owner can read."""

import os
import stat
from base64 import b64encode
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from clearway.platform.transparency import errors
from clearway.platform.transparency.notes import ED25519, Signer, strict_base64

PREFIX = "PRIVATE+KEY+"
#: Where the key of the event log lies, below the folder of what the house keeps.
LOG_KEY = Path("keys") / "log.key"
SEED_BYTES = 32


def load_or_create(path: Path, name: str) -> Signer:
    """The log called `name` signs with the key in `path`, which is made at the first start.

    Several processes may start at once: the first to link its key into place wins, the others read it.
    """
    try:
        return load(path, name)
    except FileNotFoundError:
        _create(path, name)
    return load(path, name)


def load(path: Path, name: str) -> Signer:
    """A key is used only by the log it was made for, and only if nobody else could have read it."""
    with path.open(encoding="utf-8", errors="replace") as file:
        if stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077:
            raise errors.KeyFileExposed(path=path)
        line = file.readline(1000).strip()
    found, _, rest = line.removeprefix(PREFIX).partition("+")
    key_hash, _, key = rest.partition("+")
    material = strict_base64(key)
    if not line.startswith(PREFIX) or material is None or len(material) != len(ED25519) + SEED_BYTES:
        raise errors.KeyFileUnreadable(path=path)
    if found != name:
        raise errors.KeyOfAnotherLog(path=path, found=found, wanted=name)
    signer = Signer(name, Ed25519PrivateKey.from_private_bytes(material[len(ED25519) :]))
    if material[:1] != ED25519 or signer.verifier.key_hash.hex() != key_hash:
        raise errors.KeyFileUnreadable(path=path)
    return signer


def _create(path: Path, name: str) -> None:
    private = Ed25519PrivateKey.generate()
    key_hash = Signer(name, private).verifier.key_hash.hex()
    material = b64encode(ED25519 + private.private_bytes_raw()).decode()
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.{key_hash}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(f"{PREFIX}{name}+{key_hash}+{material}\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink(missing_ok=True)
