"""Who did it: every act names its actor."""

import msgspec


class Forbidden(PermissionError):
    """{actor} may not do this: {permission} is missing.

    Ask the owner of the party, or of the office, to grant it.
    """

    code = "IDN-403"


class Actor(msgspec.Struct, frozen=True):
    """A person, machine client or process that acts, for which party or office, with which permissions."""

    name: str
    party: str | None = None
    permissions: frozenset[str] = frozenset()
    office: str | None = None
    is_sandbox: bool = False

    def may(self, permission: str) -> bool:
        """Whether the permission was granted."""
        return permission in self.permissions

    def must(self, permission: str) -> None:
        """Refuse the act where the permission is missing."""
        if not self.may(permission):
            raise Forbidden(f"{self.name} may not do this: {permission} is missing.")
