"""What the payments station can say."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal

import msgspec
from django.db.models import F, OuterRef, Subquery, Sum

from clearway.core.kernel.money import Money
from clearway.core.law.lawbook import Law
from clearway.core.law.parameter import NotInForce
from clearway.core.settle import Claim, Facility
from clearway.core.settle.ledger import DEFERMENT, OVERPAID, RECEIVABLE, REVENUE
from clearway.core.settle.nearest import one_slip_away, tidy
from clearway.platform.calendar import day_in, now
from clearway.registers.lawbook import public as lawbook
from clearway.stations.payments import models
from clearway.stations.payments.contracts import (
    AccountStanding,
    GoingBack,
    Movement,
    OpenOrder,
    Returning,
    Standing,
    Taken,
    Target,
    Unclear,
)

#: Outcomes that leave money unallocated.
UNALLOCATED = frozenset({"unknown-reference", "other-currency"})
#: Days in which an order is to be paid, and the day of the next month by which an account is to be settled.
DUE_DAYS = "payments.due_days"
SETTLEMENT_DAY = "payments.settlement_day"
_CENT = Decimal("0.01")
#: A page shows so many movements of an account.
MOVEMENTS = 50


#: What is still to be sent back of what was paid for an order.
_GOING_BACK = Subquery(
    models.Return.objects.filter(subject=OuterRef("reference"), returned_at__isnull=True)
    .values("subject")
    .annotate(sum=Sum("amount"))
    .values("sum")
)


def standing(mrn: str, *, payer: str | None = None) -> Standing | None:
    """How the debt of a declaration stands; where a payer is named, only its own.

    Who shows it to a declarant or an officer has made sure that the declaration is theirs.
    """
    orders = models.Order.objects.filter(reference=mrn).annotate(going_back=_GOING_BACK)
    order = (orders if payer is None else orders.filter(payer=payer)).first()
    if order is None:
        return None
    due_day, due_law = _due(order.issued_at)
    return Standing(
        mrn=mrn,
        payer=order.payer,
        owed=money(order.amount, order.currency),
        paid=money(order.paid, order.currency),
        left=money(order.amount - order.paid, order.currency),
        drawn=money(order.drawn, order.currency),
        account=order.account,
        lacks_room_on=order.lacks_room_on,
        is_cancelled=order.cancelled_at is not None,
        due_day=due_day,
        due_law=due_law,
        returning=money(order.going_back or Decimal(0), order.currency),
        history=_movements(RECEIVABLE, OVERPAID, subject=mrn),
    )


def open_orders(payer: str, limit: int = 50) -> list[OpenOrder]:
    """What a payer has still to pay, newest first."""
    rows = models.Order.objects.filter(payer=payer, paid__lt=F("amount")).order_by("-declaration")[:limit]
    return [
        OpenOrder(
            reference=row.reference,
            payer=row.payer,
            owed=money(row.amount, row.currency),
            left=money(row.amount - row.paid, row.currency),
            issued_at=row.issued_at,
            due_day=_due(row.issued_at)[0],
        )
        for row in rows
    ]


def due_day(issued_at: datetime) -> date | None:
    """By which day an order of an instant is to be paid; the same day wherever it is told."""
    return _due(issued_at)[0]


def account_of(holder: str) -> AccountStanding | None:
    """How a holder's deferment account stands, with its last movements, newest last."""
    row = models.DefermentAccount.objects.filter(holder=holder).order_by("number").first()
    if row is None:
        return None
    known = facility(row)
    settled_by, settled_law = _settlement()
    return AccountStanding(
        number=row.number,
        holder=row.holder,
        limit=money(row.limit, row.currency),
        drawn=money(row.drawn, row.currency),
        room=money(known.room, row.currency),
        warn_below=money(row.warn_below, row.currency),
        is_low=known.is_low,
        settled_by=settled_by,
        settled_law=settled_law,
        history=_movements(DEFERMENT + row.number),
    )


