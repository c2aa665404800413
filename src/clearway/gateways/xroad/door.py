"""The door of the edge: whose call, may they, what do they get; every failure is an error of the protocol.

A caller is known by a bearer token of the organisation's software and, where a front asks for certificates, by one
that the organisation has put on file; the client that a call names must be the token's organisation.
"""

import logging
import re
import uuid
from collections.abc import Callable
from typing import Any, NamedTuple

import django.db
import msgspec
import psycopg

from clearway.formats.refusal import Fault, Unreadable
from clearway.formats.xroad import address, errors, hashing, headers, identifiers
from clearway.formats.xroad.errors import Code, Failure
from clearway.formats.xroad.headers import CLIENT, CLIENT_OF_GOVSTACK, Said
from clearway.formats.xroad.identifiers import Client, shown
from clearway.gateways.xroad import members
from clearway.gateways.xroad.call import Call, Failed, Manner, Reply, Request, Route, Tongue
from clearway.gateways.xroad.routes import ROUTES, SERVICE
from clearway.gateways.xroad.services import told
from clearway.hub.boarding import public as boarding
from clearway.platform.calendar import now
from clearway.platform.identity.actor import Actor
from clearway.registers.lawbook.public import LawbookError
from clearway.registers.traders import public as traders

logger = logging.getLogger(__name__)

NOBODY = Actor(name="public")
_AWAY = (
    django.db.OperationalError, django.db.InterfaceError, psycopg.OperationalError, psycopg.InterfaceError,
    TimeoutError,
)  # fmt: skip
_PART = re.compile(r"{(\w+)}")
_SPELLED = [(re.compile(_PART.sub(r"(?P<\1>[^/]*)", one.path)), one) for one in ROUTES if one.path != SERVICE]
_OF_SERVICES = next(one for one in ROUTES if one.path == SERVICE)
#: Addresses that look like a service's and are something else.
_BESIDE_SERVICES = re.compile(
    "|".join(
        _PART.sub("[^/]*", one.path) for one in ROUTES if one.path != SERVICE and one.path.startswith(address.PREFIX)
    )
)
#: Which failure a fault of a message is, by the beginning of its code and where it was found.
_FAILURES: tuple[tuple[str, str, Code], ...] = (
    ("FMT-407", "", "Server.ClientProxy.InvalidHttpMethod"),
    ("FMT-411", "", "Server.ClientProxy.MissingHeaderField"),
    ("FMT-40", "path", "Server.ClientProxy.InvalidServiceIdentifier"),
    ("FMT-40", "X-", "Server.ClientProxy.InvalidClientIdentifier"),
)


def certified(fingerprint: str) -> str | None:
    """The member that has a certificate on file which is good now."""
    return boarding.certified(fingerprint, now())


class Registers(NamedTuple):
    """Who says whose a token is, whom a client belongs to, and whose a certificate is."""

    bearer: Callable[[str], Actor | None] = traders.bearer
    organisation: Callable[[Client, str], str | None] = members.organisation
    certified: Callable[[str], str | None] = certified


def serve(request: Request, manner: Manner) -> Reply:
    """Answer one request."""
    marks: dict[str, str] = {}
    try:
        route, parts = _route(request)
        # Django looks after its connections at the start of a request of its own; this one is not.
        django.db.close_old_connections()
        reply = route.handler(_call(route, parts, request, manner, marks, Registers()))
    except Exception as error:  # noqa: BLE001 - the outermost loop: whatever it is, the caller gets an error.
        reply = failed(error, request, manner)
    reply.headers = {**marks, **reply.headers}
    return reply


def is_of_a_service(request: Request) -> bool:
    """Whether a request calls a service, rather than asking what there is."""
    path = request.path
    return path.startswith(address.PREFIX) and _BESIDE_SERVICES.fullmatch(path) is None


def call_of_a_service(request: Request, manner: Manner, marks: dict[str, str], registers: Registers) -> Call:
    """The call that a request makes of a service; ``marks`` are filled with what goes with any answer to it."""
    address.verb(request.verb)
    return _call(_OF_SERVICES, {}, request, manner, marks, registers)


