"""Look-ups for tests: an agreement is there, and the holder's system answers at once."""

from datetime import date
from typing import Any

import pytest

from clearway.core.kernel.period import Period
from clearway.core.law.information import Holder, InformationKind
from clearway.core.share import Agreement, Case, Record
from clearway.gateways.rest.inquiries import setting
from clearway.hub.agreements import public as agreements
from clearway.hub.exchange import connectors
from clearway.hub.exchange import public as exchange
from clearway.hub.exchange.public import Answer, Inquiry
from clearway.platform.calendar import now
from clearway.platform.identity.actor import Actor
from clearway.registers.lawbook import public as lawbook
from tests.hub.citizen.people import BANK, HOLDER

CLERK = Actor("user:bank/k.lee", party=BANK, permissions=frozenset({"hub:ask"}), role="loan clerk", assurance=2)
ARTICLE, KIND = "CR-12", "RES-001"


class Instant:
    """A holder's system that knows everybody and needs no time."""

    def record(self, kind: InformationKind, key: str) -> Record | None:
        """The record of a kind under a key."""
        return {"person": key, "name": "Somebody", "born": "1990-01-01", "address": "1 Quay Road"}


def agreed(patched: pytest.MonkeyPatch) -> None:
    """The bank may ask the residents' registry, whose system answers at once."""

    def to(holder: Holder) -> Instant:
        return Instant()

    patched.setattr(connectors, "to", to)
    at = now()
    if any(one.state == "approved" and one.kind == KIND for one in agreements.of_organisation(BANK)):
        return
    wanted = Agreement(
        "2026-900", 1, KIND, BANK, ARTICLE, frozenset({"is_of_age", "address", "lives_here"}),
        frozenset({"loan clerk"}), Period(date(2026, 1, 1)), case_kinds=frozenset({"loan"}),
    )  # fmt: skip
    written = agreements.propose(wanted, lawbook.current(at).sharing, by="user:bank", at=at)
    agreements.move("2026-900", written.version, "approved", holder=HOLDER, reason="", by="user:registry", at=at)


def look(subject: str, *, case: str = "L-1", name: str = "address", **changes: Any) -> Answer:
    """A clerk looks where somebody lives."""
    at = now()
    inquiry = Inquiry(KIND, frozenset({name}), subject, ARTICLE, Case(case, "loan"), **changes)
    return exchange.look_up(inquiry, setting(at), by=CLERK, at=at)
