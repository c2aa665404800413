"""What happened to a file, in words that traders and officers share, and what of it is told besides its name."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.clearance.showing.figures import money

#: What a trader may know of the work of others on a file, in words; who did it at an office is the office's business.
OF_OTHERS = {
    "clearance.advanced.v1": noop("Went on"),
    "controls.opened.v1": noop("A check was opened"),
    "controls.closed.v1": noop("A check was finished"),
    "controls.inspection-ordered.v1": noop("An inspection was ordered"),
    "controls.inspection-recorded.v1": noop("The goods were inspected"),
    "controls.question-asked.v1": noop("An officer asked a question"),
    "controls.question-answered.v1": noop("Your answer was sent"),
    "controls.detained.v1": noop("The goods were detained"),
    "controls.detention-ended.v1": noop("The detention ended"),
    "controls.refused.v1": noop("Refused by an officer"),
    "controls.refusal-ended.v1": noop("The refusal was taken back"),
    "controls.appeal-lodged.v1": noop("An appeal was lodged"),
    "controls.appeal-decided.v1": noop("The appeal was decided"),
    "payments.received.v1": noop("A payment arrived"),
    "payments.cleared.v1": noop("Money that nobody could place was found to be for this"),
    "payments.covered.v1": noop("The debt is covered"),
    "payments.debt-changed.v1": noop("What is owed has changed"),
    "payments.debt-cancelled.v1": noop("Nothing is owed any more"),
    "payments.debt-restored.v1": noop("The refusal was set aside: what was owed is owed again"),
    "payments.deferred.v1": noop("Put on a deferment account"),
    "payments.room-lacking.v1": noop("The deferment account has no room"),
    "payments.return-announced.v1": noop("Money is going back"),
    "payments.returned.v1": noop("Money went back"),
    "permits.awaited.v1": noop("A permit is awaited"),
    "permits.written_off.v1": noop("Written off a permit"),
    "permits.given_back.v1": noop("Given back to a permit"),
    "cargo.goods_arrived.v1": noop("The goods arrived"),
    "cargo.release_told.v1": noop("The terminal was told of the release"),
    "cargo.goods_left.v1": noop("The goods left"),
    "release.released.v1": noop("Released: the goods may leave"),
    "release.receipt-issued.v1": noop("The receipt was signed"),
    "release.receipt-revoked.v1": noop("The receipt was revoked"),
}
#: What of others' work is told besides its name, as a sentence over the event's facts; amounts are written whole.
PARTICULARS = {
    "controls.inspection-ordered.v1": noop("at {place}, {planned_at}"),
    "controls.detained.v1": "{law}",
    "controls.refused.v1": "{law}",
    "payments.received.v1": "{amount}",
    "payments.covered.v1": "{amount}",
    "payments.debt-changed.v1": noop("before: {before}, now: {after}"),
    "payments.debt-restored.v1": "{amount}",
    "payments.deferred.v1": noop("{amount}, account {account}"),
    "payments.room-lacking.v1": noop("{asked} asked for, {room} left on account {account}"),
    "payments.return-announced.v1": "{amount}",
    "payments.returned.v1": "{amount}",
    "permits.awaited.v1": "{permits}",
    "permits.written_off.v1": noop("{permit}: {quantity} {unit}"),
    "permits.given_back.v1": noop("{permit}: {quantity} {unit}"),
    "cargo.goods_arrived.v1": "{cargo} · {place}",
    "cargo.release_told.v1": "{cargo}",
    "cargo.goods_left.v1": "{cargo}",
    "release.receipt-issued.v1": "{receipt}",
    "release.receipt-revoked.v1": "{receipt}",
}
_AMOUNTS = ("amount", "before", "after", "asked", "room")


def particulars(kind: str, facts: Mapping[str, str], more: Mapping[str, str] = MappingProxyType({})) -> Iterable[str]:
    """What is told of an event besides its name: one sentence over its facts, or nothing.

    ``more`` are sentences of one reader, before those of all.
    """
    currency = facts.get("currency", "")
    known = {name: money(text, currency) if text and name in _AMOUNTS else text for name, text in facts.items()}
    if known.get("planned_at"):
        known["planned_at"] = f"{localtime(datetime.fromisoformat(known['planned_at'])):%Y-%m-%d %H:%M}"
    sentence = more.get(kind) or PARTICULARS.get(kind, "")
    said = _(sentence).format_map(known).strip(" ·") if sentence else ""
    return (said,) if said else ()
