"""OFF: customs offices exist on the day and may do what they are named for.

An office whose code begins with another country's letters is that country's; ours cannot look it up.
"""

from clearway.core.facts.declaration import Declaration
from clearway.core.law.country import Office
from clearway.core.law.lawbook import Law
from clearway.core.validate.background import Background
from clearway.core.validate.parts import OfficeCode
from clearway.core.validate.rule import NEW, Breach, rule

#: Kinds of procedure that an office watches over while they last.
SUPERVISED = frozenset({"warehouse", "temporary", "inward"})


def _is_foreign(code: str, law: Law) -> bool:
    return not code.startswith(law.country.code)


def _office(code: str, law: Law) -> Office | None:
    office = law.country.offices.get(code)
    return office if office is not None and office.period.covers(law.day) else None


@rule("OFF-001")
def office_exists(code: OfficeCode, law: Law) -> Breach | None:
    """A customs office must exist on the day."""
    if _office(code, law) is not None or _is_foreign(code, law):
        return None
    return Breach(found=code, remedy="Use an office of the published list.")


@rule("OFF-002")
def offices_are_ours(declaration: Declaration, law: Law, background: Background) -> list[Breach] | None:
    """An office of another territory takes no part here.

    The declaration goes to the office competent for the place of the goods.
    """
    return [
        Breach(at=at, found=code, remedy="Name an office of this territory.")
        for at, code in background.offices
        if _is_foreign(code, law) and at != "exit_office"
    ] or None


def _lacks(code: str | None, roles: tuple[str, ...], at: str, law: Law) -> Breach | None:
    office = _office(code, law) if code else None
    if office is None or not office.roles.isdisjoint(roles):
        return None
    remedy = "Name an office that deals with {role}."
    return Breach(at=at, found=office.code, remedy=remedy, facts={"role": roles[0]})


@rule("OFF-003")
def presentation_office_has_role(declaration: Declaration, law: Law, background: Background) -> Breach | None:
    """The office of presentation must be one for this kind of declaration."""
    if background.regime == "unknown":
        return None
    return _lacks(declaration.presentation_office, (background.regime,), "presentation_office", law)


@rule("OFF-004")
def declaration_office_has_role(declaration: Declaration, law: Law, background: Background) -> Breach | None:
    """The office of declaration must be one for this kind of declaration."""
    if background.regime == "unknown":
        return None
    return _lacks(declaration.declaration_office, (background.regime,), "declaration_office", law)


@rule("OFF-005")
def exit_office_has_role(declaration: Declaration, law: Law) -> Breach | None:
    """The office of exit must be one by which goods leave."""
    return _lacks(declaration.exit_office, ("exit",), "exit_office", law)


@rule("OFF-006")
def supervising_office_has_role(declaration: Declaration, law: Law, background: Background) -> Breach | None:
    """The supervising office of a warehouse must be one for warehouses."""
    if not declaration.supervising_office:
        return None
    if not any(treatment.kind == "warehouse" for treatment in background.treatments):
        return None
    return _lacks(declaration.supervising_office, ("warehouse", "supervision"), "supervising_office", law)


@rule("OFF-007", of=NEW)
def exit_office_is_named(declaration: Declaration) -> Breach | None:
    """An export declaration must name the office of exit."""
    if declaration.exit_office:
        return None
    return Breach(at="exit_office", remedy="Name the office where the goods leave.")


@rule("OFF-008", of=NEW)
def departure_office_is_named(declaration: Declaration) -> Breach | None:
    """A transit declaration must name the office of presentation, where the journey begins."""
    if declaration.presentation_office:
        return None
    return Breach(at="presentation_office", remedy="Name the office of departure.")


@rule("OFF-009", of=NEW)
def supervising_office_is_named(declaration: Declaration, background: Background) -> Breach | None:
    """Goods for a warehouse, temporary admission or processing need a supervising office."""
    if declaration.supervising_office:
        return None
    for one in background.treatments:
        if one.kind in SUPERVISED:
            return Breach(at="supervising_office", remedy="Name the office that supervises the procedure.")
    return None
