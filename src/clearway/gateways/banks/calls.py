"""What a bank's call does: money comes in and files that waited for it go on, in the same transaction."""

from collections.abc import Mapping
from datetime import datetime

import msgspec
from django.db import transaction

from clearway.clearance.proceed import proceed
from clearway.gateways.banks import errors, messages, signing
from clearway.gateways.banks.forms import Answer, Due, Payment, SentBack, ToReturn
from clearway.platform.identity.actor import Actor
from clearway.stations.declarations import public as declarations
from clearway.stations.payments import public as payments
from clearway.stations.payments.public import receiving
from clearway.stations.payments.public.receiving import Taken


class Signed(msgspec.Struct, frozen=True):
    """A call as it came."""

    headers: Mapping[str, str]
    content: bytes


def pay(call: Signed, *, by: Actor, at: datetime) -> Answer:
    """A bank tells of a payment; a debt that it covers lets its file go on before the bank is answered.

    Where a statement makes room on a deferment account, the files that waited for room go on one by one, each under
    its own lock: a bank that was not answered sends again, and they go on then.
    """
    bank = _bank(by)
    number = _verified(call, bank, at)
    message = messages.read(call.content, Payment)
    _must_be(number, message.id)
    told = messages.told(message)
    with transaction.atomic():
        taken = receiving.take(told, bank=bank, at=at, lock=declarations.lock)
        if taken.outcome != "statement":
            _go_on(taken, at)
    if taken.outcome == "statement":
        _go_on(taken, at)
    return messages.answer(taken)


def returns(*, by: Actor) -> list[ToReturn]:
    """What the bank is to send back, oldest first."""
    return [messages.to_return(one) for one in receiving.returns_of(_bank(by))]


def send_back(call: Signed, *, by: Actor, at: datetime) -> SentBack:
    """A bank has sent money back; said again, nothing happens again."""
    bank = _bank(by)
    number = _verified(call, bank, at)
    message = messages.read(call.content, SentBack)
    _must_be(number, message.id)
    receiving.returned(message.returning, bank=bank, at=at)
    return message


def due(number: str, *, by: Actor) -> Due:
    """What a customer of the bank has to pay under a reference."""
    _bank(by)
    standing = payments.standing(number)
    if standing is None or standing.is_cancelled:
        raise errors.OrderUnknown(number=number)
    return messages.due(standing)


def _go_on(taken: Taken, at: datetime) -> None:
    for declaration in taken.wakes:
        proceed(declaration, at=at)


def _bank(by: Actor) -> str:
    by.must("payments:notify")
    if not by.party or not receiving.keys_of(by.party):
        raise errors.NotABank(party=by.party or by.name)
    return by.party


def _verified(call: Signed, bank: str, at: datetime) -> str:
    return signing.verify(call.headers, call.content, receiving.keys_of(bank), at=at)


def _must_be(signed: str, found: str) -> None:
    if signed != found:
        raise errors.NumberDiffers(signed=signed, found=found)