def going_back(payer: str, limit: int = 50) -> list[GoingBack]:
    """What a payer is still to get back, oldest first; not what nobody knows whose it is."""
    orders = models.Order.objects.filter(payer=payer).values("reference")
    rows = models.Return.objects.filter(subject__in=orders, returned_at__isnull=True).order_by("id")[:limit]
    return [GoingBack(row.subject, money(row.amount, row.currency), row.announced_at) for row in rows]


def returns_of(bank: str, limit: int = 100) -> list[Returning]:
    """What a bank is to send back, oldest first."""
    rows = models.Return.objects.filter(bank=bank, returned_at__isnull=True).select_related("message")
    return [
        Returning(
            id=row.id,
            message=row.message.number if row.message else "",
            payer_account=row.message.payer_account if row.message else "",
            amount=money(row.amount, row.currency),
            reference=row.subject,
            reason=row.reason,
            announced_at=row.announced_at,
        )
        for row in rows.order_by("id")[:limit]
    ]


def unclear(limit: int = 50) -> list[Unclear]:
    """Money of which nobody knows what for, oldest first."""
    rows = models.BankMessage.objects.filter(outcome__in=UNALLOCATED).order_by("id")[:limit]
    return [_unclear(row, row.hint) for row in rows]


def count_unclear() -> int:
    """Of how many payments nobody knows what for."""
    return models.BankMessage.objects.filter(outcome__in=UNALLOCATED).count()


def unclear_payment(number: int) -> Unclear | None:
    """One payment of which nobody knows what for, with what it is probably for by today's open debts."""
    row = models.BankMessage.objects.filter(id=number, outcome__in=UNALLOCATED).first()
    if row is None:
        return None
    return _unclear(row, row.hint or nearest(row.reference, money(row.amount, row.currency)))


def _unclear(row: models.BankMessage, hint: str) -> Unclear:
    return Unclear(
        id=row.id,
        bank=row.bank,
        number=row.number,
        amount=money(row.amount, row.currency),
        reference=row.reference,
        hint=hint,
        payer_name=row.payer_name,
        payer_account=row.payer_account,
        paid_at=row.paid_at,
    )


def keys_of(bank: str) -> tuple[bytes, ...]:
    """The public keys whose signatures are a bank's word just now."""
    rows = models.BankKey.objects.filter(bank=bank, revoked_at__isnull=True).order_by("-since")
    return tuple(bytes(key) for key in rows.values_list("public_key", flat=True))


def target(reference: str) -> Target:
    """What a quoted reference stands for, blanks, dashes and small letters forgiven."""
    known = tidy(reference)
    declaration = models.Order.objects.filter(reference=known).values_list("declaration_id", flat=True).first()
    if declaration is not None:
        return Target(declaration=declaration)
    account = models.DefermentAccount.objects.filter(number=known).values_list("number", flat=True).first()
    return Target(account=account)


def nearest(reference: str, money: Money) -> str:
    """The reference probably meant: one slip away, of an open debt; of many, the one of this very amount."""
    likely = list(one_slip_away(tidy(reference)))
    orders = models.Order.objects.filter(reference__in=likely, paid__lt=F("amount"), currency=money.currency)
    found = {row.reference: row.amount - row.paid for row in orders[:50]}
    exact = [one for one, left in found.items() if left == money.amount]
    best = exact or list(found)
    return best[0] if len(best) == 1 else ""


def lacking_room(account: str) -> tuple[int, ...]:
    """Declarations that wait because a deferment account had no room for them, oldest first."""
    rows = models.Order.objects.filter(lacks_room_on=account, paid__lt=F("amount")).exclude(lacks_room_on="")
    return tuple(rows.order_by("declaration").values_list("declaration_id", flat=True))


def taken(message: models.BankMessage) -> Taken:
    """What became of a bank's message, as it stands now."""
    order = _order_of(message)
    return Taken(
        number=message.number,
        outcome=message.outcome,
        about=message.subject,
        applied=money(message.applied, message.currency),
        left=money(order.amount - order.paid, order.currency) if order else None,
        returning=money(message.excess, message.currency) if message.excess else None,
        hint=message.hint,
        is_late=message.is_late,
        wakes=_wakes(message, order),
    )


