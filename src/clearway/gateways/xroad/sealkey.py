"""The key and certificate by which the edge signs messages: made at the first start, kept in one file."""

import os
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from cryptography.x509.oid import NameOID

from clearway.platform.calendar import now

_YEARS = timedelta(days=3650)


class Seal(NamedTuple):
    """What the edge signs with."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate


def load_or_create(path: Path, name: str) -> Seal:
    """The seal in a file that only its owner reads; of several processes that start at once the first makes it."""
    try:
        return _load(path)
    except FileNotFoundError:
        _create(path, name)
    return _load(path)


def _load(path: Path) -> Seal:
    content = path.read_bytes()
    key = load_pem_private_key(content, None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise ValueError(f"{path} does not hold the edge's key")
    return Seal(key, x509.load_pem_x509_certificate(content))


def _create(path: Path, name: str) -> None:
    key, at = ec.generate_private_key(ec.SECP256R1()), now()
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{name} messages")])
    made = x509.CertificateBuilder(named, named, key.public_key(), x509.random_serial_number(), at, at + _YEARS)
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    certificate = made.add_extension(usage, critical=True).sign(key, SHA256())
    content = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content + certificate.public_bytes(Encoding.PEM))
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink(missing_ok=True)
