"""What is done by the clock: ranges that may have changed are marked, and what is over is ended and asked back."""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F

from clearway.core.control import office_hours
from clearway.core.law.information import InformationKind
from clearway.hub.consents.public import many as consents
from clearway.hub.distribution import actions, errors, events, judging, models, queries, sources
from clearway.hub.distribution.judging import Wanted
from clearway.hub.exchange.public import ExchangeError, Setting
from clearway.platform.calendar import day_in
from clearway.platform.events import log
from clearway.platform.identity.actor import Actor
from clearway.registers.lawbook import public as lawbook

#: A holder that does not answer is asked again so much later.
AGAIN = timedelta(minutes=5)
_CLOCK = "clock"
#: Comparisons whose answer depends on the day on which it is given.
_BY_DAY = frozenset({"years-at-least", "on-day"})


def look_for_changes(number: str, setting: Setting, *, by: Actor, at: datetime) -> int:
    """The receiver asks that the holder be compared with what it has; how many ranges wait for that now."""
    row = queries.mine(number, by)
    if row.state != "active":
        raise errors.NotSending(state=row.state)
    return _compared(row, setting, at=at)


def look_when_due(*, at: datetime) -> bool:
    """One distribution whose time has come is compared; whether there may be another."""
    due = models.Distribution.objects.filter(
        state="active", loaded_at__isnull=False, changes_hours__isnull=False,
        compared_at__lte=at - timedelta(hours=1) * F("changes_hours"),
    )  # fmt: skip
    row = due.order_by("compared_at").first()
    if row is None:
        return False
    try:
        _compared(row, _setting(at), at=at)
    except ExchangeError:
        late = at - timedelta(hours=row.changes_hours or 0) + AGAIN
        models.Distribution.objects.filter(number=row.number).update(compared_at=late)
    return True


def end_what_is_over(*, at: datetime) -> bool:
    """Where no agreement is in use any more, or the copy's last day has passed, nothing more is sent."""
    rows = list(models.Distribution.objects.filter(state__in=("active", "suspended")).order_by("opened_at"))
    today = _today(at) if rows else date.min
    for row in rows:
        used = actions.allowing(row.kind, row.organisation, row.article)
        if row.keep_until < today or not any(one.period.covers(today) for one in used):
            _end(row.number, "its time is over" if row.keep_until < today else "no agreement is in use", at=at)
    return False


def announce_overdue(*, at: datetime) -> bool:
    """Whose copy should be destroyed by now, and who has given no receipt, is announced once."""
    late = models.Distribution.objects.filter(state="ended", is_overdue=False, keep_until__lt=_today(at))
    with transaction.atomic():
        row = late.select_for_update(skip_locked=True).order_by("keep_until").first()
        if row is None:
            return False
        row.is_overdue = True
        row.save(update_fields=["is_overdue"])
        event = events.DestructionOverdue(
            distribution=str(row.number), organisation=row.organisation, holder=row.holder, keep_until=row.keep_until
        )
        log.record(event, subject=f"distribution/{row.number}", actor=_CLOCK, at=at)
    return True


@transaction.atomic
def _end(number: object, reason: str, *, at: datetime) -> None:
    row = models.Distribution.objects.select_for_update().get(number=number)
    if row.state in ("active", "suspended"):
        actions.moved(row, "ended", reason, by=_CLOCK, at=at)


def _compared(row: models.Distribution, setting: Setting, *, at: datetime) -> int:
    """Ranges that may have changed are marked: those the holder's list names, or all where it keeps none."""
    kind = judging.kind_of(Wanted(row.kind, frozenset(row.names), row.article, row.bounds), setting)
    source = sources.to(row.holder)
    is_told = row.mark and not _turns_with_the_day(row, kind, setting, at)
    changes = source.changed(kind, row.mark) if is_told else None
    fresh = changes or source.changed(kind, "")
    with transaction.atomic():
        row = models.Distribution.objects.select_for_update().get(number=row.number)
        held = models.Range.objects.filter(distribution=row, state="held")
        if changes is None:
            held.update(state="stale")
        else:
            said = consents.moved(row.organisation, row.kind, row.compared_at, at)
            held.filter(number__in=_ranges(row, {*changes.keys, *said})).update(state="stale")
        row.mark = fresh.mark if fresh is not None else ""
        row.compared_at, row.turn = at, row.turn + 1
        row.save(update_fields=["mark", "compared_at", "turn"])
        return models.Range.objects.filter(distribution=row).exclude(state="held").count()


def _turns_with_the_day(row: models.Distribution, kind: InformationKind, setting: Setting, at: datetime) -> bool:
    """On another day an answer may be another, though the holder has changed nothing: somebody has come of age."""
    zone = setting.hours.zone
    asked = [kind.predicates[name].comparison for name in row.names if name in kind.predicates]
    is_another = row.compared_at.astimezone(zone).date() != at.astimezone(zone).date()
    return is_another and any(one in _BY_DAY for one in asked)


def _setting(at: datetime) -> Setting:
    book = lawbook.current(at)
    return Setting(book.sharing, office_hours(book.on(_today(at))))


def _today(at: datetime) -> date:
    return day_in(lawbook.current(at).country.time_zone, at)


def _ranges(row: models.Distribution, keys: Iterable[str]) -> set[int]:
    """The ranges that keys lie in; what lies beyond all of them is found by looking there."""
    ranges = sorted(models.Range.objects.filter(distribution=row).values_list("high", "number"))
    highs = [high for high, _ in ranges]
    found = {bisect_left(highs, key) for key in keys}
    return {ranges[at][1] for at in found if at < len(ranges)}
