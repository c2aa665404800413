"""What can go wrong in the register of traders.

TraderError
├── PartyUnknown       TRD-001
├── MandateToOneself   TRD-002
├── MandateWrongDays   TRD-003
├── MandateDoubled     TRD-004
├── RegimeUnknown      TRD-005
├── LastManager        TRD-006
├── ScopeUnfit         TRD-007
├── NotAnAgent         TRD-008
├── NumberTaken        TRD-009
└── AddressUnfit       TRD-010
"""

from clearway.platform.identity.errors import PeopleError


class TraderError(PeopleError):
    """The register of traders cannot be changed as asked."""


class PartyUnknown(TraderError):
    """No party that is active stands under the number."""

    code = "TRD-001"
    sentence = "No active party has the number {party}."
    remedy = "Check the number with the party."


class MandateToOneself(TraderError):
    """A party acts for itself without a mandate."""

    code = "TRD-002"
    sentence = "A party needs no mandate to act for itself."
    remedy = "Give the number of the agent."


class MandateWrongDays(TraderError):
    """A mandate ends before it begins, or is already over."""

    code = "TRD-003"
    sentence = "The mandate would end on {until}, before it begins or before today."
    remedy = "Give a later last day, or none."


class MandateDoubled(TraderError):
    """The agent has a mandate that is not over."""

    code = "TRD-004"
    sentence = "{agent} has a mandate already."
    remedy = "Revoke it first."


class RegimeUnknown(TraderError):
    """No such kind of declaration, or none chosen."""

    code = "TRD-005"
    sentence = "It is not said for what the agent may act."
    remedy = "Choose at least one kind of declaration."


class LastManager(TraderError):
    """Nobody would be left who can invite others."""

    code = "TRD-006"
    sentence = "{username} is the last who looks after the party."
    remedy = "Give somebody else the role first."


class ScopeUnfit(TraderError):
    """The party's people may not do this, so its software may not."""

    code = "TRD-007"
    sentence = "The scopes chosen are none, or not this party's."
    remedy = "Choose at least one of: {scopes}."


class NotAnAgent(TraderError):
    """The party is not registered to act for others."""

    code = "TRD-008"
    sentence = "{agent} is not registered as a broker."
    remedy = "Give the number of a broker."


class NumberTaken(TraderError):
    """A party stands under the number already."""

    code = "TRD-009"
    sentence = "{party} is registered already."
    remedy = "Open its entry instead."


class AddressUnfit(TraderError):
    """A site names no address to which people come back."""

    code = "TRD-010"
    sentence = "The address to come back to is not one."
    remedy = "Give it whole, with https://, and without a #."
