"""A call at the edge and its reply, apart from any web server; and the rows that say what is served to whom."""

from collections.abc import AsyncIterator, Callable
from typing import Any, Literal, NamedTuple

import msgspec

from clearway.formats.xroad.address import Address
from clearway.formats.xroad.errors import Code, Generation, Style
from clearway.formats.xroad.headers import Headers, Said
from clearway.platform.identity.actor import Actor
from clearway.platform.identity.permissions import Audience, Permission

JSON = "application/json"
#: What an installation may choose of either, by the word it is set by.
GENERATIONS: dict[str, Generation] = {"6": "6", "7.8": "7.8"}
STYLES: dict[str, Style] = {"text": "text", "reference": "reference"}
#: Which spelling of metadata somebody wants: X-Road's, or that of GovStack's mediator.
Tongue = Literal["xroad", "govstack"]


class Request(msgspec.Struct, frozen=True):
    """One request as it came over the line: ``target`` is path and query byte for byte, headers in their order.

    ``certificate`` is the fingerprint of the one shown on the line; ``None`` where none is asked for.
    """

    verb: str
    target: str
    headers: Headers
    body: bytes = b""
    certificate: str | None = None

    @property
    def path(self) -> str:
        """The target without its query, still encoded."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        """The query, still encoded."""
        return self.target.partition("?")[2]


class Reply(msgspec.Struct):
    """One response; ``pieces`` follow the content where it is too large to be held."""

    status: int
    content: bytes
    content_type: str = JSON
    headers: dict[str, str] = msgspec.field(default_factory=dict)
    pieces: AsyncIterator[bytes] | None = None


class Manner(msgspec.Struct, frozen=True):
    """How this installation speaks: the instance it is, and the spelling and status of its failures."""

    instance: str
    generation: Generation
    style: Style


class Call(msgspec.Struct):
    """A request with who sent it and what its address and headers say; whatever the route does not ask for is absent.

    ``parts`` are those the row's path names. ``marks`` are the headers of the protocol that go with any answer.
    """

    request: Request
    actor: Actor
    manner: Manner
    parts: dict[str, str]
    tongue: Tongue = "xroad"
    said: Said | None = None
    address: Address | None = None
    marks: dict[str, str] = msgspec.field(default_factory=dict)


class Failed(Exception):
    """The exchange itself cannot answer; ``detail`` says what was found and what would pass."""

    def __init__(self, code: Code, message: str, detail: Any = "", *, headers: dict[str, str] | None = None) -> None:
        """Name the code; its spelling and status are the installation's affair. A 401 asks for a token."""
        super().__init__(message)
        self.code: Code = code
        self.message = message
        self.detail = detail
        self.headers = headers or {}


class Route(NamedTuple):
    """One address of the edge: who it is for, what it needs, and which protocol's headers it reads.

    ``permission`` is what the machine client's scopes must hold; ``None`` is for everybody, and says so. ``asks`` is
    whether the header that names the client must be there.
    """

    verbs: tuple[str, ...]
    path: str
    handler: Callable[[Call], Reply]
    summary: str
    audience: Audience
    permission: Permission | None
    asks: bool = False
    tongue: Tongue = "xroad"


def reply_json(value: Any, *, status: int = 200) -> Reply:
    """A reply in JSON."""
    return Reply(status, msgspec.json.encode(value))
