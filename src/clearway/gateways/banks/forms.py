"""What banks send and get, in JSON; what cannot be money or a reference is not taken.

Nothing here needs a database: a bank's own software may use it as well.
"""

from datetime import date, datetime
from typing import Annotated

import msgspec

from clearway.core.settle import Outcome

#: No control character, no end of line.
_PLAIN = r"^[^\x00-\x1f\x7f]*$"
Number = Annotated[str, msgspec.Meta(min_length=1, max_length=64, pattern="^[!-~]+$")]
Text = Annotated[str, msgspec.Meta(max_length=140, pattern=_PLAIN)]
Currency = Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$")]
Digits = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,16}(\.[0-9]{1,4})?$", description="More than nothing.")]
Instant = Annotated[datetime, msgspec.Meta(tz=True)]


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
