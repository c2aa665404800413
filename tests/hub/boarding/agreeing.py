"""Agreements for tests: asked for by one organisation, about what the residents' registry holds."""

from datetime import date, timedelta
from typing import Any

from clearway.core.kernel.period import Period
from clearway.core.share import Agreement
from clearway.hub.agreements import public as agreements
from clearway.hub.agreements.public import files
from clearway.platform.calendar import day_in, now
from clearway.registers.lawbook import public as lawbook

DESK, HOLDER, OTHER_HOLDER = "DL700104", "DL800101", "DL800102"
KIND, ARTICLE = "RES-001", "LIC-7"


def today() -> date:
    """The day in the country."""
    at = now()
    return day_in(lawbook.current(at).country.time_zone, at)


def wanted(*grants: str, days: int = 300, **changes: Any) -> Agreement:
    """What the licence desk asks for."""
    said: dict[str, Any] = {
        "number": "", "version": 0, "kind": KIND, "organisation": DESK, "article": ARTICLE,
        "grants": frozenset(grants or ("is_of_age",)), "roles": frozenset({"licence clerk"}),
        "period": Period(today(), today() + timedelta(days=days)), "case_kinds": frozenset({"licence"}),
        "exemption": "SHA-9",
    }  # fmt: skip
    return Agreement(**{**said, **changes})


def asked(*grants: str, **changes: Any) -> Agreement:
    """A proposal that waits for its holder."""
    at = now()
    catalogue = lawbook.current(at).sharing
    return files.ask(wanted(*grants, **changes), catalogue, today=today(), by="user:desk", at=at)


def approved(*grants: str, **changes: Any) -> Agreement:
    """An agreement in use."""
    one = asked(*grants, **changes)
    return agreements.move(
        one.number, one.version, "approved", holder=HOLDER, reason="", by="user:registry", at=now()
    )
