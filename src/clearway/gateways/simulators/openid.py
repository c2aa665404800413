"""An outside OpenID provider as a process of its own, for the demonstration and the tests; it knows invented people.

It speaks discovery, authorization code with PKCE, and signed identity tokens over plain HTTP on the loopback. Its key
and its codes are in memory, and forgotten with the process.
"""

import base64
import html
import json
import secrets
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Annotated, Any, NamedTuple
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import typer
from cryptography.hazmat.primitives.asymmetric import ed25519
from jwt.algorithms import OKPAlgorithm

from clearway.platform.calendar import now

KEY_NUMBER = "simulated"
LASTS_SECONDS = 300
ACR = "urn:demoland:high"
DEFAULT_PEOPLE = "1001:Mina Harbour:P0000007,1002:Teo Bridge:P0000008,1003:Ana Summit"


class Known(NamedTuple):
    """Somebody the provider knows; ``person`` is the number in the residents' register, if it has verified one."""

    name: str
    person: str = ""


class Provider:
    """Who is known, which client may ask, and the codes given out and not used yet."""

    def __init__(self, issuer: str, client: str, secret: str, people: dict[str, Known]) -> None:
        """Make a key; nothing is kept on disk."""
        self.issuer, self.client, self.secret, self.people = issuer, client, secret, people
        self.key = ed25519.Ed25519PrivateKey.generate()
        self.codes: dict[str, dict[str, str]] = {}

    def discovery(self) -> dict[str, Any]:
        """What the provider says about itself."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["EdDSA"],
            "code_challenge_methods_supported": ["S256"],
        }

    def jwks(self) -> dict[str, Any]:
        """The key that its signatures are checked with."""
        public = json.loads(OKPAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": KEY_NUMBER, "use": "sig", "alg": "EdDSA"}]}

    def chosen(self, asked: dict[str, str], person: str) -> str:
        """The address to send a person back to, with a code for who they said they are."""
        code = secrets.token_urlsafe(16)
        self.codes[code] = {**asked, "person": person}
        answer = urlencode({"code": code, "state": asked.get("state", ""), "iss": self.issuer})
        return f"{asked['redirect_uri']}?{answer}"

    def token(self, form: dict[str, str], authorization: str) -> dict[str, Any] | None:
        """Tokens for a code, once, to the client that holds the verifier; nothing where anything is amiss."""
        kept = self.codes.pop(form.get("code", ""), None)
        expected = base64.b64encode(f"{self.client}:{self.secret}".encode()).decode()
        if kept is None or authorization != f"Basic {expected}" or kept["redirect_uri"] != form.get("redirect_uri"):
            return None
        digest = sha256(form.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != kept.get("code_challenge"):
            return None
        at = int(now().timestamp())
        claims = {
            "iss": self.issuer,
            "sub": kept["person"],
            "aud": self.client,
            "iat": at,
            "exp": at + LASTS_SECONDS,
            "nonce": kept.get("nonce", ""),
            "name": self.people[kept["person"]].name,
            "acr": ACR,
        }
        if self.people[kept["person"]].person:
            claims["person_number"] = self.people[kept["person"]].person
        signed = jwt.encode(claims, self.key, algorithm="EdDSA", headers={"kid": KEY_NUMBER})
        return {"access_token": secrets.token_urlsafe(16), "token_type": "Bearer", "id_token": signed}


def serve(provider: Provider, server: ThreadingHTTPServer) -> None:
    """Answer until the process is told to end."""
    server.RequestHandlerClass.provider = provider  # type: ignore[attr-defined] # the handler's own attribute.
    server.serve_forever()


class Answering(BaseHTTPRequestHandler):
    """One request."""

    provider: Provider

    def do_GET(self) -> None:
        """Describe oneself, or ask a person who they are."""
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/.well-known/openid-configuration":
            self._json(self.provider.discovery())
        elif parts.path == "/jwks":
            self._json(self.provider.jwks())
        elif parts.path == "/authorize" and asked.get("client_id") == self.provider.client:
            self._ask(asked)
        else:
            self._send(404, b"nothing here", "text/plain")

    def do_POST(self) -> None:
        """Take a person's choice, or a client's code."""
        parts = urlsplit(self.path)
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        form = {name: values[0] for name, values in parse_qs(content.decode()).items()}
        if parts.path == "/authorize" and form.get("person") in self.provider.people:
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            self._send(303, b"", "text/plain", Location=self.provider.chosen(asked, form["person"]))
        elif parts.path == "/token":
            found = self.provider.token(form, self.headers.get("Authorization", ""))
            self._json(found or {"error": "invalid_grant"}, status=200 if found else 400)
        else:
            self._send(400, b"who?", "text/plain")

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: codes stand in addresses."""

    def _ask(self, asked: dict[str, str]) -> None:
        address = html.escape(f"/authorize?{urlencode(asked)}")
        buttons = "".join(
            f'<p><button name="person" value="{html.escape(number)}">{html.escape(name)}</button></p>'
            for number, (name, _person) in self.provider.people.items()
        )
        page = (
            '<!doctype html><html lang="en"><meta charset="utf-8"><title>Simulated identity</title>'
            f"<main><h1>Who are you?</h1><p>A simulated provider: choose.</p>"
            f'<form method="post" action="{address}">{buttons}</form></main></html>'
        )
        self._send(200, page.encode(), "text/html; charset=utf-8")

    def _json(self, value: dict[str, Any], *, status: int = 200) -> None:
        self._send(status, json.dumps(value).encode(), "application/json")

    def _send(self, status: int, content: bytes, kind: str, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(content)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


def openid(
    port: Annotated[int, typer.Option(help="Where to listen, on the loopback; 0 takes a free one.")] = 0,
    client: Annotated[str, typer.Option(help="The client that may ask.")] = "clearway",
    secret: Annotated[str, typer.Option(help="The client's secret.")] = "simulated",
    people: Annotated[str, typer.Option(help="number:name[:personal number], by commas.")] = DEFAULT_PEOPLE,
) -> None:
    """Be an outside identity provider until told to end; the first line says where."""
    server = ThreadingHTTPServer(("127.0.0.1", port), Answering)
    issuer = f"http://127.0.0.1:{server.server_port}"
    named = {number: Known(*known) for number, *known in (one.split(":", 2) for one in people.split(","))}
    typer.echo(issuer)
    serve(Provider(issuer, client, secret, named), server)
