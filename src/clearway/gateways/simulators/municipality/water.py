"""Water: the accounts of businesses, billed month by month, and bills that were paid twice."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from clearway.gateways.simulators.municipality import papers
from clearway.gateways.simulators.municipality.law import cents, months_after
from clearway.gateways.simulators.municipality.parcels import Parcel
from clearway.gateways.simulators.municipality.town import FIRST, FORGOTTEN, LATE, Town
from clearway.gateways.simulators.registers.chance import Chance, money

DAY = timedelta(days=1)
WRONG = (FORGOTTEN, LATE)
CLASSES = ("household", "business", "bath")
TRADES = ("bar", "restaurant", "lodging", "bathhouse")


class Account(NamedTuple):
    """The water account of a business."""

    number: str
    building: str
    rate_class: str
    is_only: bool


def plan(town: Town, land: Parcel) -> None:
    """Some let rooms, cook or heat baths; some pay a bill twice."""
    chance = town.chance(f"water/{land.parcel}")
    if chance.happens("business", 0.25):
        town.at(chance.day("opens", FIRST, town.today), opens, land, chance)
    if chance.happens("twice", 0.5):
        town.at(chance.day("paid twice", FIRST, town.today), paid_twice, chance)


def opens(town: Town, day: date, land: Parcel, chance: Chance) -> None:
    """A business that uses water opens; its account is billed for some months."""
    books, trade = town.books, chance.one_of("trade", TRADES)
    building, permit = books.number("BW"), books.number("W")
    account = Account(books.number("WA"), building, "bath" if trade == "bathhouse" else "business",
                      chance.happens("only", 0.8))  # fmt: skip
    town.write("business_permits", day, permit=permit, building=building, business=books.number("C"), area=money(90),
               holder=land.owner, rooms=0, room_area=money(0), permitted_on=day, **{"class": trade})  # fmt: skip
    papers.assess(town, day, "registration-licence", basis=permit, taxpayer=land.owner, amount=Decimal(54))
    _account(town, day, account.number, building, account.rate_class)
    if not account.is_only:
        _account(town, day, books.number("WA"), building, "household")
    first = months_after((day + town.law.days("water_class_days", day)).replace(day=1), 1)
    for number in range(chance.between("months", 3, 10)):
        month = months_after(first, number)
        town.at(months_after(month, 1), billed, account, month)


def _account(town: Town, day: date, account: str, building: str, rate_class: str) -> None:
    town.write("water_accounts", day, account=account, building=building, since=day, **{"class": rate_class})


def billed(town: Town, day: date, account: Account, month: date) -> None:
    """A month is billed in the class of the business, or in one that the account once had."""
    books, law, bill = town.books, town.law, town.books.number("WB")
    chance, least = town.chance(f"billed/{bill}"), law.at("water_least", month)
    metres = least + money(chance.around("metres", 150, 0.8))
    other = chance.one_of("class", [one for one in CLASSES if one != account.rate_class])
    tariffs = {one: law.at(f"water_tariff_{one}", month) for one in CLASSES}
    right, wrong = account.rate_class, other if account.is_only else "household"

    def write(rate_class: str, number: str, state: str = "billed", used: Decimal = metres, on: date = day) -> None:
        town.write("water_bills", on, bill=number, account=account.number, building=account.building,
                   month_from=month, cubic_metres=used, amount=cents(used * tariffs[rate_class]), state=state,
                   **{"class": rate_class})  # fmt: skip

    def corrected(on: date) -> None:
        town.note("water_bills", on, bill, state="corrected")
        write(right, books.number("WB"), on=on)

    def decided() -> None:
        papers.relieve(town, day, "water-class", account.building, since=month, until=day - DAY)
        write(wrong, bill)

    def anew() -> None:
        write(wrong, bill, "corrected")
        write(right, books.number("WB"))

    if not account.is_only:
        write(chance.one_of("home", (right, wrong)), bill)
        return
    fate = town.follow(
        "LD-26", account.building, part=bill, known=day, do=corrected, on=None,
        money=cents(metres * abs(tariffs[right] - tariffs[wrong])),
        innocent={"little water": lambda: write(wrong, bill, used=least - Decimal("0.01")), "corrected": anew,
                  "decided on": decided},
    )  # fmt: skip
    if not fate or fate in WRONG:
        write(wrong if fate else right, bill)


def paid_twice(town: Town, day: date, chance: Chance) -> None:
    """A bill is paid twice, and one payment goes back to where it came from."""
    books, bill = town.books, town.books.number("WB")
    account, amount, refund = f"KW{bill[2:]}", money(5 + chance.around("amount", 60, 0.7)), books.number("WR")
    payments = [books.number("WP"), books.number("WP")]
    for number, back in zip(payments, (20, 15), strict=True):
        town.write("water_payments", day, payment=number, bill=bill, account=account, amount=amount,
                   paid_on=day - DAY * back)  # fmt: skip
    facts: dict[str, Any] = {"account": account, "payee_kind": "payer", "state": "paid"}

    def otherwise(**other: Any) -> Callable[[], object]:
        return lambda: facts.update(account=f"{account}-1", **other)

    def in_cash() -> None:
        town.note("water_payments", day, payments[0], account=None)
        facts.update(account=f"{account}-1")

    fate = town.follow(
        "LD-27", bill, known=day, money=amount, on=None,
        do=lambda on: town.note("water_refunds", on, refund, state="recovered"),
        innocent={"named in writing": otherwise(named_on=day - DAY * 3), "to the heirs": otherwise(payee_kind="heir"),
                  "recovered": otherwise(state="recovered"), "in cash": in_cash},
    )  # fmt: skip
    if fate in WRONG:
        otherwise()()
    town.write("water_refunds", day, refund=refund, bill=bill, payer=f"PW{bill[2:]}", amount=amount, refunded_on=day,
               **facts)  # fmt: skip