def token(request: Request) -> str:
    """The bearer token of a request; empty where it has none."""
    scheme, _, given = (headers.last(request.headers, "authorization") or "").partition(" ")
    return given.strip() if scheme.lower() == "bearer" and given.isascii() else ""


def failed(error: Exception, request: Request, manner: Manner) -> Reply:
    """What is said where a request fails; GovStack's callers are told by the status of the text."""
    return _failed(error, msgspec.structs.replace(manner, style="text") if _is_govstack(request) else manner)


def _is_govstack(request: Request) -> bool:
    try:
        return _tongue(_route(request)[0], request) == "govstack"
    except (Failed, Unreadable):
        return False


def _route(request: Request) -> tuple[Route, dict[str, str]]:
    """The row of an address, with the parts its path names; a service's are read by the protocol."""
    found = [(one, match.groupdict()) for pattern, one in _SPELLED if (match := pattern.fullmatch(request.path))]
    verb = "GET" if request.verb == "HEAD" else request.verb
    for route, parts in found:
        if verb in route.verbs:
            return route, parts
    if found:
        message = f"{', '.join(found[0][0].verbs)} is offered at this address, not {shown(request.verb)}."
        raise Failed("Server.ClientProxy.InvalidHttpMethod", message, f"What would pass: {found[0][0].verbs[0]}")
    if request.path.startswith(address.PREFIX):
        address.verb(request.verb)
        return _OF_SERVICES, {}
    message = f"{shown(request.path)} is not offered."
    raise Failed("Server.ClientProxy.InvalidRequest", message, f"What would pass: {SERVICE}")


def _tongue(route: Route, request: Request) -> Tongue:
    """A call speaks GovStack's tongue by its address, or by the name of the header that says whose it is."""
    is_theirs = any(headers.last(request.headers, name) is not None for name in CLIENT_OF_GOVSTACK)
    return "govstack" if is_theirs else route.tongue


def _call(
    route: Route,
    parts: dict[str, str],
    request: Request,
    manner: Manner,
    marks: dict[str, str],
    registers: Registers,
) -> Call:
    """Everything that a handler is told; a request that is wrong hears so before its token is looked at."""
    tongue = _tongue(route, request)
    call = Call(request, NOBODY, manner, parts, tongue, marks=marks)
    if route is _OF_SERVICES:
        call.address = address.read(request.target)
    elif parts:
        _read_provider(call)
    if route.asks:
        names = (*CLIENT_OF_GOVSTACK, CLIENT) if tongue == "govstack" else (CLIENT, *CLIENT_OF_GOVSTACK)
        call.said = headers.read(request.headers, client_from=names)
        _mark(call, call.said)
    call.actor = _actor(route, request, registers)
    if route.permission is not None and request.certificate is not None:
        _must_be_certified(request.certificate, call.actor, registers)
    if call.said is not None:
        _must_be_its_own(route, call.said, call, registers)
    return call


def _read_provider(call: Call) -> None:
    """The parts of a provider's name, decoded."""
    names = ("instance", "class", "member", "subsystem")
    from_path = identifiers.client("/".join(call.parts[name] for name in names), "path")
    call.parts.update(zip(names, from_path.parts, strict=True))


def _mark(call: Call, said: Said) -> None:
    """What goes with an answer: who asked whom, under which numbers, and the hash of the request."""
    request, made = call.request, "" if said.id else str(uuid.uuid4())
    request_id = str(uuid.uuid4())
    head = hashing.head(request.verb, request.target, request.headers, request_id=request_id, made_id=made)
    call.marks[CLIENT] = str(said.client)
    if call.address is not None:
        call.marks[headers.SERVICE] = str(call.address.service)
    call.marks[headers.ID] = said.id or made
    call.marks[headers.REQUEST_ID] = request_id
    call.marks[headers.REQUEST_HASH] = hashing.request_hash(head, request.body)


