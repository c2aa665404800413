"""Who looks at a page, for which party or office, and what that lets them do."""

from typing import Any

import msgspec
from django.http import HttpRequest
from django.utils.translation import get_language

from clearway.platform.identity.actor import Actor
from clearway.platform.identity.permissions import ROLES, SECOND_FACTOR, Audience
from clearway.registers.offices import public as offices
from clearway.registers.offices.public import Post
from clearway.registers.traders import public as traders
from clearway.registers.traders.public import Membership

#: Where the session keeps the party or office chosen by somebody who acts for several.
CHOSEN = "party"


class Acting(msgspec.Struct, frozen=True):
    """A person, the party or the office they act for just now, and the others they could act for."""

    actor: Actor
    role: str
    party: str = ""
    office: str = ""
    memberships: tuple[Membership, ...] = ()
    posts: tuple[Post, ...] = ()

    @property
    def parties(self) -> tuple[tuple[str, str], ...]:
        """The parties they could act for, and in which role."""
        return tuple((one.party, one.role) for one in self.memberships)

    @property
    def offices(self) -> tuple[tuple[str, str], ...]:
        """The offices they could act for, and in which role."""
        return tuple((one.office, one.role) for one in self.posts)

    @property
    def capacities(self) -> tuple[tuple[str, str], ...]:
        """Every party and office they could act for, and in which role."""
        return self.parties + self.offices

    @property
    def chosen(self) -> str:
        """The number of the party, or the code of the office, they act for."""
        return self.party or self.office

    @property
    def audience(self) -> Audience:
        """Whose pages are theirs; of somebody who acts for nobody, their own."""
        return ROLES[self.role].audience if self.role in ROLES else "person"

    @property
    def party_name(self) -> str:
        """What the party they act for is called."""
        return next((one.name for one in self.memberships if one.party == self.party), self.party)

    @property
    def called(self) -> str:
        """What the party or the office they act for is called, in the reader's language."""
        post = next((one for one in self.posts if one.office == self.office), None)
        return post.title(get_language() or "en") if post else self.party_name

    @property
    def needs_second_factor(self) -> bool:
        """Whether what they act for is shown to nobody with a password alone."""
        asks = any(one.party == self.party and one.requires_second_factor for one in self.memberships)
        return asks or self.audience in SECOND_FACTOR

    @property
    def may_lodge(self) -> bool:
        """Whether pages that lodge are theirs."""
        return self.actor.may("declarations:write")

    @property
    def may_read(self) -> bool:
        """Whether they belong to a party that has declarations."""
        return self.actor.may("declarations:read")

    @property
    def may_manage(self) -> bool:
        """Whether members, mandates and machine clients of the party are theirs to change."""
        return self.actor.may("party:manage")


def acting(request: HttpRequest) -> Acting:
    """The person who signed in, for the party or office they chose, or for their first one."""
    user: Any = request.user
    memberships = traders.memberships_of(user.pk)
    posts = offices.posts_of(user.pk)
    every = [*((one.party, one.role) for one in memberships), *((one.office, one.role) for one in posts)]
    wanted = request.session.get(CHOSEN)
    chosen, role = next((one for one in every if one[0] == wanted), every[0] if every else ("", ""))
    party, office = ("", chosen) if chosen in {one.office for one in posts} else (chosen, "")
    permissions = ROLES[role].permissions if role in ROLES else frozenset({"own-account"})
    actor = Actor(
        name=f"user:{user.get_username()}",
        party=party or None,
        permissions=frozenset(permissions),
        office=office or None,
    )
    return Acting(actor, role, party, office, memberships, posts)
