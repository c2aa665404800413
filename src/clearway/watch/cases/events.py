"""What officials do about findings, as the log keeps it; the subject is ``finding/<number>``."""

from typing import ClassVar

from clearway.platform.events.event import Event


class FindingChecked(Event, frozen=True, kw_only=True):
    """An official has looked into a finding and said what was found."""

    name: ClassVar[str] = "watch.finding-checked.v1"
    tenant: str
    scenario: str
    text: str


class FindingActedOn(Event, frozen=True, kw_only=True):
    """An official has said what was done; the finding is settled when the records say so."""

    name: ClassVar[str] = "watch.finding-acted-on.v1"
    tenant: str
    scenario: str
    text: str


class FindingExcluded(Event, frozen=True, kw_only=True):
    """An official excepts a finding for a reason, on evidence, up to a day."""

    name: ClassVar[str] = "watch.finding-excluded.v1"
    tenant: str
    scenario: str
    reason: str
    evidence: str
    until: str


class ExclusionLapsed(Event, frozen=True, kw_only=True):
    """An exclusion is over: its day has come, or records on which it rested have changed."""

    name: ClassVar[str] = "watch.exclusion-lapsed.v1"
    tenant: str
    scenario: str
    cause: str


class FindingEscalated(Event, frozen=True, kw_only=True):
    """The day by which a finding was to be settled or excepted has passed; the manager is told."""

    name: ClassVar[str] = "watch.finding-escalated.v1"
    tenant: str
    scenario: str
    due: str


class OfficialNamed(Event, frozen=True, kw_only=True):
    """It is said who looks after the findings of a desk; the subject is ``watch/<government>``."""

    name: ClassVar[str] = "watch.official-named.v1"
    tenant: str
    owner: str
    official: str


class ReviewAsked(Event, frozen=True, kw_only=True):
    """An exclusion was drawn to be looked at by a second person who does not know how it was decided."""

    name: ClassVar[str] = "watch.review-asked.v1"
    tenant: str
    scenario: str


class ExclusionReviewed(Event, frozen=True, kw_only=True):
    """A second person has said whether they would have made an exclusion; where not, it is over."""

    name: ClassVar[str] = "watch.exclusion-reviewed.v1"
    tenant: str
    scenario: str
    outcome: str
    reason: str
    text: str
