"""What every format gives when it has read a message, and takes when it writes one."""

from typing import Literal

import msgspec

from clearway.core.facts.declaration import Declaration

Format = Literal["wco", "json", "edifact"]


class Envelope(msgspec.Struct, frozen=True, omit_defaults=True):
    """What stands around a declaration in its message; kept so that writing gives back what was read."""

    model_version: str | None = None
    type_name: str | None = None
    country: str | None = None
    agency: str | None = None
    customization: str | None = None
    customization_version: str | None = None
    sender: str | None = None
    recipient: str | None = None
    interchange: str | None = None
    message: str | None = None


class Message(msgspec.Struct, frozen=True):
    """A declaration as one format carried it."""

    format: Format
    declaration: Declaration
    envelope: Envelope = Envelope()
