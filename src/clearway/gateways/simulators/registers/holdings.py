"""What is granted, paid, judged, inspected and insured: who has it follows from who they are.

Each kind of information that is a licence, a benefit, a case, an inspection or an insurance is one row here.
"""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from clearway.gateways.simulators.registers.businesses import FOOD, MAKERS
from clearway.gateways.simulators.registers.chance import TODAY, birthday, money, years_before

#: A person, a business, a parcel or a vehicle.
Subject = Any
Facts = dict[str, Any]
Whether = Callable[[Subject], bool]
_NOTHING = Decimal("0.00")


class Licence(NamedTuple):
    """A licence of those who may hold it; valid for so many years, or for ever."""

    whether: Whether
    classes: tuple[str, ...]
    years: int = 0
    from_age: int = 18


class Benefit(NamedTuple):
    """A benefit of those in a situation: how much a month, and from when until when."""

    whether: Whether
    monthly: Callable[[Subject], float | Decimal]
    granted: Callable[[Subject], date] | None = None
    days: int = 0


class Matter(NamedTuple):
    """A case of those who have one."""

    whether: Whether
    kinds: tuple[str, ...]
    outcomes: tuple[str, ...]
    fine: int = 0


class Inspection(NamedTuple):
    """Inspections of what must be inspected, every so many days."""

    whether: Whether
    days: int = 365


class Insurance(NamedTuple):
    """An insurance of those who must have it, since a day."""

    whether: Whether
    since: Callable[[Subject], date]


def _share(about: str, share: float, also: Whether = lambda one: one.lives) -> Whether:
    """A share of those in a situation."""
    return lambda one: bool(also(one)) and one.draw(about, share)


def _adults(about: str, share: float) -> Whether:
    return _share(about, share, lambda one: one.is_adult)


def _blameless(about: str, share: float) -> Whether:
    """A share of grown-ups without convictions."""
    return _share(about, share, lambda one: one.is_adult and not one.convictions)


def _profession(study: str) -> Whether:
    return lambda one: one.is_adult and one.degree is not None and one.study == study


def _needs(one: Subject) -> bool:
    """Little income, little land."""
    return one.is_adult and one.income < 6000 and one.property_value < 200_000 and not one.is_student


def _is_alone_with_children(one: Subject) -> bool:
    alone = one.role in ("head", "spouse") and (one.partner is None or not one.partner.lives)
    return one.is_adult and alone and bool(one.small_children)


def _is_widowed(one: Subject) -> bool:
    return one.lives and one.partner is not None and not one.partner.lives


def _just_lost_work(one: Subject) -> bool:
    return bool(one.lost_work) and years_before(TODAY, 2) < one.employed_until < years_before(TODAY, 0.1)


def _has_a_baby(one: Subject) -> bool:
    return one.works and one.sex == "female" and any(child.age < 1 for child in one.offspring)


