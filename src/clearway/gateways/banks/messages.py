"""Banks' messages in the house's words, and the house's answers in theirs."""

import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import TypeVar

import msgspec

from clearway.core.kernel.money import Money
from clearway.gateways.banks import errors
from clearway.gateways.banks.forms import Amount, Answer, Due, Payment, SentBack, ToReturn
from clearway.stations.payments.public import Standing
from clearway.stations.payments.public.receiving import Returning, Taken, Told

#: Days that a bank can mean.
_FIRST, _LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
_ODD = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")

Message = TypeVar("Message", Payment, SentBack)


def read(content: bytes, kind: type[Message]) -> Message:
    """A message of a kind; refused with the place that is wrong."""
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise errors.MessageUnreadable(found=_ODD.sub("?", str(error))[:200]) from error


def told(payment: Payment) -> Told:
    """A payment in the house's words."""
    money = Money(Decimal(payment.amount.amount), payment.amount.currency)
    if not money.amount:
        raise errors.MessageUnreadable(found="the amount is nothing - at `$.amount.amount`")
    if not _FIRST <= payment.paid_at < _LAST:
        raise errors.MessageUnreadable(found=f"{payment.paid_at.isoformat()} - at `$.paidAt`")
    return Told(payment.id, money, payment.reference, payment.paid_at, payment.debtor.name, payment.debtor.account)


def answer(taken: Taken) -> Answer:
    """The answer to a payment."""
    return Answer(
        id=taken.number,
        outcome=taken.outcome,
        applied=_amount(taken.applied),
        about=taken.about,
        left=_amount(taken.left) if taken.left else None,
        returning=_amount(taken.returning) if taken.returning else None,
        hint=taken.hint,
        is_late=taken.is_late,
    )


def to_return(one: Returning) -> ToReturn:
    """A return as a bank reads it."""
    return ToReturn(
        one.id, one.message, one.payer_account, _amount(one.amount), one.reference, one.reason, one.announced_at
    )


def due(standing: Standing) -> Due:
    """What is to be paid, and nothing about whom it is for."""
    return Due(standing.mrn, _amount(standing.left), standing.due_day)


def _amount(money: Money) -> Amount:
    return Amount(f"{money.amount:f}", money.currency)
