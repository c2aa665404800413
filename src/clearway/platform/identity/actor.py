"""Who did it: every act names its actor."""

from typing import Literal

import msgspec


class Forbidden(PermissionError):
    """{actor} may not do this: {permission} is missing.

    Ask the owner of the party, or of the office, to grant it.
    """

    code = "IDN-403"


class Actor(msgspec.Struct, frozen=True):
    """A person, machine client or process that acts, for which party or office, with which permissions.

    ``role`` is what they are there for. ``assurance`` is how sure the house is of them: 1 a password, 2 a second
    factor or a client's secret, 3 a second factor given just now.
    """

    name: str
    party: str | None = None
    permissions: frozenset[str] = frozenset()
    office: str | None = None
    is_sandbox: bool = False
    role: str = ""
    assurance: Literal[1, 2, 3] = 1

    def may(self, permission: str) -> bool:
        """Whether the permission was granted."""
        return permission in self.permissions

    def must(self, permission: str) -> None:
        """Refuse the act where the permission is missing."""
        if not self.may(permission):
            raise Forbidden(f"{self.name} may not do this: {permission} is missing.")
