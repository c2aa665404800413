"""What the tax and the duties offices write: assessments, exemptions, levies and reliefs."""

from datetime import date
from typing import Any

from clearway.gateways.simulators.municipality.town import Town


def assess(town: Town, day: date, tax: str, **facts: Any) -> None:
    """A tax is assessed."""
    told: dict[str, Any] = {"tax_year": day.year, "rate_class": "standard", "state": "standing", **facts}
    town.write("tax_assessments", day, assessment=town.books.number("A"), tax=tax, assessed_on=day, **told)


def exempt(town: Town, day: date, tax: str, ground: str, **facts: Any) -> str:
    """A tax is not raised; the number of the decision."""
    number = town.books.number("X")
    told: dict[str, Any] = {"scope": "whole", "granted_on": day, **facts}
    town.write("tax_exemptions", day, exemption=number, tax=tax, ground=ground, **told)
    return number


def levy(town: Town, day: date, kind: str, basis: str, **facts: Any) -> None:
    """A fee, fine or charge is levied."""
    told: dict[str, Any] = {"levy_year": day.year, "state": "standing", **facts}
    town.write("duty_levies", day, levy=town.books.number("F"), kind=kind, basis=basis, levied_on=day, **told)


def relieve(town: Town, day: date, kind: str, basis: str, **facts: Any) -> None:
    """A fee, fine or charge is not owed."""
    told: dict[str, Any] = {"since": day, "ground": "hardship", **facts}
    town.write("duty_reliefs", day, relief=town.books.number("RL"), kind=kind, basis=basis, **told)
