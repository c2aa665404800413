"""What can go wrong with people: who they are, whom they may act for.

PeopleError
├── InvitationSpent       IDN-001
├── NameTaken             IDN-002
├── IdentityTaken         IDN-003
├── ProviderAway          IDN-004
├── ProviderUntrusted     IDN-005
├── IdentityUnknown       IDN-006
└── RoleUnfit             IDN-007
"""

from typing import ClassVar


class PeopleError(Exception):
    """Something cannot be done with a person, a party or an office as asked."""

    code: ClassVar[str] = ""
    sentence: ClassVar[str] = ""
    remedy: ClassVar[str] = ""

    def __init__(self, **facts: str) -> None:
        """Keep the facts; the sentence is filled when somebody reads it."""
        super().__init__(self.sentence.format(**facts))
        self.facts = facts


class InvitationSpent(PeopleError):
    """An invitation was used, withdrawn, or is too old."""

    code = "IDN-001"
    sentence = "This invitation was used, withdrawn, or its time is over."
    remedy = "Ask for a new one."


class NameTaken(PeopleError):
    """Somebody has this user name."""

    code = "IDN-002"
    sentence = "The user name {username} is taken."
    remedy = "Choose another, or sign in first if it is yours."


class IdentityTaken(PeopleError):
    """The outside identity belongs to another person here."""

    code = "IDN-003"
    sentence = "This identity belongs to another user."
    remedy = "Sign in as that user, or ask for the link to be removed there."


class ProviderAway(PeopleError):
    """The outside provider does not answer, or not in time."""

    code = "IDN-004"
    sentence = "The identity provider does not answer."
    remedy = "Try again in a moment, or sign in with your password."


class ProviderUntrusted(PeopleError):
    """What the outside provider said does not prove anything."""

    code = "IDN-005"
    sentence = "The identity provider's answer cannot be trusted ({what})."
    remedy = "Start again from the sign-in page."


class IdentityUnknown(PeopleError):
    """Nobody here is linked to the outside identity."""

    code = "IDN-006"
    sentence = "Nobody here is linked to this identity."
    remedy = "Sign in with your password, then link the identity on your account page."


class RoleUnfit(PeopleError):
    """The role is not one that the party or office gives."""

    code = "IDN-007"
    sentence = "The role {role} is not given here."
    remedy = "Choose one of: {roles}."
