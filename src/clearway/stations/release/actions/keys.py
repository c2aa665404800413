"""How keys that sign receipts come and go, and how everybody is told.

Private keys are files of the machine that signs, one a key, readable by their owner alone; public keys and their
days are in the store, so that every machine checks what any of them signed.
"""

import os
import stat
import threading
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings
from django.db import connection, transaction

from clearway.core.release import keylist, signature
from clearway.core.release.keylist import KeyList
from clearway.platform.events import log
from clearway.stations.release import errors, models, queries
from clearway.stations.release.events import KeyListPublished, ReceiptKeyChanged

#: Changes of keys and lists happen one after another: the first eight bytes of SHA-256("clearway release keys").
_LOCK = 0x6C44_0D43_6854_6B98
#: The list is signed anew every day, and a gate that fetched it knows enough for a week.
SIGNED_EVERY, GOOD_FOR = timedelta(days=1), timedelta(days=7)
_ROOT = "list"


def signing_key(at: datetime) -> tuple[Ed25519PrivateKey, datetime]:
    """The key that signs receipts now, and since when; the first is made when it is first needed."""
    _alone()
    active = models.Key.objects.filter(valid_until=None, revoked_at=None).order_by("-valid_from").first()
    if active is None:
        return _begun(at), second(at)
    return _read(_path(active.kid), active.kid), active.valid_from


def second(at: datetime) -> datetime:
    """Receipts and keys are dated to the second: nobody compares more, and a code on paper stays small."""
    return at.replace(microsecond=0)


@transaction.atomic
def rotate(*, by: str, at: datetime) -> str:
    """A new key signs from now on; what the old one signed stays valid. The name of the new key."""
    _alone()
    for row in models.Key.objects.filter(valid_until=None, revoked_at=None):
        models.Key.objects.filter(kid=row.kid).update(valid_until=second(at))
        _tell(row.kid, "retired", by=by, at=at)
    kid = signature.thumbprint(_begun(at, by=by).public_key().public_bytes_raw())
    publish(at=at)
    return kid


@transaction.atomic
def revoke_key(kid: str, *, by: str, at: datetime) -> None:
    """Nothing that the key ever signed is good any more; somebody else may have it."""
    _alone()
    row = models.Key.objects.filter(kid=kid).first()
    if row is None:
        raise errors.KeyUnknown(kid=kid)
    if row.revoked_at is None:
        models.Key.objects.filter(kid=kid).update(revoked_at=second(at), valid_until=row.valid_until or second(at))
        _tell(kid, "revoked", by=by, at=at)
        publish(at=at)


def publish(*, at: datetime) -> bytes:
    """The list of keys and revoked receipts as it is now, signed; the same bytes while it is fresh and true."""
    return _fresh(at) or _signed_anew(at)


def _fresh(at: datetime) -> bytes | None:
    """What was published last, if it still says what is so and is not a day old."""
    last, now_so = queries.published(), queries.key_list()
    if last is None or not now_so.keys:
        return None
    known = KeyList.opened(last)
    is_true = (known.keys, known.revoked, known.issuer) == (now_so.keys, now_so.revoked, now_so.issuer)
    return last if is_true and at < known.issued_at + SIGNED_EVERY else None


@transaction.atomic
def _signed_anew(at: datetime) -> bytes:
    _alone()
    made = _fresh(at)
    if made is not None:
        return made
    if not models.Key.objects.exists():
        signing_key(at)
    root, now_so = _root(), queries.key_list()
    fresh = msgspec.structs.replace(
        now_so,
        number=now_so.number + 1,
        issued_at=second(at),
        next_update=second(at) + GOOD_FOR,
        root=signature.encoded(root.public_key().public_bytes_raw()),
    )
    document = signature.sign(fresh, root, typ=keylist.TYP).file(keylist.MEMBER)
    models.PublishedList.objects.create(number=fresh.number, document=document, issued_at=fresh.issued_at)
    log.record(KeyListPublished(number=fresh.number), subject="release/keys", actor="clearway", at=at)
    return document


def _begun(at: datetime, *, by: str = "clearway") -> Ed25519PrivateKey:
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    kid = signature.thumbprint(public)
    _write(_path(kid), private)
    models.Key.objects.create(kid=kid, public=public, valid_from=second(at))
    _tell(kid, "in use", by=by, at=at)
    return private


def _root() -> Ed25519PrivateKey:
    """The key of the list, made once."""
    path = _path(_ROOT)
    if not path.exists() and not models.PublishedList.objects.exists():
        _write(path, Ed25519PrivateKey.generate())
    return _read(path, _ROOT)


def _tell(kid: str, became: str, *, by: str, at: datetime) -> None:
    log.record(ReceiptKeyChanged(kid=kid, became=became), subject="release/keys", actor=by, at=at)


def _alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _path(name: str) -> Path:
    return Path(settings.CLEARWAY_VAR) / "keys" / "receipts" / f"{name}.pem"


def _read(path: Path, kid: str) -> Ed25519PrivateKey:
    try:
        with path.open("rb") as file:
            if stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077:
                raise errors.SigningKeyExposed(path=str(path))
            private = load_pem_private_key(file.read(), password=None)
    except (OSError, ValueError) as error:
        raise errors.SigningKeyAway(kid=kid, path=str(path)) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise errors.SigningKeyAway(kid=kid, path=str(path))
    return private


def _write(path: Path, private: Ed25519PrivateKey) -> None:
    """The key is in its place whole or not at all; where another process was first, its key stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    draft = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink(missing_ok=True)