LICENCES: dict[str, Licence] = {
    "BLD-004": Licence(lambda one: one.built_on is not None and one.built_on.year >= 2012, ("new building",)),
    "DRV-001": Licence(lambda one: one.drives, ("B", "B", "B", "BC", "A", "AB"), 10),
    "DRV-003": Licence(lambda one: one.drives and one.age >= 25 and one.draw("carries", 0.04), ("bus",), 5, 25),
    "CUS-006": Licence(lambda one: one.is_trusted, ("AEOC", "AEOS", "AEOF", "CWP", "DPO")),
    "LAB-005": Licence(_adults("qualified", 0.3), ("electrician", "welder", "cook", "driver", "care")),
    "POL-002": Licence(_blameless("armed", 0.02), ("hunting", "sport"), 5),
    "POL-005": Licence(_blameless("guard", 0.02), ("guard",), 3),
    "MIL-002": Licence(lambda one: one.service_status in ("called up", "serving"), ("study", "travel"), 1),
    "FIS-001": Licence(lambda one: one.vessel is not None and one.activity == "fishing", ("coastal", "offshore"), 5),
    "FIS-004": Licence(_adults("gathers", 0.02), ("shellfish",), 3),
    "AGR-001": Licence(lambda one: one.is_farmer, ("farmer",)),
    "AGR-005": Licence(_share("organic", 0.2, lambda one: one.lives and one.activity in ("farming", "food making")),
                       ("organic", "in conversion"), 3),
    "FOR-002": Licence(_share("felling", 0.15, lambda one: one.land_use == "forest"), ("thinning", "felling"), 2),
    "FOR-003": Licence(_blameless("hunts", 0.03), ("small game", "large game"), 5),
    "ENV-001": Licence(lambda one: one.lives and one.activity in MAKERS, ("air", "water", "air and water"), 8),
    "ENV-004": Licence(_share("waste", 0.15, lambda one: one.lives and one.activity == "haulage"), ("waste",), 5),
    "TRA-001": Licence(lambda one: one.lives and one.activity == "haulage", ("national", "international"), 10),
    "TRA-002": Licence(_share("taxi", 0.02, lambda one: one.drives and one.age >= 25), ("taxi",), 5, 25),
    "TRA-003": Licence(lambda one: one.is_lorry and one.is_on_the_road, ("over 12 t",), 5),
    "TRA-004": Licence(lambda one: (one.disability or 0) >= 50, ("driver", "passenger"), 5, 0),
    "MAR-002": Licence(_adults("seafarer", 0.02), ("deck", "engine", "master"), 5),
    "MAR-003": Licence(_adults("boat", 0.03), ("coastal", "inland"), 7),
    "AVI-001": Licence(_adults("drone", 0.04), ("class 1", "class 2", "class 3")),
    "AVI-002": Licence(_adults("pilot", 0.003), ("private", "commercial"), 5),
    "AVI-003": Licence(_share("flies", 0.03, lambda one: one.lives and one.activity == "shipping"), ("cargo",)),
    "TEL-003": Licence(_share("radio", 0.3, lambda one: one.vessel is not None), ("ship station",), 5),
    "IMM-001": Licence(lambda one: one.lives and one.nationality != "DL", ("permanent", "family", "work"), 5, 0),
    "IMM-003": Licence(lambda one: one.nationality != "DL" and one.works, ("skilled", "seasonal"), 3),
    "PAS-001": Licence(_share("passport", 0.6, lambda one: one.lives and one.nationality == "DL"), ("P",), 10, 0),
    "PRO-001": Licence(_profession("medicine"), ("general", "specialist"), 0, 23),
    "PRO-002": Licence(_profession("nursing"), ("nurse", "midwife"), 0, 22),
    "PRO-003": Licence(_profession("education"), ("primary", "secondary"), 0, 22),
    "PRO-004": Licence(_profession("law"), ("advocate",), 0, 23),
    "PRO-005": Licence(_profession("engineering"), ("civil", "mechanical", "electrical"), 0, 22),
    "PRO-006": Licence(_share("broker", 0.1, _profession("law")), ("customs broker",), 5, 23),
    "PRO-007": Licence(_profession("economics"), ("accountant", "auditor"), 0, 22),
    "FOO-001": Licence(lambda one: one.lives and one.activity in FOOD, ("kitchen", "factory")),
    "FOO-003": Licence(lambda one: one.works and one.workplace.activity in FOOD, ("food handler",), 1),
    "FIR-002": Licence(lambda one: one.lives and one.activity == "chemicals", ("flammable", "toxic"), 5),
    "FIR-003": Licence(lambda one: one.lives and one.activity in ("restaurant", "retail", "care"), ("premises",), 5),
    "VET-001": Licence(_share("veteran", 0.05, lambda one: one.lives and one.served_until), ("veteran",), 0, 22),
}  # fmt: skip
BENEFITS: dict[str, Benefit] = {
    "WEL-001": Benefit(_needs, lambda one: (6000 - one.income) / 12),
    "WEL-002": Benefit(lambda one: one.age < 8, lambda one: 100, lambda one: one.born, 2922),
    "WEL-003": Benefit(lambda one: one.age >= 65 and one.lives and one.income < 18_000, lambda one: 320,
                       lambda one: birthday(one.born, 65)),
    "WEL-005": Benefit(lambda one: (one.disability or 0) >= 50, lambda one: 3 * one.disability),
    "WEL-006": Benefit(_is_alone_with_children, lambda one: 150 * len(one.small_children)),
    "WEL-007": Benefit(_share("care", 0.2, lambda one: one.age >= 75 and one.lives), lambda one: 480),
    "EDU-004": Benefit(lambda one: one.is_at_school and one.head.income < 15_000, lambda one: 60,
                       lambda one: date(2025, 3, 1), 300),
    "UNI-003": Benefit(lambda one: one.is_student and one.uni_marks >= 75, lambda one: 12 * (one.uni_marks - 50),
                       lambda one: max(one.uni_enrolled_on, date(2025, 9, 1)), 300),
    "PEN-002": Benefit(lambda one: one.old_age_pension > 0, lambda one: one.old_age_pension,
                       lambda one: birthday(one.born, 65)),
    "PEN-003": Benefit(_is_widowed, lambda one: 180 + one.partner.old_age_pension,
                       lambda one: one.partner.died_on),
    "PEN-004": Benefit(lambda one: (one.disability or 0) >= 70 and 20 <= one.age < 65,
                       lambda one: 8 * one.disability),
    "LAB-003": Benefit(_just_lost_work, lambda one: 900, lambda one: one.employed_until + timedelta(days=14), 270),
    "LAB-004": Benefit(_has_a_baby, lambda one: one.wage * Decimal("0.8"),
                       lambda one: max(child.born for child in one.offspring), 365),
    "INJ-003": Benefit(_share("injured", 0.01, lambda one: one.works), lambda one: one.wage * Decimal("0.7")),
    "ELE-004": Benefit(lambda one: one.connection is not None and _needs(one), lambda one: 15),
    "VET-002": Benefit(lambda one: LICENCES["VET-001"].whether(one) and one.age >= 60, lambda one: 410,
                       lambda one: birthday(one.born, 60)),
    "HOU-003": Benefit(lambda one: one.rent is not None and one.income < 12_000,
                       lambda one: one.rent * Decimal("0.4")),
}  # fmt: skip
MATTERS: dict[str, Matter] = {
    "CUS-008": Matter(_share("offence", 0.05, lambda one: one.imports is not None),
                      ("wrong value", "wrong origin", "not declared"), ("fined", "fined", "warned"), 20_000),
    "INJ-002": Matter(_share("injured", 0.01, lambda one: one.works), ("fall", "machine", "burn"),
                      ("recognised",)),
    "CRT-001": Matter(_adults("sued", 0.03), ("rent", "debt", "damages"), ("granted", "dismissed", "settled")),
    "CRT-004": Matter(_share("guardian", 0.05, lambda one: one.age >= 75 and one.lives),
                      ("guardianship",), ("granted",)),
    "CRT-005": Matter(_share("sued", 0.04), ("contract", "debt", "labour"), ("granted", "dismissed", "settled")),
    "POL-003": Matter(lambda one: bool(one.penalty_points), ("speeding", "red light", "telephone"), ("fined",), 600),
    "DBT-003": Matter(lambda one: one.debt > 0 and one.works, ("attachment",), ("ordered",)),
    "FOO-004": Matter(_share("unclean", 0.05, lambda one: one.lives and one.activity in FOOD),
                      ("storage", "labelling", "hygiene"), ("fined", "warned"), 5000),
    "POL-004": Matter(_share("stolen", 0.01), ("stolen vehicle",), ("open",)),
}  # fmt: skip
INSPECTIONS: dict[str, Inspection] = {
    "BLD-005": Inspection(lambda one: one.floors >= 4),
    "VEH-003": Inspection(lambda one: one.is_on_the_road and one.years >= 3),
    "ENV-005": Inspection(lambda one: one.is_on_the_road and one.years >= 5 and one.fuel != "electric", 730),
    "MAR-004": Inspection(lambda one: one.vessel is not None),
    "FOO-002": Inspection(lambda one: one.lives and one.activity in FOOD),
    "FIR-001": Inspection(lambda one: one.building_use in ("commercial", "industrial"), 730),
}
INSURANCES: dict[str, Insurance] = {
    "VEH-005": Insurance(_share("insured", 0.98, lambda one: one.is_on_the_road),
                         lambda one: max(one.first_registered, years_before(TODAY, 1))),
    "HEA-001": Insurance(lambda one: one.lives, lambda one: one.born),
    "PEN-001": Insurance(lambda one: one.contributed_months is not None, lambda one: birthday(one.born, 20)),
    "INJ-001": Insurance(lambda one: one.employees > 0, lambda one: one.registered_on),
}  # fmt: skip


