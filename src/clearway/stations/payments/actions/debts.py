"""How what is owed for a declaration is covered from an account, changes, or ends.

Callers hold the declaration's lock; after it come the order's and then the account's, always in this order.
"""

from collections.abc import Sequence
from datetime import datetime

from clearway.core.assess.assessment import Assessment
from clearway.core.kernel.money import Money
from clearway.core.settle import Changed, Claim, Facility, Means, draw, revenue_of, revise
from clearway.core.settle import cancel as cancelled
from clearway.core.settle.holders import DEFERMENT_CATEGORY
from clearway.platform.events import log
from clearway.registers.traders import public as traders
from clearway.stations.payments import events, models, queries
from clearway.stations.payments.actions.ledger import enter
from clearway.stations.payments.actions.returns import announce
from clearway.stations.payments.contracts import Debt

#: Who acts where nobody is asked.
HOUSE = "clearway"


def settle(declaration: int, means: Means, *, at: datetime, holders: Sequence[str] = ()) -> bool:
    """Whether the declaration's debt is covered now; a deferment account is drawn on where it is to cover it.

    ``holders`` are asked for an account, first to last; without them it is the payer.
    """
    order = models.Order.objects.select_for_update().filter(declaration_id=declaration).first()
    if order is None or order.paid >= order.amount:
        return True
    if means != "deferment":
        return False
    return _drawn(order, tuple(holders) or (order.payer,), at=at)


def adjust(debt: Debt, assessment: Assessment, *, at: datetime) -> None:
    """An amended declaration owes what its new version is assessed to; what was paid beyond it goes back.

    Done once a version. A debt that was not there before is entered with its first amount.
    """
    after = revenue_of(assessment)
    order = _order(debt, assessment.total, at=at) if after else _known(debt.declaration)
    if order is None or order.version >= debt.version:
        return
    before = queries.revenue(order.reference)
    facility, account = _facility_of(order)
    changed = revise(queries.claim(order), before, after, facility)
    owed = order.amount
    enter(f"adjustment/{order.reference}/{debt.version}", "adjustment", changed.postings, subject=debt.mrn, at=at)
    order.version, order.payer, order.lacks_room_on = debt.version, debt.payer or order.payer, ""
    _keep(order, account, changed)
    if changed.claim.owed != owed:
        event = events.DebtChanged(
            mrn=debt.mrn,
            version=debt.version,
            before=f"{owed:f}",
            after=f"{changed.claim.owed:f}",
            currency=order.currency,
        )
        log.record(event, subject=f"declaration/{debt.mrn}", actor=HOUSE, at=at)
    _send_back(order, changed, reason="reduction", key=f"reduction/{order.reference}/{debt.version}", at=at)


def cancel(declaration: int, *, at: datetime) -> None:
    """A withdrawn or refused declaration owes nothing; what was paid goes back, what was drawn is free again.

    Asked again, nothing happens.
    """
    order = _known(declaration)
    if order is None or order.cancelled_at is not None:
        return
    facility, account = _facility_of(order)
    changed = cancelled(queries.claim(order), queries.revenue(order.reference), facility)
    owed = order.amount
    key = f"cancellation/{order.reference}/{at.isoformat()}"
    enter(key, "cancellation", changed.postings, subject=order.reference, at=at)
    order.cancelled_at, order.lacks_room_on = at, ""
    _keep(order, account, changed)
    event = events.DebtCancelled(mrn=order.reference, amount=f"{owed:f}", currency=order.currency)
    log.record(event, subject=f"declaration/{order.reference}", actor=HOUSE, at=at)
    _send_back(order, changed, reason="cancellation", key=key, at=at)


def restore(declaration: int, assessment: Assessment, *, at: datetime) -> None:
    """A refusal was set aside: its declaration owes again what it is assessed to. Asked again, nothing happens.

    What was paid before is on its way back, so all of it is asked for anew.
    """
    order = _known(declaration)
    if order is None or order.cancelled_at is None:
        return
    order.cancelled_at = None
    changed = revise(queries.claim(order), {}, revenue_of(assessment))
    key = f"restoration/{order.reference}/{at.isoformat()}"
    enter(key, "debt", changed.postings, subject=order.reference, at=at)
    _keep(order, None, changed)
    event = events.DebtRestored(mrn=order.reference, amount=f"{order.amount:f}", currency=order.currency)
    log.record(event, subject=f"declaration/{order.reference}", actor=HOUSE, at=at)


