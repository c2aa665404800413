"""How money that a bank tells of comes in: once a message, onto what it is for, and nothing of it is lost."""

from collections.abc import Callable
from datetime import datetime

import msgspec
from django.db import connection

from clearway.core.kernel import canonical
from clearway.core.kernel.money import Money
from clearway.core.settle import Received, receive, receive_statement
from clearway.core.settle import assign as assigned
from clearway.core.settle.ledger import UNALLOCATED
from clearway.platform.events import log
from clearway.stations.payments import errors, events, models, queries
from clearway.stations.payments.actions.debts import lock_account
from clearway.stations.payments.actions.ledger import enter
from clearway.stations.payments.actions.returns import announce
from clearway.stations.payments.contracts import Taken, Told

#: What became of money that nobody could allocate.
TO_THE_PAYER = "to-the-payer"
_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


def take(told: Told, *, bank: str, at: datetime, lock: Callable[[int], object]) -> Taken:
    """Take a bank's message about money it received: once, whoever sends it again, and however many at once.

    ``lock`` keeps the declaration that the money is for from others, before its debt is touched. The same number with
    other content is refused. The caller's transaction goes on with the declarations that it wakes.
    """
    digest = canonical.digest(told)
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME, [f"{bank}/{told.number}"])
    earlier = models.BankMessage.objects.filter(bank=bank, number=told.number).first()
    if earlier is not None:
        if bytes(earlier.content_hash) != digest:
            raise errors.MessageReused(number=told.number)
        return queries.taken_before(earlier)
    order, account = _locked(told.reference, lock)
    received = _received(told.amount, order, account)
    message = _kept(told, received, order, account, bank=bank, digest=digest, at=at)
    enter(
        f"payment/{bank}/{told.number}",
        "statement" if received.facility else "payment",
        received.postings,
        subject=message.subject,
        at=at,
    )
    _apply(received, order, account)
    _tell(message, received, at=at)
    taken = queries.taken(message)
    message.answer = msgspec.to_builtins(taken)
    message.save(update_fields=["answer"])
    return taken


def assign(
    number: str,
    reference: str,
    *,
    bank: str,
    by: str,
    at: datetime,
    lock: Callable[[int], object],
    reason: str = "",
) -> Taken:
    """Somebody has found out which debt unallocated money is for; it counts for it from now on, once."""
    message = _unallocated(bank, number)
    order, _ = _locked(reference, lock)
    if order is None or order.currency != message.currency:
        raise errors.TargetUnknown(reference=reference, currency=message.currency)
    received = assigned(Money(message.amount, message.currency), queries.claim(order))
    enter(f"assignment/{bank}/{number}", "assignment", received.postings, subject=order.reference, at=at)
    message.outcome, message.subject = received.outcome, order.reference
    message.applied, message.excess = received.applied, received.excess
    message.is_late = queries.is_late(order, message.paid_at)
    message.save(update_fields=["outcome", "subject", "applied", "excess", "is_late"])
    _apply(received, order, None)
    _tell_why(message, reason, by=by, at=at)
    _tell(message, received, at=at, actor=by)
    return queries.taken(message)


def give_back(number: str, *, bank: str, by: str, at: datetime, reason: str) -> None:
    """Nobody can find out what unallocated money is for; it goes back to whoever paid it, once."""
    message = _unallocated(bank, number)
    amount = Money(message.amount, message.currency)
    message.outcome, message.excess = TO_THE_PAYER, message.amount
    message.save(update_fields=["outcome", "excess"])
    _tell_why(message, reason, by=by, at=at)
    announce(
        amount,
        key=f"return/{bank}/{number}",
        reason="unallocated",
        about="",
        source=UNALLOCATED,
        message=message,
        at=at,
    )


def _unallocated(bank: str, number: str) -> models.BankMessage:
    message = models.BankMessage.objects.select_for_update().filter(bank=bank, number=number).first()
    if message is None or message.outcome not in queries.UNALLOCATED:
        raise errors.NothingToAssign(number=number)
    return message


