"""Who asks whom for what: identifiers in parts, each part percent-encoded alone.

Faults: FMT-401 parts missing or too many, FMT-402 a part that is empty or long, FMT-403 a sign that does not belong
in one, FMT-404 an encoding that is broken.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import quote, unquote_to_bytes

import msgspec

from clearway.formats.refusal import Fault, Unreadable

#: The signs an identifier is made of; a slash may stand in one as well, but only percent-encoded.
ALLOWED = "A-Za-z0-9'()+,-.=?"
MOST_CHARACTERS = 255
_SIGN = re.compile(r"[^A-Za-z0-9'()+,\-.=?/]")
_BROKEN = re.compile(r"%(?![0-9A-Fa-f]{2})")
#: Signs that stand for themselves in an address; the others of an identifier are encoded.
_BARE = "'()+,-.="


class Client(msgspec.Struct, frozen=True):
    """A system of a member that asks, or that serves."""

    instance: str
    member_class: str
    member: str
    subsystem: str

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts, from the exchange down to the system."""
        return (self.instance, self.member_class, self.member, self.subsystem)

    def __str__(self) -> str:
        return joined(self.parts)


class Service(msgspec.Struct, frozen=True):
    """A service of a member's system."""

    provider: Client
    code: str

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts, from the exchange down to the service."""
        return (*self.provider.parts, self.code)

    def __str__(self) -> str:
        return joined(self.parts)


class Server(msgspec.Struct, frozen=True):
    """A security server of a member."""

    instance: str
    member_class: str
    member: str
    code: str

    def __str__(self) -> str:
        return joined((self.instance, self.member_class, self.member, self.code))


class Represented(msgspec.Struct, frozen=True):
    """Whom the client speaks for; the class may be absent."""

    code: str
    member_class: str = ""

    def __str__(self) -> str:
        return joined((self.member_class, self.code) if self.member_class else (self.code,))


def joined(parts: Sequence[str]) -> str:
    """Parts as they stand in an address or a header."""
    return "/".join(map(_quoted, parts))


@lru_cache(maxsize=1024)
def _quoted(part: str) -> str:
    return quote(part, safe=_BARE)


@lru_cache(maxsize=1024)
def client(text: str, at: str = "X-Road-Client") -> Client:
    """A client from a header; ``Unreadable`` where it is none."""
    return Client(*_parts(text, at, ("instance", "class", "member", "subsystem")))


def server(text: str, at: str = "X-Road-Security-Server") -> Server:
    """A security server from a header; ``Unreadable`` where it is none."""
    return Server(*_parts(text, at, ("instance", "class", "member", "server")))


def represented(text: str, at: str = "X-Road-Represented-Party") -> Represented:
    """Whom somebody speaks for, ``class/code`` or ``code``; ``Unreadable`` where it is neither."""
    if "/" not in text:
        return Represented(*_parts(text, at, ("code",)))
    member_class, code = _parts(text, at, ("class", "code"))
    return Represented(code, member_class)


def service(parts: Sequence[str]) -> Service:
    """A service from the five encoded parts of an address; ``Unreadable`` where one is wrong."""
    return _service(tuple(parts))


@lru_cache(maxsize=1024)
def _service(parts: tuple[str, ...]) -> Service:
    names = ("instance", "class", "member", "subsystem", "service")
    found = _read(parts, "path", names)
    return Service(Client(*found[:4]), found[4])


def _parts(text: str, at: str, names: tuple[str, ...]) -> tuple[str, ...]:
    return _read(text.split("/"), at, names)


def _read(parts: Sequence[str], at: str, names: tuple[str, ...]) -> tuple[str, ...]:
    if len(parts) != len(names):
        passes = "/".join(names)
        sentence = "An identifier has {needed} parts here, not {found}."
        facts = {"needed": str(len(names)), "found": str(len(parts))}
        raise Unreadable(Fault("FMT-401", at, sentence, shown("/".join(parts)), passes, facts))
    read = [_part(part, f"{at}/{name}") for part, name in zip(parts, names, strict=True)]
    faults = [one for one in read if isinstance(one, Fault)]
    if faults:
        raise Unreadable(*faults)
    return tuple(one for one in read if isinstance(one, str))


@lru_cache(maxsize=1024)
def _part(encoded: str, at: str) -> str | Fault:
    """One part, decoded, or what is wrong with it."""
    if _BROKEN.search(encoded):
        sentence, passes = "A percent sign is not followed by two hexadecimal digits.", "% and two hexadecimal digits"
        return Fault("FMT-404", at, sentence, shown(encoded), passes)
    try:
        decoded = unquote_to_bytes(encoded).decode("utf-8")
    except UnicodeError:
        return Fault("FMT-404", at, "The encoded bytes are no UTF-8.", shown(encoded), "UTF-8, percent-encoded")
    if not decoded or len(decoded) > MOST_CHARACTERS:
        sentence, facts = "A part of an identifier is empty or too long.", {"most": str(MOST_CHARACTERS)}
        return Fault("FMT-402", at, sentence, shown(encoded), "1 to {most} characters", facts)
    wrong = _SIGN.search(decoded)
    if wrong:
        sentence, facts = "The sign {sign} does not belong in an identifier.", {"sign": shown(wrong[0])}
        return Fault("FMT-403", at, sentence, shown(decoded), ALLOWED, facts)
    return decoded


def shown(text: str, most: int = 100) -> str:
    """What was sent, so that it can be shown: only what can be printed, not too long."""
    return "".join(sign if sign.isprintable() else "?" for sign in text[:most])