def taken_before(message: models.BankMessage) -> Taken:
    """What a bank was told when its message came first, and which declarations may go on because of it now."""
    first = msgspec.convert(message.answer, Taken, strict=False)
    return msgspec.structs.replace(first, wakes=_wakes(message, _order_of(message)))


def money(amount: Decimal, currency: str) -> Money:
    """An amount without zeros that only fill the column; two decimals stay."""
    short = amount.quantize(_CENT)
    return Money(short if short == amount else amount, currency)


def claim(order: models.Order) -> Claim:
    """What an order claims."""
    return Claim(order.amount, order.currency, order.paid, order.drawn, order.cancelled_at is not None)


def facility(account: models.DefermentAccount) -> Facility:
    """What a deferment account allows."""
    return Facility(account.number, account.limit, account.drawn, account.warn_below, account.currency)


def revenue(subject: str) -> dict[str, Decimal]:
    """What was entered as owed for a declaration, by tax type."""
    rows = models.Posting.objects.filter(entry__subject=subject, account__startswith=REVENUE)
    sums = rows.values_list("account").annotate(sum=Sum("amount"))
    return {account.removeprefix(REVENUE): -amount for account, amount in sums if amount}


def is_late(order: models.Order, paid_at: datetime) -> bool:
    """Whether a payment was made after the order's day."""
    due_day, _ = _due(order.issued_at)
    return due_day is not None and day_in(_time_zone(), paid_at) > due_day


def _order_of(message: models.BankMessage) -> models.Order | None:
    rows = models.Order.objects.filter(reference=message.subject)
    return rows.first() if message.subject else None  # type: ignore[no-any-return] # Django gives no types.


def _wakes(message: models.BankMessage, order: models.Order | None) -> tuple[int, ...]:
    if message.outcome == "statement":
        return lacking_room(message.subject)
    return (order.declaration_id,) if order else ()


def _movements(*accounts: str, subject: str | None = None) -> tuple[Movement, ...]:
    """What moved some accounts together; what the trader paid and got back is as much of it as what was owed."""
    rows = models.Posting.objects.filter(account__in=accounts).select_related("entry")
    rows = rows if subject is None else rows.filter(entry__subject=subject)
    moved: dict[int, Movement] = {}
    sums: dict[int, Decimal] = defaultdict(Decimal)
    for row in rows.order_by("-id")[:MOVEMENTS]:
        sums[row.entry_id] += row.amount
        moved_by = money(sums[row.entry_id], row.currency)
        moved[row.entry_id] = Movement(row.entry.at, row.entry.kind, moved_by, row.entry.key)
    return tuple(moved[entry] for entry in sorted(moved))


def _due(issued_at: datetime) -> tuple[date | None, str]:
    """By which day an order is to be paid, by the law of the day it was issued; the next working day at the least."""
    law = _law_at(issued_at)
    value, reference = _number(law, DUE_DAYS)
    if value is None:
        return None, ""
    day = law.day + timedelta(days=int(value))
    while not law.country.calendar.is_working(day):
        day += timedelta(days=1)
    return day, reference


def _settlement() -> tuple[date | None, str]:
    """By which day of the next month what was drawn in this one is to be settled."""
    law = _law_at(now())
    value, reference = _number(law, SETTLEMENT_DAY)
    if value is None:
        return None, ""
    following = law.day.replace(day=1) + timedelta(days=32)
    return following.replace(day=int(value)), reference


def _number(law: Law, code: str) -> tuple[Decimal | None, str]:
    """A number of law and the act that set it; nothing in a country that does not know it."""
    try:
        found = law.parameter(code)
    except (KeyError, NotInForce):
        return None, ""
    return found.value, found.law


def _law_at(at: datetime) -> Law:
    book = lawbook.current(now())
    return book.on(day_in(book.country.time_zone, at))


def _time_zone() -> str:
    return lawbook.current(now()).country.time_zone