def _tell_why(message: models.BankMessage, reason: str, *, by: str, at: datetime) -> None:
    """What is said to be known of money is kept apart from the payer's own file: its reasons are the house's."""
    why = events.MoneyCleared(
        bank=message.bank,
        number=message.number,
        amount=f"{message.amount:f}",
        currency=message.currency,
        about=message.subject,
        reason=reason,
    )
    log.record(why, subject="payments/unallocated", actor=by, at=at)


def _locked(
    reference: str, lock: Callable[[int], object]
) -> tuple[models.Order | None, models.DefermentAccount | None]:
    target = queries.target(reference)
    if target.account is not None:
        return None, lock_account(target.account)
    if target.declaration is None:
        return None, None
    lock(target.declaration)
    return models.Order.objects.select_for_update().get(declaration_id=target.declaration), None


def _received(money: Money, order: models.Order | None, account: models.DefermentAccount | None) -> Received:
    if account is not None:
        return receive_statement(money, queries.facility(account))
    return receive(money, queries.claim(order) if order else None)


def _kept(
    told: Told,
    received: Received,
    order: models.Order | None,
    account: models.DefermentAccount | None,
    *,
    bank: str,
    digest: bytes,
    at: datetime,
) -> models.BankMessage:
    is_unallocated = received.outcome in queries.UNALLOCATED
    about = order.reference if order else account.number if account else ""
    return models.BankMessage.objects.create(
        bank=bank,
        number=told.number,
        content_hash=digest,
        reference=told.reference,
        amount=told.amount.amount,
        currency=told.amount.currency,
        paid_at=told.paid_at,
        received_at=at,
        payer_name=told.payer_name,
        payer_account=told.payer_account,
        outcome=received.outcome,
        subject="" if is_unallocated else about,
        applied=received.applied,
        excess=received.excess,
        hint=(about or queries.nearest(told.reference, told.amount)) if is_unallocated else "",
        is_late=order is not None and queries.is_late(order, told.paid_at),
    )


def _apply(received: Received, order: models.Order | None, account: models.DefermentAccount | None) -> None:
    if order is not None and received.claim is not None and received.applied:
        order.paid = received.claim.paid
        order.save(update_fields=["paid"])
    if account is not None and received.facility is not None:
        account.drawn = received.facility.drawn
        account.save(update_fields=["drawn"])


def _tell(message: models.BankMessage, received: Received, *, at: datetime, actor: str | None = None) -> None:
    actor = actor or message.bank
    if received.outcome in queries.UNALLOCATED:
        unclear = events.PaymentUnallocated(
            bank=message.bank,
            number=message.number,
            reference=message.reference,
            hint=message.hint,
            amount=f"{message.amount:f}",
            currency=message.currency,
            outcome=message.outcome,
        )
        log.record(unclear, subject="payments/unallocated", actor=actor, at=at)
        return
    left = received.claim.left if received.claim else received.facility.drawn if received.facility else 0
    came = events.PaymentReceived(
        about=message.subject,
        bank=message.bank,
        number=message.number,
        amount=f"{message.amount:f}",
        currency=message.currency,
        outcome=message.outcome,
        applied=f"{received.applied:f}",
        left=f"{left:f}",
    )
    subject = f"account/{message.subject}" if received.facility else f"declaration/{message.subject}"
    log.record(came, subject=subject, actor=actor, at=at)
    if received.claim is not None and received.applied and not received.claim.left:
        covered = events.DebtCovered(
            mrn=message.subject, amount=f"{received.claim.owed:f}", currency=message.currency
        )
        log.record(covered, subject=subject, actor="clearway", at=at)
    announce(
        Money(received.excess, message.currency),
        key=f"payment/{message.bank}/{message.number}",
        reason=received.outcome,
        about=message.subject,
        source="overpaid",
        message=message,
        at=at,
    )
