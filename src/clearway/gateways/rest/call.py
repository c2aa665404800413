"""A call and its reply, apart from any web framework: what every handler takes and gives."""

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

import msgspec

from clearway.platform.identity.actor import Actor

JSON = "application/json"
PROBLEM = "application/problem+json"
NDJSON = "application/x-ndjson"
XML = "application/xml"
EDIFACT = "application/edifact"

Permission = Literal["declarations:write", "declarations:read"]


class Call(msgspec.Struct):
    """One request, its sender known where the route asks for one."""

    actor: Actor
    parameters: dict[str, str]
    query: dict[str, str]
    content: bytes
    content_type: str
    accept: str
    language: str


class Reply(msgspec.Struct):
    """One response."""

    status: int
    content: bytes
    content_type: str = JSON
    headers: dict[str, str] = msgspec.field(default_factory=dict)


Handler = Callable[[Call], Reply]


class Route(NamedTuple):
    """A route of the interface: who it is for, what it needs, what it takes and gives.

    ``permission`` is what the machine client's scopes must hold; ``None`` is for everybody, and says so.
    """

    method: Literal["GET", "POST"]
    path: str
    handler: Handler
    summary: str
    audience: Literal["trader", "public"]
    permission: Permission | None
    takes: tuple[str, ...] = ()
    gives: dict[int, Any] | None = None
    query: dict[str, str] = {}  # noqa: RUF012 - never changed; a named tuple's default.


def reply_json(value: Any, *, status: int = 200, headers: dict[str, str] | None = None) -> Reply:
    """A reply in JSON."""
    return Reply(status, msgspec.json.encode(value), JSON, headers or {})
