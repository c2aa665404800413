"""At a citizen's own request it is looked for what is owed to them; each look is on record, and nothing is kept."""

from decimal import Decimal
from typing import Any

import pytest

from clearway.core.law.information import Holder, InformationKind
from clearway.core.share import Record
from clearway.hub.agreements import public as agreements
from clearway.hub.consents import public as consents
from clearway.hub.exchange import connectors, errors
from clearway.hub.exchange import public as exchange
from clearway.platform.calendar import now
from clearway.platform.events import log
from clearway.registers.lawbook import public as lawbook
from tests.conftest import PACK
from tests.hub.citizen.people import citizen, fresh_number
from tests.portal.people import words

pytestmark = pytest.mark.usefixtures("country")
FINDER = "DL700106"


class Registers:
    """Holders who know what they were told."""

    def __init__(self, known: dict[str, dict[str, Any]]) -> None:
        """Know records by kind; a kind without one is of a holder that is away."""
        self.known = known

    def record(self, kind: InformationKind, key: str) -> Record | None:
        """The record of a kind."""
        if kind.code not in self.known:
            raise errors.HolderAway(holder=kind.holder)
        return self.known[kind.code]


@pytest.fixture
def known(country: None, monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, Any]]:
    """What the holders know; the finder's agreements are those of the pack."""
    at, records = now(), {}
    catalogue = lawbook.current(at).sharing
    live = {one.number for one in agreements.of_organisation(FINDER)}
    for wanted in lawbook.first_agreements(PACK, catalogue):
        if wanted.organisation == FINDER and wanted.number not in live:
            made = agreements.propose(wanted, catalogue, by="user:finder", at=at)
            holder = catalogue.kinds[wanted.kind].holder
            agreements.move(made.number, made.version, "approved", holder=holder, reason="", by="user:h", at=at)

    def to(holder: Holder) -> Registers:
        return Registers(records)

    monkeypatch.setattr(connectors, "to", to)
    return records


def test_what_is_owed_is_shown_with_its_article_and_how_to_claim_it(known: dict[str, dict[str, Any]]) -> None:
    known |= {
        "TAX-004": {"tax_refund": Decimal("1234.50")}, "FAM-003": {"children": 2}, "WEL-002": {},
        "WEL-004": {"disability": 0},
    }  # fmt: skip
    number = fresh_number()

    page = words(citizen(number).post("/me/refunds"))

    found, nothing = page.split("Asked, and nothing is owed")
    for said in (
        "Income tax paid too much",
        "1\u202f234.50\u00a0DML",
        "Tax Administration Act 2014, s. 41",
        "Sign the refund form",
        "Child benefit that is not paid yet",
        "Apply at the welfare office",
    ):
        assert said in found, said
    assert "Disability allowance" in nothing


def test_nothing_is_looked_up_before_somebody_asks(known: dict[str, dict[str, Any]]) -> None:
    number = fresh_number()

    assert "Look for me" in words(citizen(number).get("/me/refunds"))

    assert exchange.count(f"person/{number}") == 0
    assert consents.of_subject(number) == ()


def test_each_look_is_on_record_rests_on_consent_and_what_was_found_is_not(known: dict[str, dict[str, Any]]) -> None:
    known |= {"TAX-004": {"tax_refund": "77.25"}, "FAM-003": {"children": 0}, "WEL-004": {"disability": 0}}
    number = fresh_number()

    citizen(number).post("/me/refunds")

    looks = exchange.about(f"person/{number}")
    assert {(one.kind, one.basis, one.organisation) for one in looks} == {
        (kind, "consent", FINDER) for kind in ("TAX-004", "FAM-003", "WEL-004")
    }
    told = [one for one in log.about(f"person/{number}") if one.type == "refunds.sought.v1"]
    assert len(told) == 1
    assert "77.25" not in str(log.about(f"person/{number}"))


def test_a_holder_that_is_away_hides_no_other(known: dict[str, dict[str, Any]]) -> None:
    known |= {"TAX-004": {"tax_refund": "5"}}

    page = words(citizen(fresh_number()).post("/me/refunds"))

    assert "Income tax paid too much" in page.split("Nobody could say just now")[0]
    assert "Child benefit" in page.split("Nobody could say just now")[1]


def test_who_is_paid_already_is_owed_nothing(known: dict[str, dict[str, Any]]) -> None:
    known |= {
        "TAX-004": {}, "FAM-003": {"children": 1}, "WEL-004": {},
        "WEL-002": {"benefit": "WEL-002", "granted_on": "2020-01-01", "monthly": "10"},
    }  # fmt: skip

    page = words(citizen(fresh_number()).post("/me/refunds"))

    assert "Nothing was found that is owed to you." in page