def _actor(route: Route, request: Request, registers: Registers) -> Actor:
    if route.permission is None:
        return NOBODY
    given = token(request)
    code: Code = "Server.ClientProxy.AuthenticationFailed"
    if not given:
        raise Failed(code, "Authorization: Bearer is missing.", "A token of the organisation's software would pass.",
                     headers={"WWW-Authenticate": "Bearer"})  # fmt: skip
    actor = registers.bearer(given)
    if actor is None:
        raise Failed(code, "The token is unknown, expired or revoked.", "A new one would pass.",
                     headers={"WWW-Authenticate": 'Bearer error="invalid_token"'})  # fmt: skip
    if not actor.may(route.permission):
        scope = f'Bearer error="insufficient_scope", scope="{route.permission}"'
        raise Failed("Server.ServerProxy.AccessDenied", f"The token lacks the scope {route.permission}.",
                     f"What would pass: {route.permission}", headers={"WWW-Authenticate": scope})  # fmt: skip
    return actor


def _must_be_certified(fingerprint: str, actor: Actor, registers: Registers) -> None:
    """Whoever brings the token also holds the key of a certificate of the same organisation."""
    code: Code = "Server.ClientProxy.AuthenticationFailed"
    if not fingerprint:
        passes = "A call by TLS with a client's certificate would pass."
        raise Failed(code, "No certificate was shown on the line.", passes)
    if registers.certified(fingerprint) != (actor.party or actor.office):
        passes = "One that the organisation has put on file, and that is good now, would pass."
        raise Failed(code, f"The certificate {fingerprint} is not of the token's organisation.", passes)


def _must_be_its_own(route: Route, said: Said, call: Call, registers: Registers) -> None:
    """The client is known; where a token is asked for, it is the token's own organisation."""
    found = registers.organisation(said.client, call.manner.instance)
    if found is None:
        form = f"{call.manner.instance}/{members.OF_STATE} or {members.OF_BUSINESS}/<number>/<system>"
        message = f"The exchange has no member {said.client}."
        raise Failed("Server.ClientProxy.UnknownMember", message, f"What would pass: {form}")
    if route.permission is not None and found != (call.actor.party or call.actor.office):
        message = f"The token is not of {said.client}."
        detail = f"What would pass: a token of {found}, or the client of the token's own organisation"
        raise Failed("Server.ClientProxy.AuthenticationFailed", message, detail)


def _failed(error: Exception, manner: Manner) -> Reply:
    if isinstance(error, Failed):
        reply = _error(error.code, error.message, error.detail, manner)
        reply.headers.update(error.headers)
        # What is wrong with a token is said as HTTP says it, so that any client knows to fetch another.
        challenge = error.headers.get("WWW-Authenticate", "")
        if challenge:
            reply.status = 403 if "insufficient_scope" in challenge else 401
        return reply
    if isinstance(error, Unreadable):
        return _error(
            _code(error.faults[0]), told(error.faults[0])["says"], [told(one) for one in error.faults], manner
        )
    if isinstance(error, _AWAY):
        logger.warning("the store is away: %s", error)
        django.db.close_old_connections()
        passes = "Send the same again in a moment."
        return _error("Server.ServerProxy.InternalError", "The store is away.", passes, manner)
    if isinstance(error, LawbookError):
        logger.error("%s: %s", error.code, error)
        return _error("Server.ServerProxy.InternalError", "No law can be applied just now.", error.code, manner)
    incident = uuid.uuid4().hex[:12]
    logger.exception("incident %s", incident, exc_info=error)
    message = "Something failed on our side; it has been noted."
    return _error("Server.ServerProxy.InternalError", message, f"Incident {incident}", manner)


def _code(fault: Fault) -> Code:
    for beginning, at, code in _FAILURES:
        if fault.code.startswith(beginning) and fault.at.startswith(at):
            return code
    return "Server.ClientProxy.InvalidRequest"


def _error(code: Code, message: str, detail: Any, manner: Manner) -> Reply:
    spelled = errors.spelled(code, manner.generation)
    body = msgspec.json.encode(Failure(spelled, message, detail))
    return Reply(errors.status(code, manner.style), body, headers={headers.ERROR: spelled})
