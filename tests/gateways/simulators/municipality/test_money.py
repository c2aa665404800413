"""The money of a town's offices follows its acts: bills, cards, accounts, contracts and grants."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import pytest

from clearway.gateways.simulators.municipality.life import lived
from clearway.gateways.simulators.municipality.paying import due
from clearway.gateways.simulators.municipality.town import Plan, Town

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def town() -> Town:
    """A small town in which much is forgotten."""
    return lived(Plan(seed=15, size=220, prevalence=0.06))


@pytest.fixture(scope="module")
def clean() -> Town:
    """The same town in which nothing is."""
    return lived(Plan(seed=15, size=220, prevalence=0.06, is_clean=True))


def rows(town: Town, source: str) -> list[dict[str, Any]]:
    """The rows of a source by their columns."""
    columns = town.books.books[source].columns
    return [dict(zip(columns, row, strict=True)) for row in town.books.table(source)]


def forgotten(town: Town, scenario: str) -> set[str]:
    """The keys of what was forgotten of a kind."""
    found = {key for about, key in town.truth() if about == scenario}
    assert found, f"nothing was forgotten of {scenario}"
    return found


def timely(town: Town) -> set[str]:
    """The bills that were paid in whole by their last day."""
    until = {one["acceptance"]: (due(town, one["billed_on"]), one["amount"]) for one in rows(town, "acceptances")}
    paid: dict[str, Any] = defaultdict(int)
    for one in rows(town, "payments"):
        if one["kind"] == "price" and one["basis"] in until and one["paid_on"] <= until[one["basis"]][0]:
            paid[one["basis"]] += one["amount"]
    return {bill for bill, amount in paid.items() if amount == until[bill][1]}


def test_a_bill_that_is_forgotten_is_not_paid_by_its_day(town: Town) -> None:
    """And is not a bill that went back to be corrected."""
    bills = {one["acceptance"]: one for one in rows(town, "acceptances")}
    for bill in forgotten(town, "FA-08"):
        assert bill not in timely(town)
        assert bills[bill]["returned_on"] is None


def test_every_bill_of_a_clean_town_is_paid_returned_or_not_yet_due(clean: Town) -> None:
    """Nobody waits for money."""
    waiting = [one for one in rows(clean, "acceptances") if due(clean, one["billed_on"]) < clean.today]
    assert waiting
    assert {one["acceptance"] for one in waiting if one["returned_on"] is None} <= timely(clean)


@pytest.mark.parametrize(
    ("billed", "last"),
    [(date(2026, 4, 7), date(2026, 4, 17)), (date(2026, 4, 8), date(2026, 4, 20)),
     (date(2026, 4, 9), date(2026, 4, 20)), (date(2023, 5, 2), date(2023, 5, 16))],
)  # fmt: skip
def test_the_last_day_for_a_bill_is_a_working_day(town: Town, billed: date, last: date) -> None:
    """What would be a Saturday or Sunday is the Monday after."""
    assert due(town, billed) == last


def test_every_payment_of_a_price_has_its_two_steps_unless_it_was_one_of_two_parts(town: Town) -> None:
    """By two persons; a draft comes first."""
    steps: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for one in rows(town, "payment_steps"):
        steps[one["payment"]][one["step"]] = one
    assert steps
    for both in steps.values():
        assert both.keys() == {"draft", "approval"}
        assert both["draft"]["official"] != both["approval"]["official"]
        assert both["draft"]["minute"] <= both["approval"]["minute"]


def test_a_card_pays_beyond_its_limit_only_where_it_was_approved_in_a_clean_town(clean: Town) -> None:
    """Or the payment was reversed."""
    approved = {one["payment"] for one in rows(clean, "spending_approvals") if one["state"] == "approved"}
    large = [one for one in rows(clean, "card_payments")
             if one["amount"] > clean.law.at("card_limit", one["paid_on"]) and one["state"] == "settled"
             and one["paid_on"] + clean.law.days("card_approval_days", one["paid_on"]) < clean.today]  # fmt: skip
    assert large
    assert {one["payment"] for one in large} <= approved


def test_a_forgotten_account_still_holds_its_balance(town: Town) -> None:
    """Nobody has closed it."""
    accounts = {one["account"]: one for one in rows(town, "public_accounts")}
    for account in forgotten(town, "FA-15"):
        assert accounts[account]["closed_on"] is None
        assert accounts[account]["balance"] == town.truth()["FA-15", account]


def test_a_grant_is_spent_by_whoever_received_it_and_not_before_it_was_paid(town: Town) -> None:
    """Each entry names its grant."""
    grants = {one["subsidy"]: one for one in rows(town, "subsidies")}
    spent = rows(town, "subsidy_spending")
    assert spent
    for one in spent:
        grant = grants[one["subsidy"]]
        assert one["recipient"] == grant["recipient"]
        assert one["spent_on"] > grant["granted_on"]


def test_a_closed_business_keeps_no_grant_in_a_clean_town(clean: Town) -> None:
    """It was recalled, or another goes on with it, or it was granted for the closing, or its time was over."""
    grants = {one["business"]: one for one in rows(clean, "subsidies")}
    closures = rows(clean, "business_closures")
    assert closures
    for one in closures:
        grant = grants[one["business"]]
        assert (
            grant["state"] == "recalled" or grant["purpose"] == "closing" or one["successor"] or one["reopened_on"]
            or grant["ends_on"] <= one["closed_on"] + clean.law.days("closure_days", one["closed_on"])
        )  # fmt: skip


def test_no_vendor_of_a_clean_town_has_most_of_an_offices_year(clean: Town) -> None:
    """Of what could have been given to others."""
    years: dict[str, list[str]] = defaultdict(list)
    for one in rows(clean, "contracts"):
        is_free = (one["urgent"], one["sole_source"], one["state"]) == ("no", "no", "standing")
        if one["office_year"] and is_free:
            years[one["office_year"]].append(one["vendor"])
    large = {year: vendors for year, vendors in years.items() if len(vendors) >= 5}
    assert large
    for vendors in large.values():
        assert max(vendors.count(vendor) for vendor in vendors) <= 0.6 * len(vendors)
