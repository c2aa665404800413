"""What the controls station tells the house; reasons that traders may not see stay in its tables."""

from typing import ClassVar

from clearway.platform.events.event import Event


class ControlAssigned(Event, frozen=True, kw_only=True):
    """A control or an appeal was given to an officer by chance, and why it was given out at this time."""

    name: ClassVar[str] = "controls.assigned.v1"
    mrn: str
    what: str
    officer: str
    before: str
    reason: str


class ControlOpened(Event, frozen=True, kw_only=True):
    """A check was opened for a declaration after its lane."""

    name: ClassVar[str] = "controls.opened.v1"
    mrn: str
    version: int
    kind: str
    reason: str


class ControlClosed(Event, frozen=True, kw_only=True):
    """A check of documents or goods has a result."""

    name: ClassVar[str] = "controls.closed.v1"
    mrn: str
    version: int
    kind: str
    result: str


class InspectionOrdered(Event, frozen=True, kw_only=True):
    """Goods are to be shown at a place and a time."""

    name: ClassVar[str] = "controls.inspection-ordered.v1"
    mrn: str
    place: str
    planned_at: str
    packages: int


class InspectionRecorded(Event, frozen=True, kw_only=True):
    """Goods were looked at; the photographs are known by their digests."""

    name: ClassVar[str] = "controls.inspection-recorded.v1"
    mrn: str
    result: str
    packages_opened: int
    photographs: tuple[str, ...]


class QuestionAsked(Event, frozen=True, kw_only=True):
    """An officer asked the trader something; the trader's clock runs."""

    name: ClassVar[str] = "controls.question-asked.v1"
    mrn: str
    query: int


class QuestionAnswered(Event, frozen=True, kw_only=True):
    """The trader has answered; the office's clock runs again."""

    name: ClassVar[str] = "controls.question-answered.v1"
    mrn: str
    query: int


class HoldPlaced(Event, frozen=True, kw_only=True):
    """Goods are kept from leaving: by a hold, or by what a check has found."""

    name: ClassVar[str] = "controls.hold-placed.v1"
    mrn: str
    hold: int
    kind: str


class HoldLifted(Event, frozen=True, kw_only=True):
    """A hold keeps the goods no more."""

    name: ClassVar[str] = "controls.hold-lifted.v1"
    mrn: str
    hold: int
    kind: str


class GoodsDetained(Event, frozen=True, kw_only=True):
    """Goods are detained on a ground of law; the notice is on the file."""

    name: ClassVar[str] = "controls.detained.v1"
    mrn: str
    notice: int
    ground: str
    law: str


class DetentionEnded(Event, frozen=True, kw_only=True):
    """Goods are detained no more; the declaration goes on."""

    name: ClassVar[str] = "controls.detention-ended.v1"
    mrn: str
    notice: int


class DeclarationRefused(Event, frozen=True, kw_only=True):
    """An officer refused a declaration on a ground of law."""

    name: ClassVar[str] = "controls.refused.v1"
    mrn: str
    notice: int
    ground: str
    law: str


class RefusalEnded(Event, frozen=True, kw_only=True):
    """A refusal was set aside; the declaration goes on."""

    name: ClassVar[str] = "controls.refusal-ended.v1"
    mrn: str
    notice: int


class OverrideAsked(Event, frozen=True, kw_only=True):
    """Somebody asked to decide against a lane or a finding."""

    name: ClassVar[str] = "controls.override-asked.v1"
    mrn: str
    against: str


class OverrideDecided(Event, frozen=True, kw_only=True):
    """A second person agreed to a decision against a lane or a finding, or declined it."""

    name: ClassVar[str] = "controls.override-decided.v1"
    mrn: str
    against: str
    outcome: str
    asked_by: str


class AppealLodged(Event, frozen=True, kw_only=True):
    """A trader appealed against a decision of an officer."""

    name: ClassVar[str] = "controls.appeal-lodged.v1"
    mrn: str
    appeal: int
    against: str


class AppealDecided(Event, frozen=True, kw_only=True):
    """An appeal was upheld or rejected by an officer of another desk."""

    name: ClassVar[str] = "controls.appeal-decided.v1"
    mrn: str
    appeal: int
    against: str
    outcome: str
