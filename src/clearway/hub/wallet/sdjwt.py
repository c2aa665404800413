"""SD-JWT: a signed document whose parts are shown one by one, each behind a salted hash, bound to its holder's key.

After the IETF's SD-JWT and its credentials (``dc+sd-jwt``). Every claim of a document's own may be withheld; what
names the issuer, the type, the time and the holder's key is always shown.
"""

import base64
import binascii
import json
from collections.abc import Callable, Collection
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

import jwt
import msgspec
from jwt.types import Options

TYP: Final = "dc+sd-jwt"
KB_TYP: Final = "kb+jwt"
ALGORITHMS: Final = ("ES256", "EdDSA")
#: No document is longer.
LONGEST: Final = 200_000
#: A key binding is made for the question that was just asked.
FRESH_SECONDS: Final = 600
_TIMELESS: Final[Options] = {"verify_aud": False, "verify_exp": False, "verify_iat": False, "verify_nbf": False}
Claims = dict[str, Any]
Key = Any


class NotSound(ValueError):
    """A document or a presentation that cannot be relied on; the message says why."""


class Taken(msgspec.Struct, frozen=True):
    """A document taken apart, nothing of it checked yet."""

    signed: str
    disclosures: tuple[str, ...]
    binding: str

    @property
    def bare(self) -> str:
        """Everything but the key binding, as its hash is made over it."""
        return "~".join([self.signed, *self.disclosures, ""])


def made(plain: Claims, withheld: Claims, *, key: Key, alg: str, kid: str, salt: Callable[[], str]) -> str:
    """A signed document; ``withheld`` are the claims that its holder may show one by one."""
    disclosures = [_encoded(json.dumps([salt(), name, value]).encode()) for name, value in withheld.items()]
    claims = {**plain, "_sd_alg": "sha-256", "_sd": sorted(_digest(one) for one in disclosures)}
    signed = jwt.encode(claims, key, algorithm=alg, headers={"typ": TYP, "kid": kid})
    return "~".join([signed, *disclosures, ""])


def taken(text: str) -> Taken:
    """A document in its parts."""
    parts = text.split("~")
    if len(parts) < 2 or len(text) > LONGEST or not text.isascii():
        raise NotSound("This is not an SD-JWT.")
    return Taken(parts[0], tuple(parts[1:-1]), parts[-1])


def header(signed: str) -> Claims:
    """What a signature says of itself, unchecked."""
    try:
        return jwt.get_unverified_header(signed)
    except jwt.PyJWTError as error:
        raise NotSound(f"The signature cannot be read: {error}") from error


def payload(signed: str) -> Claims:
    """What a document says, where it is our own and needs no check."""
    return dict(jwt.decode(signed, options={**_TIMELESS, "verify_signature": False}))


def checked(signed: str, key: Key, *, typ: str | Collection[str]) -> Claims:
    """What was signed, if this key signed it and it is of this type; times are the caller's affair."""
    said = header(signed)
    types = (typ,) if isinstance(typ, str) else typ
    if said.get("typ") not in types:
        raise NotSound(f"The type is {said.get('typ')}, not {' or '.join(types)}.")
    try:
        return dict(jwt.decode(signed, key, algorithms=list(ALGORITHMS), options=_TIMELESS))
    except (jwt.PyJWTError, ValueError, TypeError) as error:
        raise NotSound(f"The signature is not right: {error}") from error


def opened(said: Claims, disclosures: Collection[str]) -> Claims:
    """The claims that are shown; a disclosure that the issuer has not signed, or that comes twice, is none."""
    digests = set(said.get("_sd", ()))
    claims = {name: value for name, value in said.items() if name not in ("_sd", "_sd_alg")}
    if said.get("_sd_alg", "sha-256") != "sha-256":
        raise NotSound("Only SHA-256 hides claims here.")
    for one in disclosures:
        digest, name, value = _digest(one), *_disclosed(one)
        if digest not in digests or name in claims:
            raise NotSound(f"The claim {name[:60]} was not signed, or comes twice.")
        digests.discard(digest)
        claims[name] = value
    return claims


def names(text: str) -> tuple[str, ...]:
    """The claims that a document may show one by one."""
    return tuple(_disclosed(one)[0] for one in taken(text).disclosures)


def shown(text: str, wanted: Collection[str]) -> str:
    """The document with no more than some claims."""
    parts = taken(text)
    kept = [one for one in parts.disclosures if _disclosed(one)[0] in wanted]
    return "~".join([parts.signed, *kept, ""])


def bound(text: str, *, key: Key, alg: str, audience: str, nonce: str, at: datetime) -> str:
    """The document with its holder's word that it is shown to this audience, for this question, now."""
    claims = {"iat": int(at.timestamp()), "aud": audience, "nonce": nonce, "sd_hash": _digest(taken(text).bare)}
    return text + jwt.encode(claims, key, algorithm=alg, headers={"typ": KB_TYP})


def check_binding(parts: Taken, holder: Claims, *, audience: str, nonce: str, at: datetime) -> None:
    """The holder of the key shows exactly this, to this audience, for this question, now."""
    if not parts.binding:
        raise NotSound("The key binding is missing.")
    said = checked(parts.binding, key_of(holder), typ=KB_TYP)
    if said.get("nonce") != nonce or said.get("aud") != audience:
        raise NotSound("The key binding is for another question or another audience.")
    if said.get("sd_hash") != _digest(parts.bare):
        raise NotSound("The key binding is of another document, or of other claims.")
    made_at = said.get("iat")
    if not isinstance(made_at, int) or abs(at.timestamp() - made_at) > FRESH_SECONDS:
        raise NotSound("The key binding was not made just now.")


def key_of(jwk: Any) -> Key:
    """A public key as a header or a document names it."""
    if not isinstance(jwk, dict) or "d" in jwk:
        raise NotSound("A public key in JWK form is missing.")
    kind = {("EC", "P-256"): "ES256", ("OKP", "Ed25519"): "EdDSA"}.get((str(jwk.get("kty")), str(jwk.get("crv"))))
    if kind is None:
        raise NotSound("The key is neither on P-256 nor an Ed25519 key.")
    try:
        return jwt.PyJWK(jwk, algorithm=kind).key
    except (jwt.PyJWTError, ValueError, TypeError, AttributeError) as error:
        raise NotSound(f"The key cannot be read: {error}") from error


def public_jwk(key: Key) -> Claims:
    """The public half of a key on P-256 as a JWK."""
    said: Claims = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(key))
    return {name: said[name] for name in ("kty", "crv", "x", "y")}


def thumbprint(jwk: Claims) -> str:
    """The name of a key, after RFC 7638."""
    members = ("crv", "kty", "x", "y") if jwk.get("kty") == "EC" else ("crv", "kty", "x")
    said = json.dumps({name: jwk[name] for name in members}, separators=(",", ":"), sort_keys=True)
    return _digest(said)


def _disclosed(encoded: str) -> tuple[str, Any]:
    try:
        said = json.loads(base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)))
    except (binascii.Error, ValueError, RecursionError) as error:
        raise NotSound("A disclosure cannot be read.") from error
    if not isinstance(said, list) or len(said) != 3 or not isinstance(said[1], str) or said[1] in ("_sd", "..."):
        raise NotSound("A disclosure is a salt, a name and a value.")
    return said[1], said[2]


def _digest(text: str) -> str:
    return _encoded(sha256(text.encode()).digest())


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
