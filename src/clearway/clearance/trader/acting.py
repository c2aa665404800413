"""Who looks at a page, for which party, and what that lets them do."""

from typing import Any

import msgspec
from django.http import HttpRequest

from clearway.platform.identity.actor import Actor
from clearway.platform.identity.permissions import ROLES
from clearway.registers.traders import public as traders

#: Where the session keeps the party chosen by somebody who acts for several.
CHOSEN = "party"

_NOBODY: frozenset[str] = frozenset({"own-account"})


class Acting(msgspec.Struct, frozen=True):
    """A person, the party they act for just now, and the others they could act for."""

    actor: Actor
    party: str
    role: str
    parties: tuple[tuple[str, str], ...]

    @property
    def may_lodge(self) -> bool:
        """Whether pages that lodge are theirs."""
        return self.actor.may("declarations:write")

    @property
    def may_read(self) -> bool:
        """Whether they belong to any party at all."""
        return self.actor.may("declarations:read")


def acting(request: HttpRequest) -> Acting:
    """The person who signed in, for the party they chose, or for their first one."""
    user: Any = request.user
    parties = traders.parties_of(user.pk)
    chosen = request.session.get(CHOSEN)
    party, role = next((one for one in parties if one[0] == chosen), parties[0] if parties else ("", ""))
    permissions = ROLES[role].permissions if role in ROLES else _NOBODY
    actor = Actor(name=f"user:{user.get_username()}", party=party or None, permissions=frozenset(permissions))
    return Acting(actor, party, role, parties)