def lock_account(number: str) -> models.DefermentAccount | None:
    """A deferment account, kept from others until the transaction ends."""
    return models.DefermentAccount.objects.select_for_update().filter(number=number).first()


def _order(debt: Debt, total: Money, *, at: datetime) -> models.Order:
    """The order of a debt, locked; one that asks for nothing yet where there was none."""
    models.Order.objects.bulk_create(
        [
            models.Order(
                declaration_id=debt.declaration,
                reference=debt.mrn,
                payer=debt.payer,
                amount=0,
                currency=total.currency,
                issued_at=at,
                version=debt.version - 1,
            )
        ],
        ignore_conflicts=True,
    )
    return models.Order.objects.select_for_update().get(declaration_id=debt.declaration)


def _known(declaration: int) -> models.Order | None:
    return models.Order.objects.select_for_update().filter(declaration_id=declaration).first()


def _drawn(order: models.Order, holders: Sequence[str], *, at: datetime) -> bool:
    account = _account_for(holders, at=at)
    # One account covers a debt, so that what goes back knows the way.
    if account is None or order.account not in ("", account.number):
        return False
    facility = queries.facility(account)
    claim = queries.claim(order)
    done = draw(claim, facility)
    if done is None:
        _lack_room(order, claim, facility, at=at)
        return False
    key = f"draw/{order.reference}/{at.isoformat()}"
    enter(key, "draw", done.postings, subject=order.reference, at=at)
    account.drawn = done.facility.drawn
    account.save(update_fields=["drawn"])
    order.paid, order.drawn, order.account, order.lacks_room_on = (
        done.claim.paid,
        done.claim.drawn,
        account.number,
        "",
    )
    order.save(update_fields=["paid", "drawn", "account", "lacks_room_on"])
    deferred = events.DebtDeferred(
        mrn=order.reference,
        account=account.number,
        amount=f"{claim.left:f}",
        currency=order.currency,
        room=f"{done.facility.room:f}",
    )
    log.record(deferred, subject=f"declaration/{order.reference}", actor=HOUSE, at=at)
    if done.turned_low:
        _warn(account, done.facility, at=at)
    return True


def _account_for(holders: Sequence[str], *, at: datetime) -> models.DefermentAccount | None:
    """The account of the first holder who has one and is still authorised to use it, locked."""
    numbers = dict(models.DefermentAccount.objects.filter(holder__in=holders).values_list("holder", "number"))
    if not numbers:
        return None
    registered, _ = traders.known(set(numbers), at.date())
    for holder in holders:
        number, party = numbers.get(holder), registered.get(holder)
        if number and party and party.is_active and f"{DEFERMENT_CATEGORY}:{number}" in party.authorisations:
            return lock_account(number)
    return None


def _lack_room(order: models.Order, claim: Claim, facility: Facility, *, at: datetime) -> None:
    """Told once, however often it is tried."""
    if order.lacks_room_on == facility.number:
        return
    order.lacks_room_on = facility.number
    order.save(update_fields=["lacks_room_on"])
    event = events.RoomLacking(
        mrn=order.reference,
        account=facility.number,
        asked=f"{claim.left:f}",
        room=f"{facility.room:f}",
        currency=order.currency,
    )
    log.record(event, subject=f"declaration/{order.reference}", actor=HOUSE, at=at)


def _warn(account: models.DefermentAccount, facility: Facility, *, at: datetime) -> None:
    event = events.BalanceLow(
        account=account.number,
        holder=account.holder,
        room=f"{facility.room:f}",
        warn_below=f"{facility.warn_below:f}",
        currency=facility.currency,
    )
    log.record(event, subject=f"account/{account.number}", actor=HOUSE, at=at)


def _facility_of(order: models.Order) -> tuple[Facility | None, models.DefermentAccount | None]:
    account = lock_account(order.account) if order.drawn else None
    return (queries.facility(account) if account else None), account


def _keep(order: models.Order, account: models.DefermentAccount | None, changed: Changed) -> None:
    order.amount, order.paid, order.drawn = changed.claim.owed, changed.claim.paid, changed.claim.drawn
    order.save()
    if account is not None and changed.given_back:
        account.drawn -= changed.given_back
        account.save(update_fields=["drawn"])


def _send_back(order: models.Order, changed: Changed, *, reason: str, key: str, at: datetime) -> None:
    money = Money(changed.excess, order.currency)
    account = order.account
    announce(money, key=key, reason=reason, about=order.reference, source="overpaid", account=account, at=at)
