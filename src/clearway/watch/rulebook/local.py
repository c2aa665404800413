"""What governments set for themselves: checked against the ministry's limits, kept with its reason, read as law."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Final

import msgspec

from clearway.core.watch import CountedRow, NumberRefused, Setting, counted
from clearway.watch.rulebook import models
from clearway.watch.rulebook.reading import Book, Limit

MOST_CHARACTERS: Final = 500
_NUMBER: Final = re.compile(r"\d{1,9}(\.\d{1,6})?")
_LAST: Final = date(2100, 1, 1)


class Said(msgspec.Struct, frozen=True):
    """A number as somebody wants to set it: as it was typed."""

    code: str
    amount: str
    since: str
    reason: str


class LocalNumber(msgspec.Struct, frozen=True):
    """A number that a government has set for itself; the law's own again where it names no amount."""

    code: str
    since: date
    amount: Decimal | None
    reason: str
    at: datetime
    by: str

    @property
    def who(self) -> str:
        """Who has set it, without the mark that tells people and software apart in the log."""
        return self.by.partition(":")[2] or self.by


def keep(said: Said, *, book: Book, tenant: str, by: str, at: datetime) -> LocalNumber:
    """Keep what a government sets for itself, or refuse it with what would pass."""
    limit = next((one for one in book.limits if one.code == said.code), None)
    if limit is None:
        known = tuple(one.code for one in book.limits)
        raise NumberRefused("WAT-071", found=said.code[:60] or "-", allowed=known, place="code")
    amount = _amount(said.amount.strip(), limit)
    since = _since(said.since.strip(), limit)
    reason = said.reason.replace("\0", "").strip()
    if not 1 <= len(reason) <= MOST_CHARACTERS:
        allowed = (f"1 … {MOST_CHARACTERS}",)
        raise NumberRefused("WAT-073", found=str(len(reason)), allowed=allowed, place="reason")
    row = models.LocalNumber.objects.create(
        tenant=tenant, code=limit.code, since=since, amount=amount, reason=reason, at=at, by=by
    )
    return _number(row)


def numbers(tenant: str) -> tuple[LocalNumber, ...]:
    """Everything that a government has set for itself, the latest first."""
    return tuple(map(_number, models.LocalNumber.objects.filter(tenant=tenant).order_by("-id")))


def laws(book: Book) -> dict[str, tuple[CountedRow, ...]]:
    """The numbers that count in each government that has set any; under no name, those that count in all others."""
    found = {"": counted(book.law)}
    by_tenant: dict[str, list[models.LocalNumber]] = {}
    for row in models.LocalNumber.objects.order_by("id"):
        by_tenant.setdefault(row.tenant, []).append(row)
    return found | {tenant: counted(book.law, _settings(rows, book)) for tenant, rows in by_tenant.items()}


def law_of(book: Book, tenant: str) -> tuple[CountedRow, ...]:
    """The numbers that count in a government."""
    rows = models.LocalNumber.objects.filter(tenant=tenant).order_by("id")
    return counted(book.law, _settings(rows, book))


def amount_on(book: Book, tenant: str, code: str, day: date) -> Decimal | None:
    """A number that counts in a government on a day; nothing where the law names none."""
    rows = models.LocalNumber.objects.filter(tenant=tenant, code=code).order_by("id")
    of_law = (row for row in book.law if row[0] == code)
    return on_day(counted(of_law, _settings(rows, book)), code, day)


def on_day(rows: Iterable[CountedRow], code: str, day: date) -> Decimal | None:
    """The number of a name on a day; nothing where there is none."""
    known = (row[1:4] for row in rows if row[0] == code)
    return next((amount for since, until, amount in known if since <= day <= (until or day)), None)


def _settings(rows: Iterable[models.LocalNumber], book: Book) -> list[Setting]:
    """What was set, as far as it lies within the limits as they are now."""
    limits: Mapping[str, Limit] = {one.code: one for one in book.limits}
    return [
        Setting(row.code, row.since, row.amount, f"{row.tenant} · {_number(row).who}")
        for row in rows
        if row.code in limits
        and (row.amount is None or limits[row.code].least <= row.amount <= limits[row.code].most)
    ]


def _amount(said: str, limit: Limit) -> Decimal | None:
    if not said:
        return None
    found = Decimal(said) if _NUMBER.fullmatch(said) else None
    if found is None or not limit.least <= found <= limit.most or found % limit.step:
        allowed = (f"{limit.least} … {limit.most}",)
        raise NumberRefused("WAT-070", found=said[:20], allowed=allowed, place="amount")
    return found


def _since(said: str, limit: Limit) -> date:
    try:
        found = date.fromisoformat(said)
    except ValueError:
        found = None
    if found is None or not limit.since <= found < _LAST:
        allowed = (f"{limit.since} … {_LAST}",)
        raise NumberRefused("WAT-072", found=said[:20] or "-", allowed=allowed, place="since")
    return found


def _number(row: models.LocalNumber) -> LocalNumber:
    return LocalNumber(**{name: getattr(row, name) for name in LocalNumber.__struct_fields__})
