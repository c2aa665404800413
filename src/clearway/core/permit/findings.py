"""What can be wrong with a permit that a declaration leans on; every code stands here once, with its sentence.

Another party's permit is told of as one that does not exist: whose it is, is no business of who asks.
"""

from typing import NamedTuple

from clearway.core.kernel.finding import Finding
from clearway.core.permit.claims import Claim


class Kind(NamedTuple):
    """A thing that can be wrong: its code, the sentence and what would pass."""

    code: str
    sentence: str
    remedy: str


NUMBER_MISSING = Kind(
    "PRM-101",
    "The document {document} is declared without the number of the permit",
    "Give the number under which the agency issued it",
)
UNKNOWN = Kind(
    "PRM-102",
    "No permit {found} of the kind {document} is on file for {holder}",
    "Check the number, or ask agency {agency} to issue the permit; the declaration goes on when it is there",
)
NOT_IN_FORCE = Kind(
    "PRM-103",
    "Permit {found} is {state}",
    "Ask agency {agency}, or name another permit in an amendment",
)
NOT_ON_DAY = Kind(
    "PRM-104",
    "Permit {found} is not valid on {day}: it is valid from {since} to {until}",
    "Name a permit that is valid on {day}",
)
OTHER_GOODS = Kind(
    "PRM-105",
    "Permit {permit} does not cover goods of the code {found}",
    "Name a permit for these goods; this one covers {goods}",
)
OTHER_COUNTRY = Kind(
    "PRM-106",
    "Permit {permit} does not cover the country {found}",
    "Name a permit for this country; this one covers {countries}",
)
NOT_COUNTABLE = Kind(
    "PRM-107",
    "Permit {permit} is counted in {unit}, and no quantity in {unit} is declared for the goods",
    "Declare the quantity to be written off in {unit}",
)
NOT_ENOUGH = Kind(
    "PRM-108",
    "Permit {permit} has {left} {unit} left, and {found} {unit} are declared",
    "Declare {left} {unit} or less on it, or name a second permit",
)
NOT_COUNTED_IN = Kind(
    "PRM-109",
    "Permit {permit} states no quantity in {unit}, in which permits of the kind {document} are counted",
    "Ask agency {agency} to state the quantity in {unit}",
)


def finding(kind: Kind, claim: Claim, *, found: str | None = None, **facts: str) -> Finding:
    """A finding at the document; the declaration is not refused for it, it waits."""
    said = {"document": claim.kind.document, "agency": claim.kind.agency, **facts}
    if found is not None:
        said["found"] = found
    return Finding(
        rule=kind.code,
        severity="warn",
        at=claim.at,
        sentence=kind.sentence,
        found=found,
        remedy=kind.remedy,
        facts=said,
        law=claim.kind.law,
    )
