"""The door of the interface: who asks, may they, what do they get; every failure becomes a problem document.

It stands before Django in the same process: a declaration's way in is short, and everything it shares with the
pages (rules, actions, registers) lies behind the handlers.
"""

import logging
import re
import uuid
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import django.db
import psycopg

from clearway.formats.limits import shown
from clearway.gateways.rest import negotiation, problems
from clearway.gateways.rest.call import EDIFACT, Call, Reply, Route
from clearway.gateways.rest.problems import Refused
from clearway.gateways.rest.routes import ROUTES
from clearway.platform.identity.actor import Actor
from clearway.registers.lawbook.public import LawbookError
from clearway.registers.traders import public as traders

logger = logging.getLogger(__name__)

PREFIX = "/v1/"
NOBODY = Actor(name="public")
#: A body that is too large is read on for so long and forgotten, so that its sender hears why.
MOST_FORGOTTEN = 64_000_000
PIECE = 65_536
#: No address of ours has more query parameters.
MOST_PARAMETERS = 20

#: What a store that is away, or the pool in front of it, says.
_AWAY = (
    django.db.OperationalError,
    django.db.InterfaceError,
    psycopg.OperationalError,
    psycopg.InterfaceError,
    TimeoutError,
)
_PHRASES = {
    200: "OK", 201: "Created", 204: "No Content", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden",
    404: "Not Found", 405: "Method Not Allowed", 406: "Not Acceptable", 409: "Conflict", 413: "Content Too Large",
    415: "Unsupported Media Type", 422: "Unprocessable Content", 500: "Internal Server Error",
    502: "Bad Gateway", 503: "Service Unavailable",
}  # fmt: skip

Environ = dict[str, Any]
StartResponse = Callable[[str, list[tuple[str, str]]], Any]
Compiled = tuple[tuple[re.Pattern[str], Route], ...]


def compiled(routes: Iterable[Route], *, ends: str = "") -> Compiled:
    """The addresses of a table, ready to be matched; each may end in what ``ends`` says."""
    names = re.compile(r"{(\w+)}")
    return tuple((re.compile(names.sub(r"(?P<\1>[^/]+)", one.path) + ends), one) for one in routes)


class Front(NamedTuple):
    """What is served: its addresses, whether an unknown parameter is refused, and how its refusals are given."""

    routes: Compiled
    is_strict: bool = True
    refused: Callable[[Reply], Reply] = lambda reply: reply


HOUSE = Front(compiled(ROUTES))


def serve(environ: Environ, start_response: StartResponse, front: Front = HOUSE) -> Iterable[bytes]:
    """Answer one request under /v1, or of another front."""
    language = negotiation.language(environ.get("HTTP_ACCEPT_LANGUAGE", ""))
    try:
        reply = _handled(environ, language, front)
    except Exception as error:  # noqa: BLE001 - the outermost loop: whatever it is, the caller gets a problem.
        reply = front.refused(_failed(error, language))
    headers = [
        ("Content-Type", reply.content_type),
        ("Content-Length", str(len(reply.content))),
        ("X-Content-Type-Options", "nosniff"),
        ("Cache-Control", "no-store"),
        *reply.headers.items(),
    ]
    start_response(f"{reply.status} {_PHRASES[reply.status]}", headers)
    return [b""] if environ["REQUEST_METHOD"] == "HEAD" else [reply.content]


def _handled(environ: Environ, language: str, front: Front) -> Reply:
    route, parameters = _route(environ["REQUEST_METHOD"], environ.get("PATH_INFO", ""), front.routes)
    if route is None:
        return Reply(204, b"", headers={"Allow": parameters["methods"]})
    # Django looks after its connections at the start of a request of its own; this one is not.
    django.db.close_old_connections()
    actor = _actor(route, environ)
    wanted = negotiation.chosen(environ.get("HTTP_ACCEPT", ""), route.offers)
    if wanted is None:
        raise Refused(406, "{offers} can be given.", offers=", ".join(route.offers))
    query = _query(route, environ.get("QUERY_STRING", ""), is_strict=front.is_strict)
    kind = _content_type(route, environ) if route.takes else ""
    call = Call(
        actor=actor,
        parameters=parameters,
        query=query,
        content=_body(environ, route.most_bytes) if route.takes else b"",
        content_type=kind,
        wanted=wanted,
        language=language,
        headers={name: environ.get(f"HTTP_{name.upper().replace('-', '_')}", "") for name in route.headers},
        is_head=environ["REQUEST_METHOD"] == "HEAD",
    )
    return route.handler(call)


def _route(method: str, path: str, routes: Compiled) -> tuple[Route | None, dict[str, str]]:
    """The route of an address, with its parameters; for OPTIONS, none and the methods that are offered there."""
    path = path.encode("latin-1", "replace").decode("utf-8", "replace")
    found = [(route, match.groupdict()) for pattern, route in routes if (match := pattern.fullmatch(path))]
    # An address that the table spells out is never taken for a number.
    found = [one for one in found if not one[1]] or found
    for route, parameters in found:
        if route.method == ("GET" if method == "HEAD" else method):
            return route, parameters
    if not found:
        raise Refused(404, "{address} is not offered.", address=shown(path))
    methods = {"OPTIONS"} | {route.method for route, _ in found}
    offered = ", ".join(sorted(methods | ({"HEAD"} if "GET" in methods else set())))
    if method == "OPTIONS":
        return None, {"methods": offered}
    raise Refused(405, "{methods} are offered.", headers={"Allow": offered}, methods=offered)


