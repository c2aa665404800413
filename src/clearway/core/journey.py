"""The way of a declaration through the house, as a table; every other list of states is made from it."""

from typing import NamedTuple


class Stop(NamedTuple):
    """A stop on the way: its name, the station that acts, the decision it asks for, and the question it answers."""

    name: str
    station: str
    decision: str
    question: str


#: The way of a declaration through the house, top to bottom.
ROUTE = (
    Stop("lodged", "declarations", "-", "Has it arrived, whole and signed?"),
    Stop("validated", "declarations", "validate", "Is it lawful in itself?"),
    Stop("assessed", "duties", "assess", "What is owed?"),
    Stop("targeted", "targeting", "target", "Must we look at the goods?"),
    Stop("permitted", "permits", "permit", "Do the other agencies agree?"),
    Stop("paid", "payments", "settle", "Is the debt paid or secured?"),
    Stop("released", "release", "release", "May the goods leave?"),
    Stop("reviewed", "review", "review", "Were we right?"),
)


def stops_after(name: str) -> tuple[Stop, ...]:
    """The stops that still lie before a declaration that has reached one."""
    names = [stop.name for stop in ROUTE]
    return ROUTE[names.index(name) + 1 :]


class Detour(NamedTuple):
    """A way off the route: its name, the stop it comes back to (or none), and why a declaration takes it."""

    name: str
    back_to: str | None
    reason: str


DETOURS = (
    Detour("refused", None, "A rule in force rejects it; the trader may lodge it corrected."),
    Detour("held", "targeted", "Somebody must look before it goes on."),
    Detour("cancelled", None, "The trader withdrew it before release."),
)

STATES = tuple(stop.name for stop in ROUTE) + tuple(detour.name for detour in DETOURS)

#: Whom a declaration waits for, and whose clock runs; the empty word where it waits for nobody any more.
WAITS = ("", "clearance", "officer", "control", "permit", "payment", "arrival")
