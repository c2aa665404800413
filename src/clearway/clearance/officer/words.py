"""The words of the office: states, lanes, kinds of work and what happened, as officers read them."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.utils.translation import ngettext

from clearway.clearance.public.receipts import REASONS as REVOKED
from clearway.core.control import Clock

STATES = {
    "lodged": noop("Lodged"),
    "validated": noop("Validated"),
    "assessed": noop("Assessed"),
    "targeted": noop("Targeted"),
    "permitted": noop("Permitted"),
    "paid": noop("Paid"),
    "released": noop("Released"),
    "reviewed": noop("Reviewed"),
    "refused": noop("Refused"),
    "held": noop("Detained"),
    "cancelled": noop("Cancelled"),
}

WAITS = {
    "": noop("Nobody"),
    "clearance": noop("Nobody: it goes on by itself"),
    "officer": noop("An officer's decision"),
    "control": noop("A check by an officer"),
    "permit": noop("Another agency's permit"),
    "payment": noop("Payment, or security"),
    "arrival": noop("The arrival of the goods"),
}

LANES = {
    "green": noop("Green lane"),
    "blue": noop("Blue lane"),
    "yellow": noop("Yellow lane"),
    "red": noop("Red lane"),
}

#: What lies on a desk.
WORK = {
    "documents": noop("Check of documents"),
    "goods": noop("Examination of goods"),
    "decision": noop("Could not be assessed: ask or refuse"),
    "hold": noop("Goods on hold"),
    "finding": noop("Finding to be dealt with"),
    "detention": noop("Goods detained"),
    "refusal": noop("Declaration refused"),
    "appeal": noop("Appeal to be decided"),
    "override": noop("Second signature asked for"),
    "answer": noop("Answer of the trader"),
}

RESULTS = {
    "": noop("Open"),
    "conform": noop("Conform"),
    "not conform": noop("Not conform"),
    "refused": noop("Ended by the refusal"),
    "dropped": noop("Dropped under four eyes"),
    "amended": noop("Ended: assessed after an amendment"),
    "cancelled": noop("Ended by the withdrawal"),
    "agreed": noop("Agreed"),
    "declined": noop("Declined"),
    "upheld": noop("Upheld"),
    "rejected": noop("Rejected"),
}

SEVERITIES = {"reject": noop("Must be corrected"), "warn": noop("Warning"), "note": noop("Note")}

EVENTS = {
    "declarations.lodged.v1": noop("Lodged"),
    "declarations.amended.v1": noop("Amended"),
    "declarations.cancelled.v1": noop("Cancelled"),
    "clearance.decided.v1": noop("Decided"),
    "clearance.advanced.v1": noop("Went on"),
    "release.released.v1": noop("Goods released"),
    "controls.assigned.v1": noop("Given out"),
    "controls.opened.v1": noop("Check opened"),
    "controls.closed.v1": noop("Check closed"),
    "controls.inspection-ordered.v1": noop("Inspection ordered"),
    "controls.inspection-recorded.v1": noop("Inspection recorded"),
    "controls.question-asked.v1": noop("Question asked"),
    "controls.question-answered.v1": noop("Question answered"),
    "controls.hold-placed.v1": noop("Goods put on hold"),
    "controls.hold-lifted.v1": noop("Hold lifted"),
    "controls.detained.v1": noop("Goods detained"),
    "controls.detention-ended.v1": noop("Detention ended"),
    "controls.refused.v1": noop("Refused by an officer"),
    "controls.refusal-ended.v1": noop("Refusal set aside"),
    "controls.override-asked.v1": noop("Second signature asked for"),
    "controls.override-decided.v1": noop("Second signature decided"),
    "controls.appeal-lodged.v1": noop("Appeal lodged"),
    "controls.appeal-decided.v1": noop("Appeal decided"),
    "clearance.forewarned.v1": noop("Shown what the watch would find"),
}

#: How a decision ended, beside how controls end.
OUTCOMES = {
    "accepted": noop("Accepted; somebody must act before release"),
    "decided": noop("Decided; nobody needs to act before release"),
}

#: Why work changed hands, or a check was opened.
REASONS = {
    "the officer is away": noop("The officer is away"),
    "drawn by chance and load": noop("Drawn by chance and load"),
    "the refusal was set aside": noop("The refusal was set aside"),
    "nothing could be assessed": noop("Nothing could be assessed"),
}

#: Why a hold or a detention ended, where no officer had to say so; else it is in an officer's words.
ENDED = {"checked again": noop("Checked again"), "refused": noop("Declaration refused")}

#: Of these facts of an event the office is told the words.
_TOLD = {
    "kind": WORK,
    "what": {**WORK, "control": noop("A check")},
    "result": RESULTS,
    "outcome": {**RESULTS, **OUTCOMES},
    "lane": LANES,
    "reached": STATES,
    "waits_for": WAITS,
    "reason": {**REASONS, **REVOKED},
}


def in_words(fact: str, value: str) -> str:
    """A fact of an event in words, or as it is."""
    known = _TOLD.get(fact, {})
    return _(known[value]) if value in known else value


def ended(because: str) -> str:
    """Why a hold or a detention ended."""
    return _(ENDED[because]) if because in ENDED else because


def clock_says(clock: Clock) -> str:
    """How a clock stands, in a few words."""
    if clock.is_overdue:
        hours = _hours(clock.spent - clock.allowed)
        return ngettext("{n} office hour too late", "{n} office hours too late", hours).format(n=hours)
    if clock.due_at is None:
        return _("stands still: the trader has been asked")
    if not clock.is_running:
        return _("kept")
    hours = _hours(clock.allowed - clock.spent)
    return ngettext("{n} office hour left", "{n} office hours left", hours).format(n=hours)


def _hours(span: timedelta) -> int:
    """Hours as they are said: what is begun counts."""
    return -int(-span // timedelta(hours=1))
