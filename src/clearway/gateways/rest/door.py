"""The door of the interface: who asks, may they, what do they get; every failure becomes a problem document.

It stands before Django in the same process: a declaration's way in is short, and everything it shares with the
pages (rules, actions, registers) lies behind the handlers.
"""

import logging
import re
import uuid
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qsl

import psycopg
from django.db import OperationalError, close_old_connections
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

from clearway.gateways.rest import problems
from clearway.gateways.rest.call import Call, Reply, Route
from clearway.gateways.rest.problems import Refused
from clearway.gateways.rest.routes import ROUTES
from clearway.platform.identity.actor import Actor
from clearway.registers.traders import public as traders

logger = logging.getLogger(__name__)

#: A declaration of many items is a few megabytes; ten times that is no declaration.
LARGEST = 20 * 1024 * 1024
PREFIX = "/v1/"
NOBODY = Actor(name="public")

_PHRASES = {
    200: "OK", 201: "Created", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found",
    405: "Method Not Allowed", 406: "Not Acceptable", 409: "Conflict", 413: "Content Too Large",
    415: "Unsupported Media Type", 422: "Unprocessable Content", 500: "Internal Server Error",
    503: "Service Unavailable",
}  # fmt: skip
_COMPILED = [(re.compile("^" + re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", route.path) + "$"), route) for route in ROUTES]

Environ = dict[str, Any]
StartResponse = Callable[[str, list[tuple[str, str]]], Any]


def serve(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """Answer one request under /v1."""
    language = _language(environ.get("HTTP_ACCEPT_LANGUAGE", ""))
    try:
        reply = _handled(environ, language)
    except Exception as error:  # noqa: BLE001 - the outermost loop: whatever it is, the caller gets a problem.
        reply = _failed(error, language)
    headers = [
        ("Content-Type", reply.content_type),
        ("Content-Length", str(len(reply.content))),
        ("X-Content-Type-Options", "nosniff"),
        ("Cache-Control", "no-store"),
        *reply.headers.items(),
    ]
    start_response(f"{reply.status} {_PHRASES[reply.status]}", headers)
    return [reply.content]


def _handled(environ: Environ, language: str) -> Reply:
    route, parameters = _route(environ["REQUEST_METHOD"], environ.get("PATH_INFO", ""))
    actor = _actor(route, environ)
    call = Call(
        actor=actor,
        parameters=parameters,
        query=dict(parse_qsl(environ.get("QUERY_STRING", ""))),
        content=_body(environ) if route.takes else b"",
        content_type=environ.get("CONTENT_TYPE", ""),
        accept=environ.get("HTTP_ACCEPT", ""),
        language=language,
    )
    return route.handler(call)


def _route(method: str, path: str) -> tuple[Route, dict[str, str]]:
    path = path.encode("latin-1").decode("utf-8", "replace")
    methods = []
    for pattern, route in _COMPILED:
        match = pattern.match(path)
        if match is None:
            continue
        if route.method == method:
            return route, match.groupdict()
        methods.append(route.method)
    if methods:
        raise Refused(405, f"{', '.join(methods)} is offered", headers={"Allow": ", ".join(methods)})
    raise Refused(404, path)


def _actor(route: Route, environ: Environ) -> Actor:
    if route.permission is None:
        return NOBODY
    scheme, _, token = environ.get("HTTP_AUTHORIZATION", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Refused(401, "Authorization: Bearer is missing", headers={"WWW-Authenticate": "Bearer"})
    actor = traders.bearer(token.strip())
    if actor is None:
        raise Refused(
            401,
            "the token is unknown, expired or revoked",
            headers={"WWW-Authenticate": 'Bearer error="invalid_token"'},
        )
    if not actor.may(route.permission):
        raise Refused(403, f"the token lacks the scope {route.permission}")
    return actor


def _body(environ: Environ) -> bytes:
    length = environ.get("CONTENT_LENGTH") or ""
    if length.isdigit() and int(length) > LARGEST:
        raise Refused(413, f"{length} bytes were announced; {LARGEST} are taken")
    content: bytes = environ["wsgi.input"].read(LARGEST + 1)
    if len(content) > LARGEST:
        raise Refused(413, f"more than {LARGEST} bytes were sent")
    return content


def _language(header: str) -> str:
    for tag, _ in parse_accept_lang_header(header.lower()[:500]):
        try:
            return get_supported_language_variant(tag)
        except LookupError:
            continue
    return "en"


def _failed(error: Exception, language: str) -> Reply:
    known = problems.reply_to(error, language)
    if known is not None:
        return known
    if isinstance(error, OperationalError | psycopg.OperationalError):
        logger.warning("the store is away: %s", error)
        close_old_connections()
        away = problems.reply_to(Refused(503, "the store is away; send again in a moment"), language)
        assert away is not None
        return away
    incident = uuid.uuid4().hex[:12]
    logger.exception("incident %s", incident, exc_info=error)
    failed = problems.reply_to(Refused(500, f"incident {incident}"), language)
    assert failed is not None
    return failed
