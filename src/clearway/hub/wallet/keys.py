"""The key that signs documents, made when it is first needed; and what wallets and verifiers are told of it."""

from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.db import IntegrityError, transaction

from clearway.hub.wallet import models, sdjwt
from clearway.platform.sealing import seal, unseal

ALG = "ES256"
_PURPOSE = "clearway wallet keys"


def fresh() -> ec.EllipticCurvePrivateKey:
    """A new key on P-256."""
    return ec.generate_private_key(ec.SECP256R1())


def sealed(key: ec.EllipticCurvePrivateKey) -> str:
    """A private key as it may be stored."""
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return seal(pem.decode(), purpose=_PURPOSE)


def unsealed(text: str) -> Any:
    """The private key again."""
    return load_pem_private_key(unseal(text, purpose=_PURPOSE).encode(), None)


def signing(at: datetime) -> tuple[str, Any]:
    """The name of the key that signs now, and the key."""
    row = models.SigningKey.objects.filter(is_current=True).first() or _begun(at)
    return row.kid, unsealed(row.private)


def published() -> list[dict[str, Any]]:
    """Every key that has signed documents, as a set of JWK."""
    rows = models.SigningKey.objects.order_by("since")
    return [{**row.public, "kid": row.kid, "alg": ALG, "use": "sig"} for row in rows]


def public(kid: str) -> Any:
    """A key of the house by its name."""
    row = models.SigningKey.objects.filter(kid=kid).first()
    if row is None:
        raise sdjwt.NotSound("It was signed with a key that is not ours.")
    return sdjwt.key_of(row.public)


def _begun(at: datetime) -> models.SigningKey:
    key = fresh()
    jwk = sdjwt.public_jwk(key.public_key())
    try:
        with transaction.atomic():
            return models.SigningKey.objects.create(
                kid=sdjwt.thumbprint(jwk), private=sealed(key), public=jwk, since=at
            )
    except IntegrityError:
        return models.SigningKey.objects.get(is_current=True)
