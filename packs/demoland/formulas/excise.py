"""Excise: the base of a percentage, and vehicles, whose rate follows their age."""

from clearway.core.assess.matter import Matter, Owed
from clearway.core.kernel.money import Money
from clearway.core.law.formula import formula

#: The statement (additional information) that gives a vehicle's day of first registration, as 2016-05-01.
FIRST_REGISTERED = "DV001"


@formula("EXCISE-BASE", since="2019-07-01", law="Excise Act 2018, s. 7(2)")
def excise_base(value: Money, owed: Owed) -> Money:
    """A percentage of excise is of the customs value plus import duty."""
    return value + owed["DUTY"]


@formula("EXCISE-VEHICLE", since="2019-07-01", until="2023-12-31", law="Excise Act 2018, schedule 2, row 11")
def excise_on_vehicles(matter: Matter) -> Money:
    """Excise on a vehicle is the same at every age."""
    return matter.percent("excise.vehicle_up_to_eight_years", matter.value + matter.owed["DUTY"])


@formula("EXCISE-VEHICLE", since="2024-01-01", law="Excise Act 2018, schedule 2, rows 12 to 14")
def excise_on_vehicles_by_age(matter: Matter) -> Money:
    """Excise on a vehicle rises when it is older than three years, and again when it is older than eight."""
    rate = "excise.vehicle_up_to_three_years"
    if _is_older_than(3, matter):
        rate = "excise.vehicle_up_to_eight_years"
    if _is_older_than(8, matter):
        rate = "excise.vehicle_older_than_eight_years"
    registered = matter.stated_day(FIRST_REGISTERED)
    matter.step("First registered on {registered}", matter.day.isoformat(), registered=registered.isoformat())
    return matter.percent(rate, matter.value + matter.owed["DUTY"])


def _is_older_than(years: int, matter: Matter) -> bool:
    """The anniversary itself still belongs to the younger age."""
    registered, day = matter.stated_day(FIRST_REGISTERED), matter.day
    return (day.year - years, day.month, day.day) > (registered.year, registered.month, registered.day)
