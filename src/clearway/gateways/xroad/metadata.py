"""The exchange about itself: its members, what they serve, and what of it the caller may ask."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl

import msgspec

from clearway.core.law.information import Catalogue, InformationKind
from clearway.formats.refusal import Fault, Unreadable
from clearway.formats.xroad import metadata as shapes
from clearway.formats.xroad.identifiers import Client, Service, shown
from clearway.formats.xroad.metadata import Endpoint, Method
from clearway.gateways.xroad import members
from clearway.gateways.xroad.call import Call, Failed, Reply, reply_json
from clearway.gateways.xroad.services import KNOWN, NEEDED
from clearway.hub.agreements import public as agreements
from clearway.platform.calendar import day_in, now
from clearway.registers.lawbook import public as lawbook

_ENDPOINTS = (Endpoint("GET", "/*"), Endpoint("POST", "/"))
_OPENAPI = "3.0.3"
_TYPES = {"flag": "boolean"}


def clients(call: Call) -> Reply:
    """Who is in an instance; of another one than ours nothing is known."""
    query = dict(parse_qsl(call.request.query, keep_blank_values=True))
    wanted = next((query[name] for name in ("xRoadInstance", "instanceId") if name in query), call.manner.instance)
    if wanted != call.manner.instance:
        message = f"Nothing is known of the instance {shown(wanted)}."
        raise Failed("Server.ClientProxy.InvalidRequest", message, f"What would pass: {call.manner.instance}")
    found = members.listed(call.manner.instance, _catalogue())
    is_govstack = call.tongue == "govstack" or "instanceId" in query
    return reply_json(shapes.clients_for_govstack(found) if is_govstack else shapes.clients(found))


def methods(call: Call) -> Reply:
    """What a provider serves."""
    catalogue = _catalogue()
    provider, holder = _provider(call, catalogue)
    return _methods(call, provider, members.held(holder, catalogue))


def allowed(call: Call) -> Reply:
    """What of it the caller's organisation has a live agreement for."""
    at = now()
    book = lawbook.current(at)
    provider, holder = _provider(call, book.sharing)
    day, mine = day_in(book.country.time_zone, at), call.actor.party or call.actor.office or ""
    live = {one.kind for one in agreements.of_organisation(mine) if one.is_live(day)}
    return _methods(call, provider, (one for one in members.held(holder, book.sharing) if one.code in live))


def openapi(call: Call) -> Reply:
    """The description of one service; for GovStack, as text in JSON."""
    catalogue = _catalogue()
    provider, _ = _provider(call, catalogue)
    code = dict(parse_qsl(call.request.query, keep_blank_values=True)).get("serviceCode", "")
    if not code:
        fault = Fault("FMT-421", "query/serviceCode", "The parameter {name} is missing or empty.",
                      "", "{name}=…", {"name": "serviceCode"})  # fmt: skip
        raise Unreadable(fault)
    kind = members.kind(Service(provider, code), call.manner.instance, catalogue)
    described = _described(Service(provider, code), kind)
    return reply_json(msgspec.json.encode(described).decode() if call.tongue == "govstack" else described)


def _catalogue() -> Catalogue:
    return lawbook.current(now()).sharing


def _provider(call: Call, catalogue: Catalogue) -> tuple[Client, str]:
    parts = call.parts
    found = Client(parts["instance"], parts["class"], parts["member"], parts["subsystem"])
    return found, members.provider(found, call.manner.instance, catalogue)


def _methods(call: Call, provider: Client, kinds: Iterable[InformationKind]) -> Reply:
    wanted = dict(parse_qsl(call.request.query, keep_blank_values=True)).get("serviceId")
    found = [Method(Service(provider, one.code), _ENDPOINTS) for one in kinds if wanted in (None, one.code)]
    return reply_json(shapes.methods_for_govstack(found) if call.tongue == "govstack" else shapes.methods(found))


def _described(service: Service, kind: InformationKind) -> dict[str, Any]:
    """A service in OpenAPI: what is asked, and every field and answer it may show."""
    parameters = [
        {"name": name, "in": "query", "required": name in NEEDED, "schema": {"type": "string"}}
        for name in (*NEEDED, *KNOWN, *kind.predicates)
    ]
    user = {"name": "X-Road-UserId", "in": "header", "required": True, "schema": {"type": "string"}}
    key = {"name": kind.key, "in": "path", "required": True, "schema": {"type": "string"}}
    names = {name: _schema(one.titles, _TYPES.get(one.type, "string")) for name, one in kind.fields.items()}
    names |= {
        name: _schema(one.titles, "string" if one.comparison == "band" else "boolean")
        for name, one in kind.predicates.items()
    }
    shown_values = {"type": "object", "properties": names}
    answer = {"type": "object", "properties": {
        "access": {"type": "string"}, "found": {"type": "boolean"}, "values": shown_values,
        "rule": {"type": "string"}, "basis": {"type": "string"}, "at": {"type": "string", "format": "date-time"},
    }}  # fmt: skip
    operation = {
        "operationId": kind.code,
        "summary": kind.titles["en"],
        "description": kind.law,
        "parameters": [key, user, *parameters],
        "responses": {
            "200": {"description": kind.titles["en"], "content": {"application/json": {"schema": answer}}},
            "400": {"description": "The look-up cannot be understood, or is not allowed."},
        },
    }
    return {
        "openapi": _OPENAPI,
        "info": {"title": kind.titles["en"], "version": kind.period.since.isoformat()},
        "servers": [{"url": f"/r1/{service}"}],
        "paths": {f"/{{{kind.key}}}": {"get": operation}},
    }


def _schema(titles: dict[str, str], kind: str) -> dict[str, Any]:
    return {"type": kind, "nullable": True, "description": titles.get("en", "")}
