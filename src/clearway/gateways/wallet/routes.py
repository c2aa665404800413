"""Every address of the wallet's protocols: who it is for, what it needs, what it takes and gives."""

from typing import Any, Final, Literal

from clearway.gateways.rest.call import JSON, Handler, Route
from clearway.gateways.wallet import issuing, verifying
from clearway.gateways.wallet.reading import FORM, MOST_BYTES

_HEADERS: Final = {"Host": "The house that is meant.", "Authorization": "The token for a document."}
_STATUS: Final = "application/statuslist+jwt"
_ONE: Final = "/wallet/requests/{number}"


def _open(
    method: Literal["GET", "POST"], path: str, handler: Handler, *, takes: str = "", gives: str = JSON,
    body: Any = None,
) -> Route:  # fmt: skip
    """An address for whoever has a code, a token or a document: these say who may."""
    offers = (gives,) if gives == JSON else (gives, JSON)
    return Route(
        method, path, handler, _first_line(handler), "public", None, {200: dict[str, Any]}, offers=offers,
        takes=(takes,) if takes else (), most_bytes=MOST_BYTES, body=body, headers=_HEADERS,
    )  # fmt: skip


def _first_line(handler: Handler) -> str:
    return (handler.__doc__ or "").partition("\n")[0]


ROUTES: Final[tuple[Route, ...]] = (
    _open("GET", "/.well-known/openid-credential-issuer", issuing.metadata),
    _open("GET", "/.well-known/oauth-authorization-server", issuing.authorization),
    _open("GET", "/.well-known/jwt-vc-issuer", issuing.keys),
    _open("GET", "/wallet/types/{kind}", issuing.kind),
    _open("GET", "/wallet/offers/{number}", issuing.offer),
    _open("POST", "/wallet/token", issuing.token, takes=FORM),
    _open("POST", "/wallet/nonce", issuing.nonce),
    _open("POST", "/wallet/credential", issuing.credential, takes=JSON, body=issuing.Wanted),
    _open("GET", "/wallet/status/1", issuing.status, gives=_STATUS),
    _open("GET", f"{_ONE}/object", verifying.request, gives=verifying.REQUEST),
    _open("POST", f"{_ONE}/object", verifying.request, gives=verifying.REQUEST),
    _open("POST", f"{_ONE}/response", verifying.response, takes=FORM),
    Route("POST", "/wallet/requests", verifying.ask, _first_line(verifying.ask), "official", "hub:ask",
          {201: dict[str, Any]}, takes=(JSON,), most_bytes=MOST_BYTES, body=verifying.NewQuestion, headers=_HEADERS),
    Route("GET", _ONE, verifying.found, _first_line(verifying.found), "official", "hub:ask",
          {200: dict[str, Any]}, headers=_HEADERS),
)  # fmt: skip
