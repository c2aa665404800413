"""Permits that go with the land: with a new owner they have a new holder, of whom the desk is to be told."""

from datetime import date, timedelta

from clearway.gateways.simulators.municipality import papers
from clearway.gateways.simulators.municipality.town import Town

DAY = timedelta(days=1)
FINE = "transfer-fine"


def passed(town: Town, day: date, parcel: str, buyer: str) -> None:
    """Land has a new owner; what goes with it has a new holder, of whom the desk is to be told."""
    law, chance = town.law, town.chance(f"passed/{parcel}")
    until = day + law.days("transfer_notice_days", day)
    permits = [one for one, since, last in town.with_land.get(parcel, ()) if since < day and last > until]
    if not permits:
        return

    def notify(on: date, *, is_entered: bool = True) -> None:
        for permit in permits:
            town.write("occupation_transfers", on, transfer=town.books.number("TR"), parcel=parcel, permit=permit,
                       new_holder=buyer, notified_on=on)  # fmt: skip
            if is_entered:
                town.note("occupation_permits", on, permit, holder=buyer)

    def amended(**facts: object) -> None:
        for permit in permits:
            town.note("occupation_permits", day, permit, **facts)

    fine = law.at("transfer_fine", day)
    fate = town.follow(
        "LD-09", parcel, known=until + DAY, money=fine * len(permits), on=None,
        do=lambda on: papers.levy(town, on, FINE, parcel, payer=buyer, amount=fine * len(permits)),
        innocent={"relief": lambda: papers.relieve(town, day, FINE, parcel),
                  "not entered yet": lambda: notify(day + DAY * 10, is_entered=False),
                  "a sign that stays": lambda: amended(purpose="sign"),
                  "in the buyer's name already": lambda: amended(holder=buyer)},
    )  # fmt: skip
    if fate == "":
        notify(day + DAY * chance.between("notified", 0, 25))
