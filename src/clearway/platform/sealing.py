"""Sealing: what must be read again and nobody else may read is stored under a key made from the house's secret.

Each purpose has a key of its own. Where the house's secret was changed, what was sealed under a former one opens as
long as Django's ``SECRET_KEY_FALLBACKS`` names it.
"""

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class SealBroken(ValueError):
    """What was sealed cannot be opened: the house's secret has changed since, or it was altered."""


def seal(text: str, *, purpose: str) -> str:
    """The text as it may be stored."""
    return _sealing(purpose, _secrets()).encrypt(text.encode()).decode("ascii")


def unseal(sealed: str, *, purpose: str) -> str:
    """The text again; ``SealBroken`` where it was sealed with another secret, or for another purpose."""
    try:
        return _sealing(purpose, _secrets()).decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise SealBroken((SealBroken.__doc__ or "").partition("\n")[0]) from None


def _secrets() -> tuple[str, ...]:
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@lru_cache(maxsize=16)
def _sealing(purpose: str, secrets: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(_key(purpose, secret)) for secret in secrets])


def _key(purpose: str, secret: str) -> bytes:
    derived = HKDF(hashes.SHA256(), 32, salt=None, info=purpose.encode())
    return base64.urlsafe_b64encode(derived.derive(secret.encode()))
