"""The customs house of the town's port: items are released, and what has to follow a release does, or does not."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from clearway.gateways.simulators.municipality.law import cents, part
from clearway.gateways.simulators.municipality.parcels import Parcel
from clearway.gateways.simulators.municipality.town import FIRST, FORGOTTEN, LATE, Town
from clearway.gateways.simulators.registers.chance import Chance, money

DAY = timedelta(days=1)
GOODS = ("07032000", "64039900", "85171300", "87032300")
ORIGINS = ("CN", "VN", "DE")
WRONG = (FORGOTTEN, LATE)


def plan(town: Town, land: Parcel) -> None:
    """As many consignments of each kind as there are parcels, more or less."""
    if land.parcel == "L0000000":
        town.at(FIRST, prices_known)
    for name, begins in KINDS.items():
        chance = town.chance(f"customs/{name}/{land.parcel}")
        if chance.happens("comes", 0.4):
            town.at(chance.day("on", FIRST + DAY, town.today - DAY * 12), begins, chance)


def prices_known(town: Town, day: date) -> None:
    """What is usual in a month is reckoned for each kind of goods and origin."""
    for goods in GOODS:
        for origin in ORIGINS:
            for month in range((town.today.year - FIRST.year) * 12 + town.today.month):
                _price(town, day, goods, origin, FIRST.year + month // 12, month % 12 + 1)


def _price(town: Town, day: date, goods: str, origin: str, year: int, month: int) -> None:
    usual = _usual(town, goods, origin, year, month)
    town.write("customs_prices", day, commodity=goods, origin=origin, year=year, month=month, usual=usual,
               low=cents(usual / 2))  # fmt: skip


def _usual(town: Town, goods: str, origin: str, year: int, month: int) -> Decimal:
    return 20 + money(town.chance(f"price/{goods}/{origin}/{year}/{month}").around("usual", 30, 0.3))


def _item(town: Town, day: date, chance: Chance, **facts: Any) -> dict[str, Any]:
    goods, origin = facts.pop("commodity", chance.one_of("goods", GOODS)), chance.one_of("origin", ORIGINS)
    quantity = Decimal(chance.between("quantity", 10, 4000))
    unit = cents(_usual(town, goods, origin, day.year, day.month) * chance.between("about", 70, 140) / 100)
    return {"item": town.books.number("M") + "-1", "importer": f"C{chance.between('importer', 1, 99_999):07}",
            "commodity": goods, "origin": origin, "quantity": quantity, "unit_value": unit, "treatment": "normal",
            "value": cents(quantity * unit), "rate": Decimal("0.1"), "rate_due": Decimal("0.1"), "released_on": day,
            **facts}  # fmt: skip


def _bill(town: Town, kind: str, basis: str, amount: Decimal) -> Callable[[date], None]:
    return lambda on: town.write("customs_levies", on, levy=town.books.number("CF"), kind=kind, basis=basis,
                                 amount=amount, levied_on=on, state="standing")  # fmt: skip


def under_a_quota(town: Town, day: date, chance: Chance) -> None:
    """A recommendation is used for two items; each is shown it, and together they keep within it."""
    certificate, goods = town.books.number("Q"), chance.one_of("goods", GOODS)
    low, due = Decimal("0.4"), Decimal(chance.between("due", 50, 190)) / 100
    items = [_item(town, day, town.chance(f"{certificate}/{one}"), commodity=goods, treatment="quota", rate=low,
                   rate_due=max(due, low + Decimal("0.1")), certificate=certificate) for one in "ab"]  # fmt: skip
    allowed = used = sum((one["quantity"] for one in items), Decimal(0))
    rate = items[0]["rate_due"] - low
    allowed = cents(used * chance.between("allowed", 30, 95) / 100)
    value = sum((one["value"] for one in items), Decimal(0))
    fate = town.follow(
        "CU-03",
        certificate,
        known=day,
        money=cents(cents(value * part(used - allowed, used)) * rate),
        on=None,
        do=lambda on: town.note("customs_recommendations", on, certificate, quantity=used),
        innocent={
            "just enough": lambda: None,
            "ordinary rate": lambda: items[1].update(treatment="normal", rate=due),
        },
    )
    if fate == "ordinary rate":
        allowed = max(allowed, items[0]["quantity"])
    elif fate not in WRONG:
        allowed = used if fate else used * 2
    town.write(
        "customs_recommendations",
        day,
        certificate=certificate,
        importer=items[0]["importer"],
        quantity=allowed,
        issued_on=day,
    )
    for one in items:
        town.write("customs_items", day, **one)
        if one["treatment"] == "quota":
            _shown(town, day, one, is_told=fate in WRONG)


def _shown(town: Town, day: date, item: dict[str, Any], *, is_told: bool) -> None:
    def present(on: date, commodity: str = "", until: date | None = None) -> None:
        town.write("customs_presentations", on, certificate=item["certificate"], item=item["item"],
                   commodity=commodity or item["commodity"], valid_from=day - DAY * 60,
                   valid_until=until or day)  # fmt: skip

    if is_told:
        present(day)
        return
    fate = town.follow(
        "CU-02", item["item"], known=day, money=cents(item["value"] * (item["rate_due"] - item["rate"])), on=day,
        do=present, innocent={"good for the last day": lambda: present(day), "agreement": lambda: town.note(
            "customs_items", day, item["item"], treatment="normal")},
    )  # fmt: skip
    if fate == FORGOTTEN and town.chance(item["item"]).happens("shown another", 0.6):
        present(day, *(("99999999",) if town.chance(item["item"]).happens("other goods", 0.5) else ("", day - DAY)))


def refunded(town: Town, day: date, chance: Chance) -> None:
    """Goods leave again and their duty is refunded, once."""
    item = _item(town, day, chance)
    left, out = Decimal(chance.between("left", 1, int(item["quantity"]))), day + DAY * chance.between("out", 20, 200)
    amount = cents(left * item["unit_value"] / 10)
    town.write("customs_items", day, **item)
    town.write(
        "customs_departures", out, departure=town.books.number("V"), item=item["item"], quantity=left, left_on=out
    )
    town.at(out + DAY * 10, _refund, item["item"], left, amount)
    town.at(out + DAY * chance.between("again", 30, 90), _again, item["item"], left, amount)


def _refund(town: Town, day: date, item: str, left: Decimal, amount: Decimal) -> str:
    refund = town.books.number("CR")
    town.write(
        "customs_refunds", day, refund=refund, item=item, quantity=left, amount=amount, paid_on=day, state="paid"
    )
    return refund


def _again(town: Town, day: date, item: str, left: Decimal, amount: Decimal) -> None:
    refunds: list[str] = []

    def recovered(on: date) -> None:
        for refund in refunds:
            town.note("customs_refunds", on, refund, state="recovered")

    def departed_again() -> None:
        town.write("customs_departures", day, departure=town.books.number("V"), item=item, quantity=left, left_on=day)
        _refund(town, day, item, left, amount)

    def taken_back() -> None:
        refunds.append(_refund(town, day, item, left, amount))
        recovered(day)

    fate = town.follow(
        "CU-04",
        item,
        known=day,
        money=cents(amount * 2 * part(left, left * 2)),
        on=None,
        do=recovered,
        innocent={"more departed": departed_again, "taken back": taken_back},
    )
    if fate in WRONG:
        refunds.append(_refund(town, day, item, left, amount))


def valued(town: Town, day: date, chance: Chance) -> None:
    """An item has a value of its unit, mostly about as usual."""
    item = _item(town, day, chance)
    usual = _usual(town, item["commodity"], item["origin"], day.year, day.month)
    line = cents(usual / 2) * town.law.at("price_share", day)
    low = cents(line * chance.between("share", 30, 90) / 100)
    fate = town.follow(
        "CU-05",
        item["item"],
        known=day,
        money=cents(cents(item["quantity"] * (usual - low)) * item["rate"]),
        on=None,
        do=lambda on: town.note("customs_items", on, item["item"], unit_value=usual),
        innocent={
            "just on the line": lambda: item.update(unit_value=cents(line) + Decimal("0.01")),
            "for a time": lambda: item.update(
                unit_value=low, treatment="temporary", re_export_by=town.today + DAY * 300
            ),
        },
    )
    if fate in WRONG:
        item["unit_value"] = low
    town.write("customs_items", day, **{**item, "value": cents(item["quantity"] * item["unit_value"])})


def exempt(town: Town, day: date, chance: Chance) -> None:
    """Goods are bound to a purpose for three years; some move on."""
    exemption, until = town.books.number("XC"), date(day.year + 3, day.month, min(day.day, 28))
    duty = money(chance.around("duty", 6000, 0.8))
    town.write(
        "customs_exemptions",
        day,
        exemption=exemption,
        item=town.books.number("M") + "-1",
        duty=duty,
        importer=f"C{chance.between('importer', 1, 99_999):07}",
        bound_from=day,
        bound_until=until,
    )
    town.at(day + DAY * chance.between("moves", 30, 1000), _moved, exemption, duty)


def _moved(town: Town, day: date, exemption: str, duty: Decimal) -> None:
    transfer = town.books.number("TR")
    town.write("customs_transfers", day, transfer=transfer, exemption=exemption, approved="no", moved_on=day)
    bill = _bill(town, "exemption-duty", exemption, duty)
    town.follow(
        "CU-06", exemption, known=day, money=duty, do=bill, on=day,
        innocent={"approved": lambda: town.note("customs_transfers", day, transfer, approved="yes"),
                  "billed before": lambda: bill(day)},
    )  # fmt: skip


def stored(town: Town, day: date, chance: Chance) -> None:
    """Goods lie until their term; most are fetched, some are auctioned."""
    storage, value = town.books.number("G"), money(chance.around("value", 9000, 0.9))
    town.write("customs_storage", day, storage=storage, holder=f"H{chance.between('house', 1, 40):03}", value=value,
               term_until=day + DAY * 60)  # fmt: skip
    term, limit = day + DAY * 60, town.law.days("auction_days", day + DAY * 60)
    fetched = term + DAY * chance.between("fetched", -50, 5)
    if chance.happens("is sold", 0.4):
        town.at(fetched, _auctioned, storage, value, chance)
        return

    def leave(on: date) -> None:
        town.note("customs_storage", on, storage, left_on=on)

    town.follow("CU-07", storage, known=term + limit + DAY, money=value, do=leave, on=fetched,
                innocent={"on the last day": lambda: leave(term + limit)})  # fmt: skip


def _auctioned(town: Town, day: date, storage: str, value: Decimal, chance: Chance) -> None:
    auction, charges = town.books.number("AU"), cents(value / 3)
    surplus = cents(value * chance.between("surplus", 1, 60) / 100)
    town.note("customs_storage", day, storage, left_on=day)
    town.write("customs_auctions", day, auction=auction, storage=storage, held_on=day, charges=charges,
               proceeds=charges + surplus)  # fmt: skip
    limit = town.law.days("surplus_days", day)

    def give(on: date) -> None:
        town.note("customs_auctions", on, auction, returned_on=on)

    town.follow(
        "CU-07", storage, known=day + limit + DAY, money=surplus, do=give, on=day + DAY * 12,
        innocent={"on the last day": lambda: give(day + limit), "no surplus": lambda: town.note(
            "customs_auctions", day, auction, proceeds=charges)},
    )  # fmt: skip


def for_a_time(town: Town, day: date, chance: Chance) -> None:
    """Goods come for a year at most and leave again."""
    item = _item(town, day, chance, treatment="temporary", rate=Decimal(0),
                 re_export_by=day + DAY * chance.between("term", 30, 365))  # fmt: skip
    last, units = item["re_export_by"], item["quantity"]
    town.write("customs_items", day, **item)
    early = units if chance.happens("all or nothing", 0.5) else cents(units * chance.between("early", 10, 90) / 100)
    missing = early if early == units else units - early
    duty = cents(
        cents(cents(missing * item["unit_value"]) * item["rate_due"]) * (1 + town.law.at("re_export_surcharge", last))
    )

    def leave(on: date, quantity: Decimal = missing) -> None:
        town.write(
            "customs_departures",
            on,
            departure=town.books.number("V"),
            item=item["item"],
            quantity=quantity,
            left_on=on,
        )

    if missing != units:
        leave(day + DAY * 9, early)
    town.follow(
        "CU-08",
        item["item"],
        known=last + DAY,
        money=duty,
        do=leave,
        on=last - DAY * chance.between("before", 1, 20),
        innocent={
            "on the last day": lambda: leave(last),
            "free use": lambda: town.note("customs_items", last, item["item"], treatment="normal"),
            "billed": lambda: _bill(town, "re-export-duty", item["item"], duty)(last),
        },
    )


def secured(town: Town, day: date, chance: Chance) -> None:
    """Goods are released against a security, and paid by the day that they are due."""
    debt, amount = town.books.number("N"), money(1 + chance.around("amount", 5000, 0.9))
    due, short = day + DAY * chance.between("due", 10, 45), cents(amount * chance.between("short", 10, 90) / 100)
    town.write("customs_debts", day, debt=debt, payer=f"C{chance.between('payer', 1, 99_999):07}", amount=amount,
               released_on=day, due_on=due)  # fmt: skip

    def secure(part_of: Decimal, until: date) -> None:
        town.write("customs_securities", day, security=town.books.number("SE"), debt=debt, amount=part_of,
                   valid_until=until)  # fmt: skip

    secure(amount - short, town.today + DAY * 400)
    secure(short, due)

    def pay(on: date) -> None:
        town.note("customs_debts", on, debt, paid_on=on)

    town.follow("CU-09", debt, known=due + DAY, money=short, do=pay, on=due - DAY * chance.between("before", 0, 9),
                innocent={"secured longer": lambda: secure(short, town.today + DAY * 200),
                          "paid at once": lambda: pay(day)})  # fmt: skip


def picked(town: Town, day: date, chance: Chance) -> None:
    """An officer decides upon a declarant's picked items, one after the other, and seldom lets one go."""
    pair = f"{town.books.number('OF')}/C{chance.between('declarant', 1, 99_999):07}"
    many, duty = chance.between("many", 8, 12), Decimal(chance.between("duty", 20, 900))
    free = chance.between("free", 6, 8)
    decisions = [town.books.number("DC") for _ in range(many)]

    def looked_at_again(on: date) -> None:
        for decision in decisions:
            town.note("customs_overrides", on, decision, released="no")

    fate = town.follow("CU-11", pair, known=day + DAY * (many - 1), money=duty * free, on=None, do=looked_at_again,
                       innocent={"just below": lambda: None})  # fmt: skip
    for number, decision in enumerate(decisions):
        let_go = number < (free if fate in WRONG else 4) if fate else chance.happens(f"let go {number}", 0.03)
        when = day + DAY * number
        town.write("customs_overrides", when, decision=decision, pair=pair, duty=duty, decided_on=when,
                   released="yes" if let_go else "no")  # fmt: skip


KINDS: dict[str, Callable[..., None]] = {
    "quota": under_a_quota, "refund": refunded, "value": valued, "exempt": exempt, "storage": stored,
    "temporary": for_a_time, "secured": secured, "picked": picked,
}  # fmt: skip
