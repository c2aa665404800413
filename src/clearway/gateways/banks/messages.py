"""What banks send and get, in JSON; what cannot be money or a reference is not taken."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, TypeVar

import msgspec

from clearway.core.kernel.money import Money
from clearway.core.settle import Outcome
from clearway.gateways.banks import errors
from clearway.stations.payments.public import Returning, Standing, Taken, Told

#: No control character, no end of line.
_PLAIN = r"^[^\x00-\x1f\x7f]*$"
Number = Annotated[str, msgspec.Meta(min_length=1, max_length=64, pattern="^[!-~]+$")]
Text = Annotated[str, msgspec.Meta(max_length=140, pattern=_PLAIN)]
Currency = Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$")]
Digits = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,16}(\.[0-9]{1,4})?$", description="More than nothing.")]
Instant = Annotated[datetime, msgspec.Meta(tz=True)]
#: Days that a bank can mean.
_FIRST, _LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
_ODD = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


class Amount(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """An amount of money, as text, with its currency."""

    amount: Digits
    currency: Currency


class Debtor(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True, omit_defaults=True):
    """Who paid, as the bank knows it; ``account`` is where money would go back to."""

    name: Text = ""
    account: Text = ""


class Payment(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """The bank has received money for customs. ``id`` is its own number; ``reference`` is as the payer wrote it."""

    id: Number
    paid_at: Instant
    amount: Amount
    reference: Text
    debtor: Debtor = Debtor()

    def told(self) -> Told:
        """The message in the house's words."""
        money = Money(Decimal(self.amount.amount), self.amount.currency)
        if not money.amount:
            raise errors.MessageUnreadable(found="the amount is nothing - at `$.amount.amount`")
        if not _FIRST <= self.paid_at < _LAST:
            raise errors.MessageUnreadable(found=f"{self.paid_at.isoformat()} - at `$.paidAt`")
        return Told(self.id, money, self.reference, self.paid_at, self.debtor.name, self.debtor.account)


class SentBack(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """The bank has sent money back. ``return`` is the number that was announced."""

    id: Number
    returning: Annotated[int, msgspec.Meta(ge=1, le=2**53)] = msgspec.field(name="return")


class Answer(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """What became of a payment; the same message again is given the same answer.

    ``about`` is what it went to, ``applied`` what was counted, ``left`` what is still owed, ``returning`` what is to
    go back, ``hint`` the reference that was probably meant.
    """

    id: str
    outcome: Outcome
    applied: Amount
    about: str = ""
    left: Amount | None = None
    returning: Amount | None = None
    hint: str = ""
    is_late: bool = False


class ToReturn(msgspec.Struct, frozen=True, rename="camel"):
    """Money that the bank is to send back, and to confirm under its number."""

    number: int = msgspec.field(name="return")
    payment: str
    account: str
    amount: Amount
    reference: str
    reason: str
    announced_at: Instant


class Due(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """What is to be paid under a reference, for a customer who has it in hand."""

    reference: str
    left: Amount
    due_day: date | None = None


Message = TypeVar("Message", Payment, SentBack)


def read(content: bytes, kind: type[Message]) -> Message:
    """A message of a kind; refused with the place that is wrong."""
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise errors.MessageUnreadable(found=_ODD.sub("?", str(error))[:200]) from error


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
