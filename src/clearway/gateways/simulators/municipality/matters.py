"""Matters of one step: something is permitted, found or reported on a day, and a levy or a tax has to follow.

Each kind is a row: what the office writes, by which law the follow-up is due, what it costs, what makes it
needless.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from clearway.gateways.simulators.municipality.law import Law, cents
from clearway.gateways.simulators.municipality.parcels import Parcel
from clearway.gateways.simulators.municipality.town import FIRST, Town
from clearway.gateways.simulators.registers.chance import Chance, money

DAY = timedelta(days=1)
Facts = dict[str, Any]
#: What a fact is on innocent grounds: a value, or one that follows from the facts, the law and the day.
Otherwise = Callable[[Facts, Law, date], Facts]


class Matter(NamedTuple):
    """A kind of matter."""

    scenario: str
    source: str
    letter: str
    key: str
    day: str
    limit: str
    kind: str
    facts: Callable[[Chance, Law, date], Facts]
    cost: Callable[[Facts, Law, date], Decimal]
    otherwise: Mapping[str, Otherwise]
    share: float = 0.4
    ledger: str = "duty"


def plan(town: Town, land: Parcel) -> None:
    """Matters arise beside the parcels, each kind for itself."""
    for matter in MATTERS:
        chance = town.chance(f"{matter.scenario}/arises/{land.parcel}")
        if chance.happens("arises", matter.share):
            town.at(chance.day("on", FIRST, town.today), arises, matter, land)


def arises(town: Town, day: date, matter: Matter, land: Parcel) -> None:
    """The office writes down what it has permitted, found or heard; another has to levy."""
    key, law = town.books.number(matter.letter), town.law
    chance = town.chance(f"{matter.source}/{key}")
    facts = {matter.key: key, matter.day: day, **matter.facts(chance, law, day)}
    columns = town.books.books[matter.source].columns
    facts |= {name: land.parcel for name in ("parcel", "property") if name in columns}
    payer = next(
        (
            name
            for name in ("holder", "owner", "developer", "contractor", "payer", "buyer", "importer")
            if name in columns
        ),
        None,
    )
    if payer is not None:
        facts[payer] = land.owner
    amount, until = matter.cost(facts, law, day), day + law.days(matter.limit, day)

    def levy(on: date) -> None:
        _LEDGERS[matter.ledger](town, on, matter, key, land.owner, amount)

    def amended(name: str) -> Callable[[], None]:
        return lambda: town.note(matter.source, day, key, **matter.otherwise[name](facts, law, day))

    town.write(matter.source, day, **facts)
    town.follow(
        matter.scenario,
        key,
        known=until + DAY,
        money=amount,
        do=levy,
        on=day + DAY * chance.between("levied", 0, (until - day).days),
        innocent={
            "relief": lambda: _relieve(town, day, matter, key),
            **{one: amended(one) for one in matter.otherwise},
        },
    )


def _levy(town: Town, day: date, matter: Matter, key: str, payer: str, amount: Decimal) -> None:
    town.write(
        "duty_levies",
        day,
        levy=town.books.number("F"),
        kind=matter.kind,
        basis=key,
        payer=payer,
        levy_year=day.year,
        amount=amount,
        levied_on=day,
        state="standing",
    )


def _assess(town: Town, day: date, matter: Matter, key: str, payer: str, amount: Decimal) -> None:
    town.write(
        "tax_assessments",
        day,
        assessment=town.books.number("A"),
        tax=matter.kind,
        basis=key,
        taxpayer=payer,
        tax_year=day.year,
        rate_class="standard",
        amount=amount,
        assessed_on=day,
        state="standing",
    )


def _bill(town: Town, day: date, matter: Matter, key: str, payer: str, amount: Decimal) -> None:
    town.write("customs_levies", day, levy=town.books.number("CF"), kind=matter.kind, basis=key, payer=payer,
               amount=amount, levied_on=day, state="standing")  # fmt: skip


_LEDGERS = {"duty": _levy, "tax": _assess, "customs": _bill}


def _relieve(town: Town, day: date, matter: Matter, key: str) -> None:
    if matter.ledger == "tax":
        town.write(
            "tax_exemptions",
            day,
            exemption=town.books.number("X"),
            tax=matter.kind,
            basis=key,
            ground="public",
            scope="whole",
            granted_on=day,
        )
    else:
        town.write(f"{matter.ledger}_reliefs", day, relief=town.books.number("RL"), kind=matter.kind, basis=key,
                   since=day, ground="objection-upheld")  # fmt: skip


def _of(**facts: Any) -> Otherwise:
    return lambda *_: facts


def _area(chance: Chance, middle: float) -> Decimal:
    return 1 + money(chance.around("area", middle, 0.7))


def _conversion(kind: str) -> Callable[[Chance, Law, date], Facts]:
    def facts(chance: Chance, _law: Law, day: date) -> Facts:
        before = 1 + money(chance.around("price", 60, 0.6))
        return {"kind": kind, "purpose": chance.one_of("purpose", ("homes", "factory", "farm-house", "solar")),
                "area": _area(chance, 900), "unit_price": before, "approved_on": day,
                "unit_price_after": before + money(chance.between("rise", 1, 200))}  # fmt: skip

    return facts


GIVEN_BACK: Mapping[str, Otherwise] = {
    "given back": lambda facts, law, day: {"cancelled_on": day},
    "public": _of(purpose="public"),
}


def _reported(chance: Chance, law: Law, day: date) -> Facts:
    late = int(law.at("report_days", day)) + chance.between("late", 1, 90)
    price = money(chance.around("price", 90_000, 0.6))
    return {"price": price, "tax_base": price, "contract_on": day - DAY * late}


def _in_time(facts: Facts, law: Law, day: date) -> Facts:
    return {"contract_on": day - law.days("report_days", day)}


def _report_fine(facts: Facts, law: Law, day: date) -> Decimal:
    size = "large" if facts["price"] > law.at("report_fine_limit", day) else "small"
    return law.at(f"report_fine_{size}", day)


def _majority(chance: Chance, law: Law, _day: date) -> Facts:
    return {"company": f"C{chance.between('company', 1, 9_999_999):07}", "listed": "no",
            "share_before": Decimal(chance.between("before", 0, 50)) / 100,
            "share_after": Decimal(chance.between("after", 52, 100)) / 100,
            "asset_value": money(chance.around("value", 400_000, 0.9))}  # fmt: skip


MATTERS = (
    Matter("LT-08", "conversions", "V", "conversion", "changed_on", "acquisition_filing_days", "acquisition",
           lambda chance, law, day: _conversion("other")(chance, law, day),
           lambda one, law, day: cents(one["area"] * (one["unit_price_after"] - one["unit_price"])
                                       * law.at("category_tax_rate", day)),
           {"no rise": lambda one, law, day: {"unit_price_after": one["unit_price"]}}, ledger="tax"),
    Matter("LT-12", "share_changes", "H", "change", "changed_on", "acquisition_filing_days", "acquisition", _majority,
           lambda one, law, day: cents(one["asset_value"] * (one["share_after"] * law.at("shareholder_rate", day))),
           {"had it before": _of(share_before=Decimal("0.52")), "listed": _of(listed="yes"),
            "just half": lambda one, law, day: {"share_after": law.at("shareholder_share", day)}}, ledger="tax"),
    Matter("LT-20", "rulings", "J", "ruling", "final_on", "nominee_days", "nominee-penalty",
           lambda chance, law, day: {"outcome": "nominee", "value": money(chance.around("value", 150_000, 0.7))},
           lambda one, law, day: cents(one["value"] * law.at("nominee_rate", day)),
           {"no nominee": _of(outcome="no-nominee")}),
    Matter("LD-11", "deals", "D", "deal", "reported_on", "report_fine_days", "report-fine", _reported, _report_fine,
           {"in time": _in_time}),
    Matter("LD-13", "sewer_loads", "E", "load", "approved_on", "sewer_days", "sewer-charge",
           lambda chance, law, day: {"building": f"B{chance.between('building', 1, 9_999_999):07}",
                                     "treated_by": "public",
                                     "cubic_metres": law.at("sewer_limit", day) + chance.between("more", 0, 40)},
           lambda one, law, day: cents(one["cubic_metres"] * law.at("sewer_unit", day)),
           {"own works": _of(treated_by="own"),
            "just below": lambda one, law, day: {"cubic_metres": law.at("sewer_limit", day) - Decimal("0.01")}}),
    Matter("LD-14", "conversions", "V", "conversion", "approved_on", "farmland_charge_days", "farmland-charge",
           _conversion("farmland"),
           lambda one, law, day: cents(one["area"] * min(cents(one["unit_price"]
                                                               * law.at("farmland_charge_rate", day)),
                                                         law.at("farmland_charge_cap", day))), GIVEN_BACK),
    Matter("LD-15", "conversions", "V", "conversion", "approved_on", "forest_cost_days", "forest-cost",
           _conversion("forest"), lambda one, law, day: cents(one["area"] * law.at("forest_cost_unit", day)),
           GIVEN_BACK),
    Matter("LD-16", "nature_reviews", "Q", "review", "approved_on", "nature_days", "nature-contribution",
           lambda chance, law, day: {"listed": "yes", "area": _area(chance, 5000),
                                     "region_factor": money(chance.between("factor", 1, 8) / 2)},
           lambda one, law, day: cents(cents(one["area"] * law.at("nature_unit", day)) * one["region_factor"]),
           {"not listed": _of(listed="no")}),
    Matter("LD-17", "housing_projects", "K", "project", "approved_on", "school_days", "school-contribution",
           lambda chance, law, day: {"tenure": "sale", "sales_value": money(chance.around("value", 2e7, 0.5)),
                                     "homes": int(law.at("school_homes", day)) + chance.between("more", 0, 900)},
           lambda one, law, day: cents(one["sales_value"] * law.at("school_rate", day)),
           {"public rent": _of(tenure="public-rent"),
            "one home less": lambda one, law, day: {"homes": int(law.at("school_homes", day)) - 1}}),
    Matter("LD-21", "conversions", "V", "conversion", "approved_on", "green_belt_days", "green-belt-charge",
           _conversion("green-belt"),
           lambda one, law, day: cents(one["area"] * cents((one["unit_price_after"] - one["unit_price"])
                                                           * law.at("green_belt_rate", day))), GIVEN_BACK),
    Matter("LD-23", "works", "Z", "works", "started_on", "works_days", "works-fine",
           lambda chance, law, day: {"price": law.at("works_limit", day) + chance.between("more", 1, 90_000)},
           lambda one, law, day: law.at("works_fine", day),
           {"notified": lambda one, law, day: {"notified_on": day}, "small": lambda one, law, day:
            {"price": law.at("works_limit", day)}}),
    Matter("CU-01", "customs_controls", "Y", "control", "found_on", "origin_penalty_days", "origin-penalty",
           lambda chance, law, day: {"item": f"M{chance.between('item', 1, 9_999_999):07}-1",
                                     "subject": "origin-mark", "outcome": "violation",
                                     "value": money(chance.around("value", 20_000, 0.9))},
           lambda one, law, day: cents(one["value"] * law.at("origin_penalty_rate", day)),
           {"nothing found": _of(outcome="none"), "a wrong weight": _of(subject="weight")}, ledger="customs"),
    Matter("CU-10", "customs_decisions", "Y", "decision", "decided_on", "audit_bill_days", "audit-bill",
           lambda chance, law, day: {"duty": 1 + money(chance.around("duty", 9000, 0.9))},
           lambda one, law, day: one["duty"],
           {"nothing owed": _of(duty=Decimal(0)), "appealed": lambda one, law, day: {"appealed_on": day}},
           ledger="customs"),
)  # fmt: skip
