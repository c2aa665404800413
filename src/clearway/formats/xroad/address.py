"""The address of a call: five parts that say who is asked for what, and a rest that is the service's own affair.

Faults: FMT-405 no such protocol, FMT-406 parts missing, FMT-407 no such verb, and those of identifiers.
"""

from typing import Final

import msgspec

from clearway.formats.refusal import Fault, Unreadable
from clearway.formats.xroad import identifiers
from clearway.formats.xroad.identifiers import Service

VERBS: Final = ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE")
PREFIX: Final = "/r1/"
_PARTS = 5
_FORM = "/r1/instance/class/member/subsystem/service"


class Address(msgspec.Struct, frozen=True):
    """A service, and byte for byte what follows it: ``path`` with its slash, ``query`` without its question mark.

    ``query`` is ``None`` where there is no question mark at all.
    """

    service: Service
    path: str
    query: str | None

    @property
    def target(self) -> str:
        """The address as it is asked for."""
        return f"{PREFIX}{self.service}{self.path}" + ("" if self.query is None else f"?{self.query}")


def verb(text: str) -> str:
    """A verb of the protocol; ``Unreadable`` where it is none."""
    if text not in VERBS:
        fault = Fault("FMT-407", "method", "There is no such verb.", identifiers.shown(text), ", ".join(VERBS))
        raise Unreadable(fault)
    return text


def read(target: str) -> Address:
    """The address of a call as it came over the line; ``Unreadable`` with everything that is wrong with it."""
    path, mark, query = target.partition("?")
    if not path.startswith(PREFIX):
        raise Unreadable(Fault("FMT-405", "path", "This is no address of protocol r1.", _shown(path), _FORM))
    parts = path.removeprefix(PREFIX).split("/", _PARTS)
    if len(parts) < _PARTS:
        sentence, facts = "All five parts are needed; {count} came.", {"count": str(len(parts))}
        raise Unreadable(Fault("FMT-406", "path", sentence, _shown(path), _FORM, facts))
    rest = f"/{parts[_PARTS]}" if len(parts) > _PARTS else ""
    return Address(identifiers.service(parts[:_PARTS]), rest, query if mark else None)


def _shown(text: str) -> str:
    return identifiers.shown(text, 300)