def held(kind: str, one: Subject) -> Facts | None:
    """What a register of this kind says beyond the plain facts; nothing where the subject has none of it."""
    for table, write in _TABLES:
        if kind in table:
            entry = table[kind]
            return write(kind, one, entry) if entry.whether(one) else _none(kind)
    return {}


def _none(kind: str) -> Facts | None:
    """A search that finds nothing has a record; everything else has none."""
    return {"case_number": None, "decided_on": None} if kind == "POL-004" else None


def _licence(kind: str, one: Subject, licence: Licence) -> Facts:
    issued = _issued(kind, one, licence)
    until = birthday(issued, licence.years) if licence.years else None
    standing = "expired" if until and until < TODAY else "suspended" if one.draw(f"{kind} held", 0.02) else "in order"
    return {
        "licence": f"{kind[:3]}{one.chance.between(f'{kind} number', 0, 9_999_999):07}",
        "licence_class": one.chance.one_of(f"{kind} class", licence.classes),
        "issued_on": issued,
        "valid_until": until,
        "licence_status": standing,
    }


def _issued(kind: str, one: Subject, licence: Licence) -> date:
    """People hold nothing before their age; one in ten has not renewed."""
    if kind == "BLD-004":
        return years_before(one.built_on, 1.5)
    back = licence.years * 1.1 if licence.years else 15
    if hasattr(one, "born"):
        return one.chance.day(kind, max(birthday(one.born, licence.from_age), years_before(TODAY, back)), TODAY)
    return one.earlier(kind, int(back) or 1)


