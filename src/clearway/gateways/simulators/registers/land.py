"""How the simulated country is laid out: households of four, and what belongs to which of them.

Who owns a thing, and what somebody owns, are the same arithmetic read in both directions, so they never disagree.
"""

PEOPLE, BUSINESSES, PARCELS, VEHICLES = 100_000, 40_000, 60_000, 60_000
#: Places of the register that belong to one household: head, partner or sibling, and two children or elders.
MEMBERS = 4
HOUSEHOLDS = PEOPLE // MEMBERS
#: So many places of work a business has that employs anybody.
WORKPLACES = 12


class Spread:
    """Things spread over places one after another, in an order that looks like none."""

    def __init__(self, places: int, things: int, stride: int, offset: int) -> None:
        """``stride`` has no divisor in common with ``places``."""
        self.places, self.things, self.stride, self.offset = places, things, stride, offset
        self._back = pow(stride, -1, places)

    def place(self, thing: int) -> int:
        """Where a thing belongs."""
        return (thing * self.stride + self.offset) % self.places

    def things_at(self, place: int) -> range:
        """What belongs to a place."""
        first = ((place - self.offset) * self._back) % self.places
        return range(first, self.things, self.places)


#: Four businesses have one founder, so that most households run none.
BUSINESS_GROUPS = Spread(HOUSEHOLDS, BUSINESSES // 4, 7_919, 101)
BUSINESSES_TO_AN_OWNER = 4
PARCELS_OF = Spread(HOUSEHOLDS, PARCELS, 10_007, 2_003)
VEHICLES_OF = Spread(HOUSEHOLDS, VEHICLES, 12_011, 9_001)
#: People spread over places of work, and places of work over businesses.
WORK_OF = Spread(PEOPLE, PEOPLE, 54_331, 17)
EMPLOYERS = Spread(BUSINESSES, BUSINESSES, 19_991, 3)


def person_number(place: int) -> str:
    """The number of the person at a place of the register, from 0."""
    return f"P{place:07}"


def business_number(place: int) -> str:
    """The number of the business at a place of the register, from 0."""
    return f"B{place:07}"


def parcel_number(place: int) -> str:
    """The number of the parcel at a place of the register, from 0."""
    return f"L{place:07}"


def vehicle_number(place: int) -> str:
    """The number of the vehicle at a place of the register, from 0."""
    return f"V{place:07}"


def businesses_of(household: int) -> list[int]:
    """The businesses that the head of a household has founded."""
    groups = BUSINESS_GROUPS.things_at(household)
    return [group * BUSINESSES_TO_AN_OWNER + one for group in groups for one in range(BUSINESSES_TO_AN_OWNER)]


def household_of_business(business: int) -> int:
    """The household whose head founded a business."""
    return BUSINESS_GROUPS.place(business // BUSINESSES_TO_AN_OWNER)


def employer_of(person: int) -> int:
    """The business at which a person works, if they work."""
    return EMPLOYERS.place(WORK_OF.place(person) // WORKPLACES)


def workers_of(business: int) -> list[int]:
    """Everybody who works at a business, if they work; most businesses have no place of work to give."""
    [first] = EMPLOYERS.things_at(business)
    desks = range(first * WORKPLACES, min((first + 1) * WORKPLACES, PEOPLE))
    return [person for desk in desks for person in WORK_OF.things_at(desk)]
