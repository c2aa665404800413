"""What the register of offices tells the house."""

from typing import ClassVar

from clearway.platform.events.event import Event


class OfficeAdded(Event, frozen=True, kw_only=True):
    """An office was entered into the register."""

    name: ClassVar[str] = "offices.added.v1"
    office: str
    kind: str


class OfficerJoined(Event, frozen=True, kw_only=True):
    """A person works for an office from now on."""

    name: ClassVar[str] = "offices.officer_joined.v1"
    office: str
    username: str
    role: str


class OfficerRoleChanged(Event, frozen=True, kw_only=True):
    """A person works for an office in another role."""

    name: ClassVar[str] = "offices.officer_role_changed.v1"
    office: str
    username: str
    role: str


class OfficerRemoved(Event, frozen=True, kw_only=True):
    """A person works for an office no longer."""

    name: ClassVar[str] = "offices.officer_removed.v1"
    office: str
    username: str


class OfficerPresence(Event, frozen=True, kw_only=True):
    """A person can be given work, or for a while not."""

    name: ClassVar[str] = "offices.officer_presence.v1"
    office: str
    username: str
    is_present: bool
