"""What authoring tells; the subject is ``scenario/<id>``, and ``proposal/<number>`` for what is proposed."""

from typing import ClassVar

from clearway.platform.events.event import Event


class ScenarioBegun(Event, frozen=True, kw_only=True):
    """Somebody has begun to write a scenario, or a change of one."""

    name: ClassVar[str] = "watch.scenario-begun.v1"
    writing: int
    office: str
    proposal: str


class ScenarioWritten(Event, frozen=True, kw_only=True):
    """A scenario in writing was changed; the fingerprint is that of its text, card and fixtures."""

    name: ClassVar[str] = "watch.scenario-written.v1"
    writing: int
    edit: int
    fingerprint: str


class ScenarioTested(Event, frozen=True, kw_only=True):
    """A scenario in writing was asked about what was delivered, beside the version in force."""

    name: ClassVar[str] = "watch.scenario-tested.v1"
    writing: int
    edit: int
    tenants: int
    new: int
    gone: int
    changed: int
    money: str


class ScenarioSent(Event, frozen=True, kw_only=True):
    """A scenario was sent to a second person, for trial, to be live, or to be retired."""

    name: ClassVar[str] = "watch.scenario-sent.v1"
    writing: int
    edit: int
    wants: str
    fingerprint: str


class ScenarioGivenBack(Event, frozen=True, kw_only=True):
    """The second person has not published a scenario, and says why."""

    name: ClassVar[str] = "watch.scenario-given-back.v1"
    writing: int
    text: str


class ScenarioPublished(Event, frozen=True, kw_only=True):
    """A second person has published a scenario under their own name."""

    name: ClassVar[str] = "watch.scenario-published.v1"
    writing: int
    state: str
    sent_by: str
    fingerprint: str
    edition: str


class ScenarioDropped(Event, frozen=True, kw_only=True):
    """A scenario in writing was given up before it was ever published."""

    name: ClassVar[str] = "watch.scenario-dropped.v1"
    writing: int


class ScenarioProposed(Event, frozen=True, kw_only=True):
    """An official proposes what to look for, with evidence."""

    name: ClassVar[str] = "watch.scenario-proposed.v1"
    tenant: str
    title: str


class ProposalAnswered(Event, frozen=True, kw_only=True):
    """Somebody has said something of a proposal."""

    name: ClassVar[str] = "watch.proposal-answered.v1"
    tenant: str


class ProposalDecided(Event, frozen=True, kw_only=True):
    """The ministry takes a proposal up, or declines it and says why."""

    name: ClassVar[str] = "watch.proposal-decided.v1"
    state: str
    writing: int | None
    text: str
