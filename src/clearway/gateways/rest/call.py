"""A call and its reply, apart from any web framework: what every handler takes and gives."""

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

import msgspec

from clearway.platform.identity.actor import Actor
from clearway.platform.identity.permissions import Audience, Permission

JSON = "application/json"
PROBLEM = "application/problem+json"
NDJSON = "application/x-ndjson"
CSV = "text/csv"
XML = "application/xml"
TEXT_XML = "text/xml"
EDIFACT = "application/edifact"


class Call(msgspec.Struct):
    """One request, its sender known where the route asks for one, its content type and wishes understood."""

    actor: Actor
    parameters: dict[str, str]
    query: dict[str, str]
    content: bytes
    content_type: str
    wanted: str
    language: str
    headers: dict[str, str] = msgspec.field(default_factory=dict)
    is_head: bool = False


class Reply(msgspec.Struct):
    """One response."""

    status: int
    content: bytes
    content_type: str = JSON
    headers: dict[str, str] = msgspec.field(default_factory=dict)


Handler = Callable[[Call], Reply]


class Route(NamedTuple):
    """A route of the interface: who it is for, what it needs, what it takes and gives.

    ``permission`` is what the machine client's scopes must hold; ``None`` is for everybody, and says so. ``gives``
    is the shape of each success in JSON; ``offers`` are the media types it may be had in, the first unless asked.
    ``body`` is the shape of what it takes in JSON, a declaration where none is named; ``headers`` are those it reads.
    """

    method: Literal["GET", "POST", "PUT", "DELETE"]
    path: str
    handler: Handler
    summary: str
    audience: Audience
    permission: Permission | None
    gives: dict[int, Any]
    takes: tuple[str, ...] = ()
    offers: tuple[str, ...] = (JSON,)
    query: dict[str, str] = {}  # noqa: RUF012 - never changed; a named tuple's default.
    most_bytes: int = 0
    fails: tuple[int, ...] = ()
    body: Any = None
    headers: dict[str, str] = {}  # noqa: RUF012 - the same.


def reply_json(
    value: Any, *, status: int = 200, headers: dict[str, str] | None = None, language: str | None = None
) -> Reply:
    """A reply in JSON; one that holds sentences names their language."""
    named = {"Content-Language": language} if language else {}
    return Reply(status, msgspec.json.encode(value), JSON, {**named, **(headers or {})})