def _actor(route: Route, environ: Environ) -> Actor:
    if route.permission is None:
        return NOBODY
    scheme, _, token = environ.get("HTTP_AUTHORIZATION", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Refused(401, "Authorization: Bearer is missing.", headers={"WWW-Authenticate": "Bearer"})
    actor = traders.bearer(token.strip())
    if actor is None:
        raise Refused(
            401,
            "The token is unknown, expired or revoked.",
            headers={"WWW-Authenticate": 'Bearer error="invalid_token"'},
        )
    if not actor.may(route.permission):
        raise Refused(
            403,
            "The token lacks the scope {scope}.",
            headers={"WWW-Authenticate": f'Bearer error="insufficient_scope", scope="{route.permission}"'},
            scope=route.permission,
        )
    if actor.is_sandbox and route.method != "GET" and not route.path.endswith("/check"):
        raise Refused(
            403, "This client is for trying only; what it sends has no legal effect, so only checks are taken."
        )
    return actor


def _query(route: Route, text: str, *, is_strict: bool) -> dict[str, str]:
    """The parameters of a query; one that is given twice is refused, and an unknown one where that matters."""
    try:
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_PARAMETERS) if text else []
    except ValueError:
        raise Refused(400, "The query has too many parameters.") from None
    found: dict[str, str] = {}
    for name, value in pairs:
        if name not in route.query and not is_strict:
            continue
        if name not in route.query or name in found:
            known = ", ".join(route.query)
            raise Refused(
                400,
                "This parameter is unknown here, or given twice.",
                at=f"query/{shown(name)}",
                passes="{known}",
                known=known,
            )
        found[name] = value
    return found


def _content_type(route: Route, environ: Environ) -> str:
    """The media type of the body, where it is one that the route takes."""
    announced = environ.get("CONTENT_TYPE") or ""
    kind, charset = negotiation.media_type(announced)
    if kind not in route.takes:
        taken = ", ".join(route.takes)
        raise Refused(415, "{kind} was sent; {taken} are taken.", kind=shown(kind) or "no content type", taken=taken)
    # An interchange names its own character set in UNB.
    if kind != EDIFACT and not negotiation.is_unicode(charset):
        raise Refused(415, "The charset {charset} was sent; utf-8 is taken.", charset=shown(charset))
    encoding = environ.get("HTTP_CONTENT_ENCODING", "identity")
    if encoding.lower() != "identity":
        raise Refused(
            415,
            "The encoding {encoding} was sent; bodies are taken as they are.",
            headers={"Accept-Encoding": "identity"},
            encoding=shown(encoding),
        )
    return kind


def _body(environ: Environ, most: int) -> bytes:
    """The body, never more of it in memory than the route takes."""
    length = environ.get("CONTENT_LENGTH") or ""
    announced = int(length) if length.isdigit() and len(length) < 19 else None
    body = environ["wsgi.input"]
    if announced is None:
        content: bytes = body.read(most + 1) if environ.get("wsgi.input_terminated") else b""
    else:
        content = body.read(announced) if announced <= most else b""
    if len(content) > most or (announced or 0) > most:
        _forget_the_rest(environ, announced)
        raise Refused(413, "{sent} bytes were sent; {most} are taken.", sent=length or f">{most}", most=str(most))
    if announced is not None and len(content) != announced:
        raise Refused(400, "{sent} bytes were announced, {came} came.", sent=length, came=str(len(content)))
    return content


def _forget_the_rest(environ: Environ, announced: int | None) -> None:
    """A sender that has not been asked to go on stops by itself; another one would not hear us while it sends."""
    if environ.get("HTTP_EXPECT"):
        return
    left = min(MOST_FORGOTTEN, announced if announced is not None else MOST_FORGOTTEN)
    while left > 0:
        piece = environ["wsgi.input"].read(min(PIECE, left))
        if not piece:
            return
        left -= len(piece)


def _failed(error: Exception, language: str) -> Reply:
    known = problems.reply_to(error, language)
    if known is not None:
        return known
    if isinstance(error, _AWAY):
        logger.warning("the store is away: %s", error)
        django.db.close_old_connections()
        known = problems.reply_to(Refused(503, "The store is away; send the same again in a moment."), language)
    elif isinstance(error, LawbookError):
        logger.error("%s: %s", error.code, error)
        known = problems.reply_to(Refused(503, "No law can be applied just now ({code}).", code=error.code), language)
    else:
        incident = uuid.uuid4().hex[:12]
        logger.exception("incident %s", incident, exc_info=error)
        known = problems.reply_to(Refused(500, "Incident {incident}.", incident=incident), language)
    assert known is not None
    return known
