"""How money that is not owed goes back: announced, then sent by the bank it came through."""

from datetime import datetime

from django.db import transaction

from clearway.core.kernel.money import Money
from clearway.core.settle import repay
from clearway.platform.events import log
from clearway.stations.payments import errors, events, models
from clearway.stations.payments.actions.ledger import enter


def announce(
    money: Money,
    *,
    key: str,
    reason: str,
    about: str,
    source: str,
    at: datetime,
    message: models.BankMessage | None = None,
    account: str = "",
) -> None:
    """Say that money is to go back, once under a key; nothing is said where there is none.

    It goes the way it came: without a message, that of the last payment about the same thing, else of the last that
    settled the deferment account it was drawn on.
    """
    if not money.amount:
        return
    last = message or _last_payment(about) or _last_payment(account)
    _, is_new = models.Return.objects.get_or_create(
        key=key,
        defaults={
            "bank": last.bank if last else "",
            "message": last,
            "subject": about,
            "source": source,
            "amount": money.amount,
            "currency": money.currency,
            "reason": reason,
            "announced_at": at,
        },
    )
    if is_new:
        event = events.ReturnAnnounced(
            about=about, amount=f"{money.amount:f}", currency=money.currency, reason=reason
        )
        log.record(event, subject=subject_of(about), actor="clearway", at=at)


@transaction.atomic
def returned(number: int, *, bank: str, at: datetime) -> None:
    """A bank has sent money back that was announced to it; said again, nothing happens again."""
    one = models.Return.objects.select_for_update().filter(id=number, bank=bank).first()
    if one is None:
        raise errors.ReturnUnknown(number=str(number))
    if one.returned_at is not None:
        return
    money = Money(one.amount, one.currency)
    enter(f"repayment/{one.id}", "repayment", repay(money, one.source), subject=one.subject, at=at)
    one.returned_at = at
    one.save(update_fields=["returned_at"])
    event = events.MoneyReturned(about=one.subject, amount=f"{money.amount:f}", currency=money.currency)
    log.record(event, subject=subject_of(one.subject), actor=bank, at=at)


def _last_payment(about: str) -> models.BankMessage | None:
    rows = models.BankMessage.objects.filter(subject=about, applied__gt=0).order_by("-id")
    return rows.first() if about else None  # type: ignore[no-any-return] # Django gives no types.


def subject_of(about: str) -> str:
    """Under which subject the event log keeps what is about a declaration, an account, or nobody knows what."""
    if not about:
        return "payments/unallocated"
    is_account = models.DefermentAccount.objects.filter(number=about).exists()
    return f"account/{about}" if is_account else f"declaration/{about}"
