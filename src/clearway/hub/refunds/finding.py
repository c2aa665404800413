"""Finding money: with the citizen's consent for this one time, each holder is asked; each look is on record."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final, Literal

import msgspec

from clearway.core.control import office_hours
from clearway.core.kernel.money import Money
from clearway.core.law.accountability import Owed
from clearway.core.share import Case
from clearway.hub.consents import public as consents
from clearway.hub.exchange import public as exchange
from clearway.hub.exchange.public import ExchangeError, Inquiry, Setting
from clearway.hub.refunds import events
from clearway.platform.calendar import day_in
from clearway.platform.events import log
from clearway.platform.identity.actor import Actor
from clearway.registers.lawbook import public as lawbook
from clearway.stations.payments import public as payments

ROLE, CASE_KIND = "refund finder", "refund"
#: The consent that a citizen gives by asking lasts as long as the asking may take.
LASTS: Final = timedelta(minutes=10)

State = Literal["owed", "nothing", "unknown"]


class Found(msgspec.Struct, frozen=True):
    """What became of one rule: an amount or a claim is owed, nothing is, or nobody could say just now."""

    rule: Owed
    state: State
    amount: Money | None = None
    about: str = ""
    accesses: tuple[str, ...] = ()


def find(number: str, *, by: Actor, at: datetime) -> tuple[Found, ...]:
    """Ask everybody who may owe something to the person of a number; at their own request alone."""
    book = lawbook.current(at)
    day = day_in(book.country.time_zone, at)
    setting = Setting(book.sharing, office_hours(book.on(day)))
    rules = [one for one in book.sharing.accountability.owed if one.period.covers(day)]
    case = f"R-{number}-{at:%Y%m%d%H%M%S}"
    found = [
        one for rule in rules for one in _found(rule, number, setting, case, book.country.currency, by=by, at=at)
    ]
    accesses = tuple(access for one in found for access in one.accesses)
    log.record(events.RefundsSought(accesses=accesses), subject=f"person/{number}", actor=by.name, at=at)
    return tuple(found)


def _found(
    rule: Owed, number: str, setting: Setting, case: str, currency: str, *, by: Actor, at: datetime
) -> Iterator[Found]:
    if not rule.kind:
        yield from _going_back(rule, by)
    elif rule.kind in setting.catalogue.kinds:
        asking = _Asking(rule, number, setting, case, by, at)
        yield asking.found(currency)


def _going_back(rule: Owed, by: Actor) -> Iterator[Found]:
    """What the house itself is to give back, for whom the citizen acts."""
    back = payments.going_back(by.party) if by.party and by.may("payments:read") else []
    for one in back:
        yield Found(rule, "owed", one.amount, one.mrn)
    if not back:
        yield Found(rule, "nothing")


class _Asking:
    """One rule, asked of its holders."""

    def __init__(self, rule: Owed, number: str, setting: Setting, case: str, by: Actor, at: datetime) -> None:
        self.rule, self.number, self.setting, self.by, self.at = rule, number, setting, by, at
        self.case = Case(case, CASE_KIND, frozenset({number}))
        self.accesses: list[str] = []

    def found(self, currency: str) -> Found:
        """What the rule comes to; a holder that is away, or may not be asked, says nothing."""
        try:
            known = self._asked(self.rule.kind, self.rule.field)
            if not known or (self.rule.unless[0] and self._asked(*self.rule.unless) is True):
                return Found(self.rule, "nothing", accesses=tuple(self.accesses))
        except ExchangeError:
            return Found(self.rule, "unknown", accesses=tuple(self.accesses))
        of_type = self.setting.catalogue.kinds[self.rule.kind].fields[self.rule.field].type
        amount = Money(Decimal(known), currency) if of_type == "amount" else None
        return Found(self.rule, "owed", amount, accesses=tuple(self.accesses))

    def _asked(self, kind: str, name: str) -> Any:
        self._consent(kind, name)
        inquiry = Inquiry(kind, frozenset({name}), self.number, self.rule.article, self.case)
        asker = Actor(
            f"{self.by.name}/{ROLE}", office=self.rule.organisation, role=ROLE, assurance=3,
            permissions=frozenset({"hub:ask"}),
        )  # fmt: skip
        answer = exchange.look_up(inquiry, self.setting, by=asker, at=self.at)
        self.accesses.append(answer.access)
        return answer.shown.get(name)

    def _consent(self, kind: str, name: str) -> None:
        """Who has it looked for has allowed it, until it has been found."""
        said = consents.said(self.number, self.rule.organisation, kind)
        if any(one.holds(self.at) and name in one.grants and one.article == self.rule.article for one in said):
            return
        number = consents.ask(
            self.number, self.rule.organisation, kind, self.rule.article, (name,), by=self.by.name, at=self.at
        )
        consents.give(number, subject=self.number, by=self.by.name, at=self.at, until=self.at + LASTS)
