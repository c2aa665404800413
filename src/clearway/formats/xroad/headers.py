"""The headers of a call: who asks, under which number, for which user and issue, and for whom.

Where a header is sent again, the last one counts. Faults: FMT-411 a header is missing, FMT-412 one is empty, long or
holds what cannot be shown.
"""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

import msgspec

from clearway.formats.refusal import Fault, Unreadable
from clearway.formats.xroad import identifiers
from clearway.formats.xroad.identifiers import Client, Represented, Server, shown

Part = TypeVar("Part")
#: Headers as they came, in their order.
Headers = Sequence[tuple[str, str]]
CLIENT: Final = "X-Road-Client"
ID: Final = "X-Road-Id"
USER: Final = "X-Road-UserId"
ISSUE: Final = "X-Road-Issue"
SERVER: Final = "X-Road-Security-Server"
REPRESENTED: Final = "X-Road-Represented-Party"
SERVICE: Final = "X-Road-Service"
REQUEST_ID: Final = "X-Road-Request-Id"
REQUEST_HASH: Final = "X-Road-Request-Hash"
ERROR: Final = "X-Road-Error"
#: What GovStack calls the client's header.
CLIENT_OF_GOVSTACK: Final = ("X-GovStack-Client", "Information-Mediator-Client")
MOST_CHARACTERS = 255
_CLIENT_FORM = "instance/class/member/subsystem"


class Said(msgspec.Struct, frozen=True):
    """What the headers of a call say; ``id`` is made by the server where it is absent, ``accept`` is JSON."""

    client: Client
    id: str = ""
    user: str = ""
    issue: str = ""
    server: Server | None = None
    represented: Represented | None = None
    accept: str = "application/json"


def last(headers: Headers, name: str) -> str | None:
    """The last header of a name, without the blanks around it."""
    wanted, length = name.lower(), len(name)
    # Looked for a dozen times in every call, mostly in vain: the length tells nearly all others apart.
    for one, value in reversed(headers):
        if len(one) == length and one.lower() == wanted:
            return value.strip(" \t")
    return None


def read(headers: Headers, *, client_from: tuple[str, ...] = (CLIENT,)) -> Said:
    """What the headers say; ``Unreadable`` with everything that is wrong in them."""
    faults: list[Fault] = []
    given = {name.lower(): value.strip(" \t") for name, value in headers}

    def kept(name: str) -> str:
        value = given.get(name.lower())
        if value is not None:
            faults.extend(_faults(name, value))
        return value or ""

    named = next((name for name in client_from if name.lower() in given), client_from[0])
    client = _part(given, named, identifiers.client, faults)
    if client is None and not faults:
        faults.append(_missing(named, _CLIENT_FORM))
    server = _part(given, SERVER, identifiers.server, faults)
    represented = _part(given, REPRESENTED, identifiers.represented, faults)
    number, user, issue = kept(ID), kept(USER), kept(ISSUE)
    if faults or client is None:
        raise Unreadable(*faults)
    return Said(client, number, user, issue, server, represented, given.get("accept") or "application/json")


def user(headers: Headers) -> str:
    """The user on whose behalf somebody asks, where there must be one; ``Unreadable`` where there is none."""
    value = last(headers, USER)
    faults = [_missing(USER, "EE12345678901")] if value is None else _faults(USER, value)
    if faults:
        raise Unreadable(*faults)
    return value or ""


def _missing(name: str, passes: str) -> Fault:
    return Fault("FMT-411", name, "The header {name} is missing.", "", passes, {"name": name})


def _part(given: dict[str, str], name: str, reader: Callable[[str, str], Part], faults: list[Fault]) -> Part | None:
    """What a header names, where it was sent; what is wrong with it goes to the faults."""
    value = given.get(name.lower())
    try:
        return None if value is None else reader(value, name)
    except Unreadable as wrong:
        faults.extend(wrong.faults)
        return None


def _faults(name: str, value: str) -> list[Fault]:
    if value and len(value) <= MOST_CHARACTERS and value.isprintable():
        return []
    passes, facts = "1 to {most} characters that can be shown", {"most": str(MOST_CHARACTERS)}
    return [Fault("FMT-412", name, "The header is empty, too long or cannot be shown.", shown(value), passes, facts)]
