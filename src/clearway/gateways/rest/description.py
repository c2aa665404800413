"""The published description of the interface: OpenAPI 3.1, made from the table of routes."""

import re
from typing import Any

import msgspec

from clearway.core.facts.declaration import Declaration
from clearway.gateways.rest.call import JSON, NDJSON, PROBLEM, Route
from clearway.gateways.rest.problems import Problem

_MESSAGE = {"type": "string", "description": "A message in this format, as its specification says."}


def describe(routes: tuple[Route, ...]) -> dict[str, Any]:
    """The OpenAPI document of some routes."""
    types = [Declaration, Problem] + [kind for route in routes for kind in (route.gives or {}).values()]
    schemas, components = msgspec.json.schema_components(types, ref_template="#/components/schemas/{name}")
    named = {_key(kind): schema for kind, schema in zip(types, schemas, strict=True)}
    paths: dict[str, Any] = {}
    for route in routes:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, named)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Clearway", "version": "1", "description": "Declarations: lodged, decided, explained."},
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {
                "client": {
                    "type": "oauth2",
                    "flows": {
                        "clientCredentials": {
                            "tokenUrl": "/oauth/token",
                            "scopes": {
                                "declarations:write": "Lodge, amend and cancel declarations.",
                                "declarations:read": "Read declarations.",
                            },
                        }
                    },
                }
            },
        },
    }


def _operation(route: Route, named: dict[str, Any]) -> dict[str, Any]:
    problem = {"content": {PROBLEM: {"schema": named[_key(Problem)]}}}
    responses: dict[str, Any] = {
        str(status): {"description": route.summary, "content": _contents(kind, named)}
        for status, kind in (route.gives or {}).items()
    }
    for status, words in _PROBLEMS.items():
        responses.setdefault(str(status), {"description": words, **problem})
    operation: dict[str, Any] = {
        "operationId": route.handler.__name__,
        "summary": route.summary,
        "x-audience": route.audience,
        "parameters": _parameters(route),
        "responses": responses,
    }
    if route.permission:
        operation["security"] = [{"client": [route.permission]}]
    if route.takes:
        operation["requestBody"] = {"required": True, "content": {kind: _taken(kind, named) for kind in route.takes}}
    return operation


_PROBLEMS = {
    400: "The request or message cannot be read.",
    401: "A valid access token is needed.",
    403: "The client may not do this.",
    404: "Nothing is known under the number.",
    405: "The method is not offered here.",
    409: "The reference was used, or the declaration can no longer be changed.",
    413: "The message is too large.",
    415: "The content type is not taken.",
    422: "The declaration is refused; every finding is named.",
    503: "The store is away; send again.",
}


def _contents(kind: Any, named: dict[str, Any]) -> dict[str, Any]:
    if kind is bytes:
        return {NDJSON: {"schema": {"type": "string"}}}
    return {JSON: {"schema": named[_key(kind)]}}


def _taken(kind: str, named: dict[str, Any]) -> dict[str, Any]:
    return {"schema": named[_key(Declaration)] if kind == JSON else _MESSAGE}


def _parameters(route: Route) -> list[dict[str, Any]]:
    of_path = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"{(\w+)}", route.path)
    ]
    of_query = [
        {"name": name, "in": "query", "description": words, "schema": {"type": "string"}}
        for name, words in route.query.items()
    ]
    return of_path + of_query


def _key(kind: Any) -> str:
    return str(kind)
