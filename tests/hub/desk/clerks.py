"""Clerks, managers and holders for the desk's tests."""

import re
import time
from datetime import date
from typing import Any

import pytest
from django.test import Client

from clearway.core.kernel.period import Period
from clearway.core.law.information import Holder, InformationKind
from clearway.core.share import Agreement, Record
from clearway.hub.agreements import public as agreements
from clearway.hub.consents import public as consents
from clearway.hub.exchange import connectors
from clearway.hub.exchange.public import HolderAway
from clearway.hub.reviews import public as reviews
from clearway.platform.calendar import now
from clearway.platform.events import readers
from clearway.registers.lawbook import public as lawbook
from tests.portal.people import member, officer, signed_in

BANK, WELFARE = "DL0000005018", "DL700105"
_KNOWN: dict[str, Any] = {
    "name": "Somebody Else", "born": "1990-01-01", "address": "1 Quay Road", "income": "51200.50",
    "employer": "Mill Ltd",
}  # fmt: skip
_AGREED = (
    ("2026-921", "RES-001", BANK, "CR-12", "address is_of_age lives_here", "loan clerk", "loan", "", False),
    ("2026-922", "TAX-002", BANK, "CR-12", "income income_at_least", "loan clerk", "loan", "", False),
    ("2026-923", "LAB-001", BANK, "CR-12", "employer", "loan clerk", "loan", "SHA-12", False),
    ("2026-924", "LND-001", BANK, "CR-12", "owner", "loan clerk", "loan", "SHA-12", False),
    ("2026-925", "RES-001", WELFARE, "WEL-11", "address name", "welfare clerk", "protection", "SHA-10", True),
)


class Instant:
    """A holder's system that knows everybody and needs no time; some are away."""

    away: frozenset[str] = frozenset()

    def __init__(self, holder: str) -> None:
        self.holder = holder

    def record(self, kind: InformationKind, key: str) -> Record | None:
        """The record of a kind under a key."""
        if kind.code in self.away:
            raise HolderAway(holder=self.holder)
        return None if key.startswith("X") else {"person": key, **_KNOWN}


def agreed(patched: pytest.MonkeyPatch) -> None:
    """A bank and the welfare office have agreements; every holder answers at once."""

    def to(holder: Holder) -> Instant:
        return Instant(holder.code)

    patched.setattr(connectors, "to", to)
    at, catalogue = now(), lawbook.current(now()).sharing
    for number, kind, organisation, article, grants, role, case, exemption, emergency in _AGREED:
        if any(one.number == number for one in agreements.of_organisation(organisation)):
            continue
        wanted = Agreement(
            number, 1, kind, organisation, article, frozenset(grants.split()), frozenset({role}),
            Period(date(2026, 1, 1)), case_kinds=frozenset({case}), exemption=exemption, emergency=emergency,
        )  # fmt: skip
        agreements.propose(wanted, catalogue, by="user:asker", at=at)
        holder = catalogue.kinds[kind].holder
        agreements.move(number, 1, "approved", holder=holder, reason="", by="user:holder", at=at)
    readers.begin_anew(reviews.READER.name)


def consented(person: str, kind: str, *grants: str) -> str:
    """A person lets the bank ask for something."""
    asked = consents.ask(person, BANK, kind, "CR-12", grants, by="user:bank", at=now())
    consents.give(asked, subject=person, by=f"person:{person}", at=now())
    return str(asked)


def loan_clerk() -> Client:
    """A clerk at the bank's loan desk."""
    return signed_in(member("loan clerk", BANK))


def welfare_clerk(name: str = "") -> Client:
    """A clerk of the welfare office."""
    return signed_in(name or officer("welfare clerk", WELFARE))


def manager(office: str = WELFARE) -> Client:
    """The manager of an office's desk, or of the bank's."""
    return signed_in(member("desk manager", BANK) if office == BANK else officer("desk manager", office))


def form(person: str, *names: str, **changes: str) -> dict[str, Any]:
    """What a loan clerk sends."""
    return {
        "article": "CR-12", "subject": person, "case": "L-1", "case_kind": "loan",
        "names": list(names) or ["RES-001:address"], **changes,
    }  # fmt: skip


def emergency(person: str, reason: str = "A child is alone at home") -> dict[str, Any]:
    """What a welfare clerk sends who breaks the glass."""
    return {
        "article": "WEL-11", "subject": person, "is_emergency": "yes", "emergency": reason,
        "names": ["RES-001:address"],
    }  # fmt: skip


def proved(client: Client, seconds_ago: float) -> None:
    """A clerk's second factor was given so long ago."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time() - seconds_ago}]
    session.save()


def watched() -> None:
    """The log is read to its end, as the worker reads it."""
    while readers.read(reviews.READER, at=now()):
        pass


def accesses_in(page: str) -> list[str]:
    """The numbers of accesses that a page names, in order."""
    return re.findall(r"<code>([0-9a-f-]{36})</code>", page)
