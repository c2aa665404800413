"""The published description of the interface: OpenAPI 3.1, made from the table of routes."""

import re
from typing import Any

import msgspec

from clearway.formats import json
from clearway.gateways.rest.answers import Answered
from clearway.gateways.rest.call import JSON, NDJSON, PROBLEM, Route
from clearway.gateways.rest.problems import Problem

_REF = "#/components/schemas/"
_MESSAGE = {"type": "string", "description": "A message in this format, as its specification says."}
_TITLE = "Declarations: lodged, decided, explained, changed, withdrawn."

#: How what is said of a header ends that need not be sent.
_MAY_BE_LEFT_OUT = "else the watermark."
#: What stands on each line, where it is no declaration.
_LINES = {"watch:deliver": "One change in JSON on each line: op, changed, row."}

_PROBLEMS = {
    400: "The request or message cannot be read; every place is named.",
    401: "A valid access token is needed.",
    403: "The client may not do this.",
    404: "Nothing is known to this client under the number.",
    406: "None of the formats asked for can be given.",
    409: "The reference was used for other content, or the declaration can no longer be changed.",
    413: "The message is too large.",
    415: "The content type is not taken, or the message is not what was announced.",
    422: "The declaration is refused with every finding named, or the message cannot be taken as it stands.",
    502: "A system that was asked answered something that cannot be read.",
    503: "The store is away and nothing was acknowledged; send the same again.",
}


def describe(routes: tuple[Route, ...]) -> dict[str, Any]:
    """The OpenAPI document of some routes."""
    given = [kind for route in routes for kind in route.gives.values() if kind is not bytes]
    types = [Problem, *given, *(route.body for route in routes if route.body is not None)]
    schemas, components = msgspec.json.schema_components(types, ref_template=_REF + "{name}")
    named = {str(kind): schema for kind, schema in zip(types, schemas, strict=True)}
    paths: dict[str, Any] = {}
    for route in routes:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, named)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Clearway", "version": "1", "description": _TITLE},
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": components | _declaration(), "securitySchemes": {"client": _CLIENT}},
    }


_CLIENT = {
    "type": "oauth2",
    "flows": {
        "clientCredentials": {
            "tokenUrl": "/oauth/token",
            "scopes": {
                "declarations:write": "Lodge, amend and cancel declarations.",
                "declarations:read": "Read declarations.",
                "payments:notify": "Tell of payments as a bank.",
                "permits:read": "See the agency's permits.",
                "permits:write": "Issue, change and revoke the agency's permits.",
                "cargo:read": "See the operator's cargo records.",
                "cargo:write": "Announce cargo and report arrivals and departures.",
                "watch:deliver": "Deliver what changes in a government's systems to the watch.",
                "watch:check": "Ask what the watch would find in rows before they are saved.",
            },
        }
    },
}


def _declaration() -> dict[str, Any]:
    """The schema of a declaration and of every fact in it, limits included.

    Money and quantities keep names of their own there, since those of an answer are not held to a message's limits.
    """
    schema = json.schema()
    facts = {name: fact for name, fact in schema.pop("$defs").items() if name not in ("Money", "Quantity")}
    shared = {
        f"Declared{name}": fact for name, fact in json.schema()["$defs"].items() if name in ("Money", "Quantity")
    }
    schema.pop("$schema")
    return {name: _with_own_references(fact) for name, fact in ({"Declaration": schema} | facts | shared).items()}


def _with_own_references(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_with_own_references(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return {"$ref": _REF + (f"Declared{name}" if name in ("Money", "Quantity") else name)}
    return {key: _with_own_references(value) for key, value in schema.items()}


def _operation(route: Route, named: dict[str, Any]) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": route.handler.__name__,
        "summary": route.summary,
        "x-audience": route.audience,
        "parameters": _parameters(route),
        "responses": _successes(route, named) | _failures(route, named),
    }
    if route.permission:
        operation["security"] = [{"client": [route.permission]}]
    if route.takes:
        operation["requestBody"] = {
            "required": True,
            "content": {kind: _taken(kind, route, named) for kind in route.takes},
        }
    return operation


def _successes(route: Route, named: dict[str, Any]) -> dict[str, Any]:
    language = {"Content-Language": {"schema": {"type": "string"}, "description": "The language of its sentences."}}
    found: dict[str, Any] = {}
    for status, kind in route.gives.items():
        schema = _MESSAGE if kind is bytes else named[str(kind)]
        contents = {one: {"schema": schema if one == JSON else _MESSAGE} for one in route.offers}
        found[str(status)] = {"description": route.summary, "headers": language, "content": contents}
        if kind is Answered:
            location = {"schema": {"type": "string"}, "description": "Where the declaration is read."}
            found[str(status)]["headers"] = language | {"Location": location}
    return found


def _failures(route: Route, named: dict[str, Any]) -> dict[str, Any]:
    possible = {400, 406, *route.fails}
    possible |= {401, 403, 503} if route.permission else set()
    possible |= {413, 415} if route.takes else set()
    contents = {PROBLEM: {"schema": named[str(Problem)]}}
    found = {str(status): {"description": _PROBLEMS[status], "content": contents} for status in sorted(possible)}
    if 422 in possible and len(route.offers) > 1:
        messages = {kind: {"schema": _MESSAGE} for kind in route.offers if kind != JSON}
        found["422"] = {"description": _PROBLEMS[422], "content": contents | messages}
    return found


def _taken(kind: str, route: Route, named: dict[str, Any]) -> dict[str, Any]:
    if kind == JSON and route.body is not None:
        return {"schema": named[str(route.body)]}
    if kind == JSON:
        return {"schema": {"$ref": f"{_REF}Declaration"}}
    if kind == NDJSON:
        what = _LINES.get(route.permission or "", "One declaration in JSON on each line.")
        return {"schema": {"type": "string", "description": what}}
    return {"schema": _MESSAGE}


def _of_path(name: str, route: Route) -> str:
    if name == "number" and route.permission == "watch:deliver":
        return "The number of the delivery; a source counts its deliveries to a government from 1."
    return _IN_PATHS.get(name, "The movement reference number, or the reference of the sender.")


#: What stands in an address, where it is no reference of a declaration.
_IN_PATHS = {
    "tenant": "The code of the government whose records they are.",
    "source": "The table that is delivered, as the country's pack describes it.",
}


def _parameters(route: Route) -> list[dict[str, Any]]:
    number = {"type": "string", "minLength": 1, "maxLength": 70, "pattern": "^[^/]+$"}
    of_path = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": _of_path(name, route),
            "schema": number,
        }
        for name in re.findall(r"{(\w+)}", route.path)
    ]
    of_query = [
        {"name": name, "in": "query", "description": words, "schema": {"type": "string", "pattern": "^[0-9]{1,18}$"}}
        for name, words in route.query.items()
    ]
    of_header = [
        {
            "name": name,
            "in": "header",
            "required": not name.startswith("Accept") and not words.endswith(_MAY_BE_LEFT_OUT),
            "description": words,
            "schema": {"type": "string"},
        }
        for name, words in route.headers.items()
    ]
    return of_path + of_query + of_header
