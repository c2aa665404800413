"""Values that go in and out of the controls station: the acts on a file, and what is known about it."""

from datetime import date, datetime
from typing import Literal

import msgspec

from clearway.core.control import Clock

Result = Literal["conform", "not conform"]


class FileNow(msgspec.Struct, frozen=True):
    """A declaration as the caller has locked it."""

    id: int
    mrn: str
    version: int
    office: str
    state: str


class CloseCheck(msgspec.Struct, frozen=True):
    """The documents were checked: they are conform, or what was found."""

    control: int
    result: Result
    found: str = ""


class OrderInspection(msgspec.Struct, frozen=True):
    """Goods are to be looked at: what, where, when, how many packages."""

    control: int
    what: str
    place: str
    planned_at: datetime
    packages: int


class RecordInspection(msgspec.Struct, frozen=True):
    """Goods were looked at: what was found, and the pictures as they came."""

    inspection: int
    result: Result
    found: str
    packages_opened: int
    pictures: tuple[bytes, ...] = ()


class CheckAgain(msgspec.Struct, frozen=True):
    """Documents or goods are to be looked at once more."""

    kind: Literal["documents", "goods"]
    reason: str


class Ask(msgspec.Struct, frozen=True):
    """A question to the trader."""

    question: str


class Answer(msgspec.Struct, frozen=True):
    """The trader's answer to a question."""

    query: int
    answer: str


class PlaceHold(msgspec.Struct, frozen=True):
    """Goods are kept from leaving."""

    reason: str


class LiftHold(msgspec.Struct, frozen=True):
    """A hold is to keep the goods no more."""

    hold: int
    reason: str


class Detain(msgspec.Struct, frozen=True):
    """Goods are detained on a ground of law; the reason is told to the trader."""

    ground: str
    reason: str


class EndDetention(msgspec.Struct, frozen=True):
    """A detention ends."""

    reason: str


class Refuse(msgspec.Struct, frozen=True):
    """A declaration is refused on a ground of law; the reason is told to the trader."""

    ground: str
    reason: str


class AskOverride(msgspec.Struct, frozen=True):
    """Somebody wants a lane's control dropped, or a finding set aside, and says why."""

    against: Literal["lane", "finding"]
    reason: str


class DecideOverride(msgspec.Struct, frozen=True):
    """Another person agrees, or declines."""

    override: int
    agrees: bool
    remark: str


class LodgeAppeal(msgspec.Struct, frozen=True):
    """The trader appeals against a decision."""

    notice: int
    grounds: str


class DecideAppeal(msgspec.Struct, frozen=True):
    """An officer of another desk decides an appeal."""

    appeal: int
    outcome: Literal["upheld", "rejected"]
    reasons: str


class GiveOutAgain(msgspec.Struct, frozen=True):
    """A supervisor has a control drawn for once more; nobody says for whom."""

    control: int
    reason: str


Order = (
    CloseCheck
    | OrderInspection
    | RecordInspection
    | CheckAgain
    | Ask
    | Answer
    | PlaceHold
    | LiftHold
    | Detain
    | EndDetention
    | Refuse
    | AskOverride
    | DecideOverride
    | LodgeAppeal
    | DecideAppeal
    | GiveOutAgain
)


class Assigned(msgspec.Struct, frozen=True):
    """Work that was drawn for: a control or an appeal, whose it was, whose it is, and why it was given out."""

    what: Literal["control", "appeal"]
    id: int
    mrn: str
    before: str
    officer: str
    reason: str


class ControlSeen(msgspec.Struct, frozen=True):
    """A check, open or closed."""

    id: int
    kind: str
    version: int
    officer: str
    opened_at: datetime
    assigned_at: datetime | None
    closed_at: datetime | None
    closed_by: str
    result: str
    found: str


class InspectionSeen(msgspec.Struct, frozen=True):
    """An inspection, ordered or recorded, and the numbers of its photographs."""

    id: int
    control: int
    what: str
    place: str
    planned_at: datetime
    packages: int
    ordered_by: str
    ordered_at: datetime
    result: str
    found: str
    packages_opened: int
    recorded_by: str
    recorded_at: datetime | None
    photographs: tuple[int, ...] = ()


class QuestionSeen(msgspec.Struct, frozen=True):
    """A question as its office sees it."""

    id: int
    question: str
    asked_by: str
    asked_at: datetime
    answer: str
    answered_by: str
    answered_at: datetime | None


class HoldSeen(msgspec.Struct, frozen=True):
    """A hold, or what a check has found."""

    id: int
    kind: str
    control: int | None
    reason: str
    placed_by: str
    placed_at: datetime
    lifted_by: str
    lifted_at: datetime | None
    lifted_because: str


class AppealSeen(msgspec.Struct, frozen=True):
    """An appeal as its office sees it."""

    id: int
    notice: int
    grounds: str
    lodged_by: str
    lodged_at: datetime
    officer: str
    outcome: str
    reasons: str
    decided_by: str
    decided_at: datetime | None


class NoticeSeen(msgspec.Struct, frozen=True):
    """A detention or a refusal as its office sees it."""

    id: int
    kind: str
    ground: str
    law: str
    reason: str
    by: str
    at: datetime
    ended_by: str
    ended_at: datetime | None
    ended_because: str


class OverrideSeen(msgspec.Struct, frozen=True):
    """A request to decide against a lane or a finding."""

    id: int
    against: str
    reason: str
    asked_by: str
    asked_at: datetime
    outcome: str
    remark: str
    decided_by: str
    decided_at: datetime | None


class Case(msgspec.Struct, frozen=True):
    """Everything officers have done about a declaration; for officers alone."""

    controls: tuple[ControlSeen, ...] = ()
    inspections: tuple[InspectionSeen, ...] = ()
    questions: tuple[QuestionSeen, ...] = ()
    holds: tuple[HoldSeen, ...] = ()
    notices: tuple[NoticeSeen, ...] = ()
    overrides: tuple[OverrideSeen, ...] = ()
    appeals: tuple[AppealSeen, ...] = ()
    clocks: tuple[Clock, ...] = ()


class QuestionTold(msgspec.Struct, frozen=True):
    """A question as the trader reads it; who asked is the office's business."""

    id: int
    question: str
    asked_at: datetime
    answer: str
    answered_at: datetime | None


class NoticeTold(msgspec.Struct, frozen=True):
    """A decision against the goods as the trader reads it, and the appeal against it, if there is one."""

    id: int
    kind: str
    ground: str
    law: str
    reason: str
    at: datetime
    ended_at: datetime | None
    ended_because: str
    may_appeal: bool
    appeal_until: date | None
    appeal_grounds: str = ""
    appeal_lodged_at: datetime | None = None
    appeal_outcome: str = ""
    appeal_reasons: str = ""
    appeal_decided_at: datetime | None = None


class InspectionTold(msgspec.Struct, frozen=True):
    """An inspection as the trader reads it: where and when the goods are to be shown, and what came of it."""

    what: str
    place: str
    planned_at: datetime
    packages: int
    result: str
    recorded_at: datetime | None


class Told(msgspec.Struct, frozen=True):
    """What a trader may read of an officer's work on a declaration."""

    questions: tuple[QuestionTold, ...] = ()
    notices: tuple[NoticeTold, ...] = ()
    inspections: tuple[InspectionTold, ...] = ()


class Picture(msgspec.Struct, frozen=True):
    """A photograph: of which declaration, of which kind, and its bytes."""

    declaration: int
    media_type: str
    digest: str
    content: bytes