def _benefit(kind: str, one: Subject, benefit: Benefit) -> Facts:
    granted = benefit.granted(one) if benefit.granted else one.chance.day(kind, _recent(one), TODAY)
    ends = granted + timedelta(days=benefit.days) if benefit.days else None
    return {
        "benefit": f"{kind[:3]}-B{one.place:07}",
        "granted_on": granted,
        "ends_on": ends,
        "monthly": money(benefit.monthly(one)),
    }


def _recent(one: Subject) -> date:
    """Within three years, and not before they were born."""
    return max(one.born, years_before(TODAY, 3))


def _matter(kind: str, one: Subject, matter: Matter) -> Facts:
    first = max(birthday(one.born, 18), years_before(TODAY, 5)) if hasattr(one, "born") else None
    decided = one.chance.day(kind, first, TODAY) if first else one.earlier(kind, 5)
    outcome = one.chance.one_of(f"{kind} outcome", matter.outcomes)
    fine = money(one.chance.between(f"{kind} fine", 60, matter.fine)) if outcome == "fined" else _NOTHING
    return {
        "case_number": f"{decided.year}-{kind[:3]}-{one.place:06}",
        "case_kind": one.chance.one_of(f"{kind} kind", matter.kinds),
        "decided_on": decided,
        "outcome": outcome,
        "fine": fine,
    }


def _inspection(kind: str, one: Subject, inspection: Inspection) -> Facts:
    day = one.earlier(f"{kind} day", 1)
    has_passed = one.draw(f"{kind} passed", 0.92)
    return {
        "inspection": f"{kind[:3]}I{one.place:07}",
        "inspected_on": day,
        "inspection_result": "passed" if has_passed else "failed",
        "next_inspection": day + timedelta(days=inspection.days if has_passed else 30),
    }


def _insurance(kind: str, one: Subject, insurance: Insurance) -> Facts:
    ended = getattr(one, "died_on", None) or getattr(one, "closed_on", None)
    return {
        "insurance_number": f"{kind[:3]}N{one.place:08}",
        "insured_since": insurance.since(one),
        "insured_until": ended,
    }


_TABLES: tuple[tuple[dict[str, Any], Callable[[str, Subject, Any], Facts]], ...] = (
    (LICENCES, _licence),
    (BENEFITS, _benefit),
    (MATTERS, _matter),
    (INSPECTIONS, _inspection),
    (INSURANCES, _insurance),
)
