"""Records whose partner nobody can find: a number that no register holds, or a whole of which only parts are known.

They are innocent: what they say excuses something that nobody asks about.
"""

from datetime import timedelta

from clearway.gateways.simulators.municipality import naming
from clearway.gateways.simulators.municipality.naming import Step
from clearway.gateways.simulators.municipality.town import FIRST, Town
from clearway.gateways.simulators.registers.chance import Chance

DAY = timedelta(days=1)
#: Of so many rows that are named otherwise one is such a record.
ONE_IN = 8


def fall(town: Town) -> None:
    """Some leases, reliefs and rests are of things that no register here holds."""
    for number in range(1, 2 + int(town.plan.size * town.plan.noise / ONE_IN)):
        chance = town.chance(f"stray/{number}")
        chance.one_of("kind", (_lease, _relief, _rest, _lease_of_a_whole))(
            town, naming.foreign(f"{number:07}"), chance
        )


def _lease(town: Town, number: str, chance: Chance) -> None:
    since = chance.day("since", FIRST, town.today)
    town.books.enter("public_leases", since, lease=town.books.number("PL"), parcel=f"LQ{number}",
                     holder=f"PS{number}", since=since)  # fmt: skip


def _lease_of_a_whole(town: Town, number: str, chance: Chance) -> None:
    """The parcel was divided, and the register holds the parts: which of them is let nobody has told."""
    _lease(town, number, chance)
    parcels = [identity[0] for identity in town.books.rows["public_parcels"]]
    if len(parcels) > 1:
        first = chance.between("first", 0, len(parcels) - 2)
        for part in parcels[first : first + 2]:
            naming.tell(town.books, "public_parcels", Step("split", f"LQ{number}", part), FIRST)


def _relief(town: Town, number: str, chance: Chance) -> None:
    since = chance.day("since", FIRST, town.today)
    town.books.enter("duty_reliefs", since, relief=town.books.number("RL"), kind="road-fee", basis=f"O{number}",
                     since=since, ground="hardship")  # fmt: skip


def _rest(town: Town, number: str, chance: Chance) -> None:
    since = chance.day("since", FIRST, town.today)
    town.books.enter("vehicle_rests", since, rest=town.books.number("VR"), vehicle=f"VH{number}",
                     cause="owner-abroad", since=since, until=since + DAY * 90)  # fmt: skip
