"""GUA: what secures the debt, and how it will be paid."""

import re

from clearway.core.facts.declaration import Declaration, Guarantee
from clearway.core.facts.goods import DutyTaxFee
from clearway.core.law.lawbook import Law
from clearway.core.validate.repeats import repeats
from clearway.core.validate.rule import NEW, Breach, rule

#: Comprehensive guarantee and its waiver rest on an authorisation of this category.
COMPREHENSIVE = frozenset({"0", "1"})
GUARANTEE_AUTHORISATION, DEFERMENT_AUTHORISATION = "CGU", "DPO"
#: Kind of payment that puts the debt on an account; its holder needs an authorisation.
DEFERRED = "deferred"
_GUARANTEE_NUMBER = re.compile(r"[0-9]{2}[A-Z]{2}[A-Z0-9]{12}[0-9](?:[A-Z][0-9]{6})?")


@rule("GUA-001", of=NEW)
def transit_is_secured(declaration: Declaration) -> Breach | None:
    """A transit declaration must name a guarantee."""
    if declaration.guarantees:
        return None
    return Breach(at="guarantees", remedy="Name the guarantee, or the waiver.")


@rule("GUA-002")
def guarantee_is_identified(guarantee: Guarantee, law: Law) -> Breach | None:
    """A guarantee of this type must be identified by its number."""
    if guarantee.id or guarantee.reference or not _needs_reference(law, guarantee.type_code):
        return None
    return Breach(at="id", found=guarantee.type_code, remedy="Give the number of the guarantee.")


def _needs_reference(law: Law, type_code: str | None) -> bool:
    entry = law.code("guarantee_types", type_code)
    return entry is not None and entry.attributes.get("needs_reference") == "yes"


@rule("GUA-003")
def guarantee_has_type(guarantee: Guarantee) -> Breach | None:
    """A guarantee needs its type."""
    if guarantee.type_code:
        return None
    return Breach(at="type_code", found=guarantee.id, remedy="Give the type, for example 1.")


@rule("GUA-004")
def transit_guarantee_is_well_formed(guarantee: Guarantee) -> Breach | None:
    """A transit guarantee has a number of 17 or 24 characters."""
    if not guarantee.id or _GUARANTEE_NUMBER.fullmatch(guarantee.id):
        return None
    return Breach(at="id", found=guarantee.id, remedy="Write it like 26DL0000000000018.")


@rule("GUA-005", of=NEW)
def comprehensive_guarantee_is_authorised(guarantee: Guarantee, declaration: Declaration) -> Breach | None:
    """A comprehensive guarantee should name its authorisation."""
    if guarantee.type_code not in COMPREHENSIVE or _names(declaration, GUARANTEE_AUTHORISATION):
        return None
    facts = {"category": GUARANTEE_AUTHORISATION}
    return Breach(found=guarantee.id, remedy="Add the authorisation {category}.", facts=facts)


def _names(declaration: Declaration, category: str) -> bool:
    return any(one.category_code == category for one in declaration.authorisations)


@rule("GUA-006", of=NEW)
def deferred_payment_is_authorised(tax: DutyTaxFee, declaration: Declaration, law: Law) -> Breach | None:
    """Deferred payment needs the authorisation of the account."""
    code = tax.payment_method_code
    if not code or _kind_of_payment(law, code) != DEFERRED or _names(declaration, DEFERMENT_AUTHORISATION):
        return None
    facts = {"category": DEFERMENT_AUTHORISATION}
    remedy = "Add the authorisation {category}, or pay in another way."
    return Breach(at="payment_method_code", found=code, remedy=remedy, facts=facts)


def _kind_of_payment(law: Law, code: str) -> str:
    entry = law.code("payment_methods", code)
    return entry.attributes.get("kind", "") if entry else ""


@rule("GUA-007")
def guarantees_are_named_once(declaration: Declaration) -> list[Breach] | None:
    """A guarantee should be named once."""
    if len(declaration.guarantees) < 2:
        return None
    keys = [(one.type_code, one.id, one.reference) for one in declaration.guarantees]
    return [
        Breach(at=f"guarantees/{n}", found=keys[n - 1][1], remedy="Leave the repetition out.") for n in repeats(keys)
    ] or None


@rule("GUA-008")
def guarantee_office_exists(guarantee: Guarantee, law: Law) -> Breach | None:
    """The office of a guarantee should be one of ours, in service on the day."""
    offices = law.country.offices
    office = guarantee.office
    if not office or (office in offices and offices[office].period.covers(law.day)):
        return None
    return Breach(at="office", found=office, remedy="Name the office that keeps the guarantee.")
