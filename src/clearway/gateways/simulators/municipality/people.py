"""The people of the town: whom they live with, what they receive, when they go away and when they die."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from clearway.gateways.simulators.municipality import estates
from clearway.gateways.simulators.municipality.law import months_after
from clearway.gateways.simulators.municipality.parcels import Parcel
from clearway.gateways.simulators.municipality.town import FIRST, FORGOTTEN, LATE, Town
from clearway.gateways.simulators.registers.chance import Chance, money

DAY = timedelta(days=1)
WRONG = (FORGOTTEN, LATE)


def plan(town: Town, land: Parcel) -> None:
    """As many people as parcels; some receive a benefit for some months, some are paid back tax."""
    number = land.parcel[1:]
    chance = town.chance(f"person/{number}")
    town.at(FIRST, registered, number, chance)
    if chance.happens("receives", 0.5):
        town.at(_first_of_month(chance.day("from", FIRST, town.today)), receives, f"P{number}", chance)
    if chance.happens("overpaid", 0.4):
        town.at(chance.day("paid back", FIRST, town.today), paid_back, number, chance)


def registered(town: Town, day: date, number: str, chance: Chance) -> None:
    """Everyone stands in the register of residents."""
    town.write("residents", day, person=f"P{number}", born_on=date(chance.between("born", 1935, 2005), 3, 3),
               household=f"U{number}")  # fmt: skip


def receives(town: Town, day: date, person: str, chance: Chance) -> None:
    """A basic pension is paid month by month, until its receiver dies, goes abroad, or the years are over."""
    amount, months = money(250 + chance.between("more", 0, 150)), chance.between("months", 3, 9)
    ends = chance.one_of("ends", ("dies", "dies", "goes abroad", "goes abroad"))
    for number in range(months):
        town.at(months_after(day, number), _paid, person, amount)
    last = months_after(day, months)
    if ends == "dies":
        town.at(last - DAY * chance.between("dies", 1, 27), died, person, amount, chance)
    elif ends == "goes abroad":
        town.at(last - DAY * chance.between("leaves", 10, 50), left, person, amount, chance)


def _paid(
    town: Town, day: date, person: str, amount: Decimal, kind: str = "basic-pension", state: str = "paid"
) -> None:
    town.write("benefits", day, person=person, kind=kind, month_from=day, amount=amount, state=state)


def died(town: Town, day: date, person: str, amount: Decimal, chance: Chance) -> None:
    """A death is entered; the benefit ends with the month, and tax that is paid back belongs to the heirs."""
    town.note("residents", day, person, died_on=day)
    following = _first_of_month(months_after(day, 1))
    _one_month_more(town, "SW-01", person, following, amount, {})
    estates.opened(town, day, person)
    if chance.happens("had overpaid", 0.7):
        town.at(day + DAY * chance.between("paid back after", 5, 200), _paid_to_the_heirs, person)


def left(town: Town, day: date, person: str, amount: Decimal, chance: Chance) -> None:
    """Someone goes abroad; after a while the pension rests."""
    stay = town.books.number("SY")
    town.write("stays_abroad", day, stay=stay, person=person, left_on=day)
    rests = _first_of_month(months_after(day + town.law.days("abroad_days", day), 1))

    def back() -> None:
        town.note("stays_abroad", rests - DAY, stay, back_on=rests - DAY)

    _one_month_more(town, "SW-02", person, rests, amount, {"came back": back})
    if chance.happens("returns", 0.6):
        town.at(rests + DAY * 40, _returned, stay)


def _returned(town: Town, day: date, stay: str) -> None:
    if town.books.rows["stays_abroad"][stay,][-1] is None:
        town.note("stays_abroad", day, stay, back_on=day)


def _one_month_more(
    town: Town, scenario: str, person: str, month: date, amount: Decimal, innocent: dict[str, Callable[[], None]]
) -> None:
    """The month is not to be paid; it may be paid all the same, or look as if it was."""

    def pay(state: str = "paid", kind: str = "basic-pension") -> None:
        town.at(month, _paid, person, amount, kind, state)

    def recovered(on: date) -> None:
        town.note("benefits", on, person, "basic-pension", month, state="recovered")

    def came_back() -> None:
        innocent["came back"]()
        pay()

    fate = town.follow(
        scenario, person, known=month, money=amount, do=recovered, on=None,
        innocent={"recovered": lambda: pay("recovered"), "of the household": lambda: pay(kind="housing"),
                  **({"came back": came_back} if innocent else {})},
    )  # fmt: skip
    if fate in WRONG:
        pay()


def _paid_to_the_heirs(town: Town, day: date, person: str) -> None:
    refund, amount = town.books.number("RF"), money(town.chance(f"heirs/{person}").around("amount", 200, 0.8))
    fate = town.follow(
        "LT-17", person, known=day, money=amount, on=None,
        do=lambda on: town.note("tax_refunds", on, refund, payee_kind="heir"),
        innocent={"an agent": lambda: None},
    )  # fmt: skip
    kind = "taxpayer" if fate in WRONG else "agent" if fate else "heir"
    town.write(
        "tax_refunds",
        day,
        refund=refund,
        taxpayer=person,
        household=f"U{person[1:]}",
        account=f"K{person[1:]}",
        payee_kind=kind,
        amount=amount,
        refunded_on=day,
    )


def paid_back(town: Town, day: date, number: str, chance: Chance) -> None:
    """Two who live together are paid back what they overpaid; two strangers never to one account."""
    account, first, second = f"KS{number}", *(money(10 + chance.around(one, 150, 0.8)) for one in ("first", "second"))
    refunds = [town.books.number("RF"), town.books.number("RF")]
    facts = {"household": f"US{number}", "payee_kind": "taxpayer"}
    fate = town.follow(
        "LT-18", account, known=day + DAY * 9, money=first + second, on=None,
        do=lambda on: town.note("tax_refunds", on, refunds[1], account=account + "-2"),
        innocent={"an agent": lambda: facts.update(household=f"UT{number}", payee_kind="agent")},
    )  # fmt: skip
    if fate in WRONG:
        facts["household"] = f"UT{number}"
    town.write(
        "tax_refunds",
        day,
        refund=refunds[0],
        taxpayer=f"PS{number}",
        household=f"US{number}",
        account=account,
        payee_kind="taxpayer",
        amount=first,
        refunded_on=day,
    )
    town.write(
        "tax_refunds",
        day + DAY * 9,
        refund=refunds[1],
        taxpayer=f"PT{number}",
        account=account,
        amount=second,
        refunded_on=day + DAY * 9,
        **facts,
    )


def _first_of_month(day: date) -> date:
    return day.replace(day=1)
