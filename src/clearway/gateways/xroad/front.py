"""The front of the edge: a server that speaks TLS with members, asks for their certificates, and says which it saw.

Who holds a member's token must then also hold the key of a certificate that the member has put on file. The front
proves itself by a secret, for anybody could write the header of a certificate; what it adds is no part of the
message, and is taken out before anything is hashed, judged or kept.
"""

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Awaitable, Callable
from typing import Any, Final
from urllib.parse import unquote_to_bytes

Scope = dict[str, Any]
Application = Callable[[Scope, Any, Any], Awaitable[None]]

#: The header by which the front proves itself, and that of the certificate it saw (RFC 9440).
SECRET: Final = "Clearway-Front"
CERTIFICATE: Final = "Client-Cert"
#: Where the fingerprint is found in a request's scope: empty where no certificate was shown by the front.
SEEN: Final = "clearway.certificate"
#: A secret that is shorter could be guessed.
LEAST: Final = 32
_PEM: Final = re.compile(rb"-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----\s*")


class Fronted:
    """An application of ASGI behind a front that it knows by a secret."""

    def __init__(self, application: Application, secret: str) -> None:
        """Believe whoever knows the secret; ``ValueError`` where it is too short."""
        if len(secret) < LEAST:
            raise ValueError(f"a secret has {LEAST} characters at least")
        self._application, self._secret = application, secret.encode()

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        """Pass a call on without what the front added, and with what it said."""
        if scope["type"] == "http":
            scope = {**scope, **self._said(scope)}
        await self._application(scope, receive, send)

    def _said(self, scope: Scope) -> Scope:
        names = {SECRET.lower().encode(): b"", CERTIFICATE.lower().encode(): b""}
        kept = []
        for name, value in scope["headers"]:
            if name.lower() in names:
                names[name.lower()] = value
            else:
                kept.append((name, value))
        proven, shown = names.values()
        is_front = hmac.compare_digest(proven, self._secret)
        return {"headers": kept, SEEN: fingerprint(shown) if is_front else ""}


def fingerprint(shown: bytes) -> str:
    """The SHA-256 of a certificate as the front shows it: RFC 9440, or PEM percent-encoded; empty where none is."""
    text = shown.strip()
    if text[:1] == text[-1:] == b":":
        coded = text[1:-1]
    else:
        found = _PEM.fullmatch(unquote_to_bytes(text))
        coded = b"".join(found[1].split()) if found else b""
    try:
        der = base64.b64decode(coded, validate=True)
    except binascii.Error:
        return ""
    return hashlib.sha256(der).hexdigest() if der else ""
