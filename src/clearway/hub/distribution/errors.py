"""What can go wrong with distributions.

DistributionError
├── DistributionUnknown   DST-001
├── PartUnknown           DST-002
├── PartDone              DST-003
├── OtherContent          DST-004
├── NotSending            DST-005
├── KeptTooLong           DST-006
├── NotYetOver            DST-007
├── RangesUnknown         DST-008
├── TriedOnly             DST-009
├── Overtaken             DST-010
├── BoundLacking          DST-011
└── SaltErased            DST-012
"""

from typing import ClassVar


class DistributionError(Exception):
    """Something about a distribution cannot be done as asked."""

    code: ClassVar[str] = ""
    sentence: ClassVar[str] = ""
    remedy: ClassVar[str] = ""

    def __init__(self, **facts: str) -> None:
        """Keep the facts; the sentence is filled when somebody reads it."""
        super().__init__(self.sentence.format(**facts))
        self.facts = facts


class DistributionUnknown(DistributionError):
    """There is no such distribution; another organisation's is as unknown as one that never was."""

    code = "DST-001"
    sentence = "There is no distribution {found}."
    remedy = "Give the number that subscribing answered with."


class PartUnknown(DistributionError):
    """A part is asked for out of its order."""

    code = "DST-002"
    sentence = "Part {found} cannot be had now."
    remedy = "The next part is {next}; acknowledge each before the one after it."


class PartDone(DistributionError):
    """A part that was acknowledged is not sent again."""

    code = "DST-003"
    sentence = "Part {found} was acknowledged."
    remedy = "The next part is {next}. Compare ranges to have again what was lost since."


class OtherContent(DistributionError):
    """What is acknowledged is not what was sent last."""

    code = "DST-004"
    sentence = "Part {part} was last sent with the checksum {sent}, not {found}."
    remedy = "Take the part again and acknowledge the checksum of what came."


class NotSending(DistributionError):
    """Nothing is sent while a distribution is suspended, nor after its end."""

    code = "DST-005"
    sentence = "The distribution is {state}."
    remedy = "A suspended one goes on when whoever suspended it resumes it; subscribe anew after an end."


class KeptTooLong(DistributionError):
    """A copy must have a last day, not before today and not after the agreement's."""

    code = "DST-006"
    sentence = "The copy cannot be kept until {found}."
    remedy = "Name a day from {first} to {last}."


class NotYetOver(DistributionError):
    """A receipt of destruction is given once nothing more is sent."""

    code = "DST-007"
    sentence = "The distribution is {state}; a copy that is still fed cannot be destroyed for good."
    remedy = "End the distribution first."


class RangesUnknown(DistributionError):
    """A comparison names ranges that no part was of."""

    code = "DST-008"
    sentence = "No part was of the ranges {found}."
    remedy = "Name ranges as the first line of each part does."


class TriedOnly(DistributionError):
    """A client for trying receives nobody's data."""

    code = "DST-009"
    sentence = "This client is for trying only; nothing is sent to it."
    remedy = "Check what would be sent, or come with a client that is not for trying."


class Overtaken(DistributionError):
    """Something else was done about the distribution while the holder answered; nothing was sent."""

    code = "DST-010"
    sentence = "Another call was quicker; nothing was sent."
    remedy = "Ask again, one call at a time."


class BoundLacking(DistributionError):
    """A question is asked of every record, and what it is judged against was not named."""

    code = "DST-011"
    sentence = "{name} is judged against a bound that was not named."
    remedy = "Name it in bounds: a {type}."


class SaltErased(DistributionError):
    """What was told one subject can be shown no more; the root that it was part of still stands."""

    code = "DST-012"
    sentence = "The personal content of this access was erased."
    remedy = "The part it was of is still proven; who was in it can be shown no more."
