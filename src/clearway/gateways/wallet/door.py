"""The door of the wallet's protocols: the house's own, on another table, with failures as OAuth says them."""

from collections.abc import Iterable

import msgspec

from clearway.gateways.rest import door
from clearway.gateways.rest.call import JSON, Reply
from clearway.gateways.rest.door import Environ, Front, StartResponse
from clearway.gateways.wallet.routes import ROUTES

PREFIXES = ("/wallet/", "/.well-known/openid-credential-issuer", "/.well-known/oauth-authorization-server",
            "/.well-known/jwt-vc-issuer")  # fmt: skip
#: How OpenID's protocols call what the house's own problems call otherwise.
_CALLED = {
    "WLT-003": "unsupported_credential_type", "WLT-004": "invalid_grant", "WLT-005": "invalid_grant",
    "WLT-006": "invalid_proof",
}  # fmt: skip


def serve(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """Answer one request."""
    return door.serve(environ, start_response, FRONT)


def _as_oauth(reply: Reply) -> Reply:
    """The problem, with the members of an OAuth error beside its own."""
    if not reply.content:
        return reply
    problem = msgspec.json.decode(reply.content)
    error = _CALLED.get(problem["code"], "server_error" if reply.status >= 500 else "invalid_request")
    description = " ".join(one for one in (problem["title"], problem.get("detail", "")) if one)
    status = 400 if reply.status == 422 else reply.status
    content = msgspec.json.encode({**problem, "status": status, "error": error, "error_description": description})
    return Reply(status, content, JSON, reply.headers)


FRONT = Front(door.compiled(ROUTES), is_strict=False, refused=_as_oauth)
