"""What the exchange itself failed at: its code as either generation spells it, its status in either style."""

import re
from typing import Any, Final, Literal

import msgspec

#: Codes before release 7.8 are spelled in words run together, later ones in words joined by a low line.
Generation = Literal["6", "7.8"]
#: The published text gives a client's mistake 400; the reference implementation gives every failure 500.
Style = Literal["text", "reference"]
Code = Literal[
    "Server.ClientProxy.InvalidHttpMethod",
    "Server.ClientProxy.InvalidRequest",
    "Server.ClientProxy.MissingHeaderField",
    "Server.ClientProxy.InvalidClientIdentifier",
    "Server.ClientProxy.InvalidServiceIdentifier",
    "Server.ClientProxy.AuthenticationFailed",
    "Server.ClientProxy.UnknownMember",
    "Server.ClientProxy.InternalError",
    "Server.ServerProxy.UnknownService",
    "Server.ServerProxy.AccessDenied",
    "Server.ServerProxy.ServiceFailed.NetworkError",
    "Server.ServerProxy.ServiceFailed.InvalidResponse",
    "Server.ServerProxy.InternalError",
]
#: Failures that no client can mend by asking otherwise.
NOT_THE_CLIENTS: Final = frozenset({
    "Server.ClientProxy.InternalError",
    "Server.ServerProxy.InternalError",
    "Server.ServerProxy.ServiceFailed.NetworkError",
    "Server.ServerProxy.ServiceFailed.InvalidResponse",
})  # fmt: skip
_SIDES: Final = frozenset({"Server", "Client", "ServerProxy", "ClientProxy"})
_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class Failure(msgspec.Struct, frozen=True):
    """The body of an answer that the exchange itself failed to give; its ``type`` is in the error header too."""

    type: str
    message: str
    detail: Any


def spelled(code: str, generation: Generation) -> str:
    """A code as a generation spells it."""
    if generation == "6":
        return code
    return ".".join(part.lower() if part in _SIDES else _CAPITAL.sub("_", part).lower() for part in code.split("."))


def status(code: Code, style: Style) -> int:
    """The status that goes with a code."""
    return 400 if style == "text" and code not in NOT_THE_CLIENTS else 500
