"""GUA: what secures the debt, and how it will be paid."""

import re

from clearway.core.facts.declaration import Declaration
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
def guarantees_are_identified(declaration: Declaration, law: Law) -> list[Breach] | None:
    """A guarantee of this type must be identified by its number."""
    return [
        Breach(at=f"guarantees/{n}/id", found=one.type_code, remedy="Give the number of the guarantee.")
        for n, one in enumerate(declaration.guarantees, start=1)
        if not one.id and not one.reference and _needs_reference(law, one.type_code)
    ] or None


def _needs_reference(law: Law, type_code: str | None) -> bool:
    entry = law.code("guarantee_types", type_code)
    return entry is not None and entry.attributes.get("needs_reference") == "yes"


@rule("GUA-003")
def guarantees_have_type(declaration: Declaration) -> list[Breach] | None:
    """A guarantee needs its type."""
    return [
        Breach(at=f"guarantees/{n}/type_code", found=one.id, remedy="Give the type, for example 1.")
        for n, one in enumerate(declaration.guarantees, start=1)
        if not one.type_code
    ] or None


@rule("GUA-004")
def transit_guarantees_are_well_formed(declaration: Declaration) -> list[Breach] | None:
    """A transit guarantee has a number of 17 or 24 characters."""
    return [
        Breach(at=f"guarantees/{n}/id", found=one.id, remedy="Write it like 26DL0000000000018.")
        for n, one in enumerate(declaration.guarantees, start=1)
        if one.id and not _GUARANTEE_NUMBER.fullmatch(one.id)
    ] or None


@rule("GUA-005", of=NEW)
def comprehensive_guarantee_is_authorised(declaration: Declaration) -> list[Breach] | None:
    """A comprehensive guarantee should name its authorisation."""
    if not declaration.guarantees:
        return None
    if any(one.category_code == GUARANTEE_AUTHORISATION for one in declaration.authorisations):
        return None
    facts = {"category": GUARANTEE_AUTHORISATION}
    return [
        Breach(at=f"guarantees/{n}", found=one.id, remedy="Add the authorisation {category}.", facts=facts)
        for n, one in enumerate(declaration.guarantees, start=1)
        if one.type_code in COMPREHENSIVE
    ] or None


@rule("GUA-006", of=NEW)
def deferred_payment_is_authorised(declaration: Declaration, law: Law) -> list[Breach] | None:
    """Deferred payment needs the authorisation of the account."""
    if any(one.category_code == DEFERMENT_AUTHORISATION for one in declaration.authorisations):
        return None
    facts = {"category": DEFERMENT_AUTHORISATION}
    remedy = "Add the authorisation {category}, or pay in another way."
    return [
        Breach(
            at=f"goods_shipment/items/{position}/duty_tax_fees/{n}/payment_method_code",
            found=tax.payment_method_code,
            remedy=remedy,
            facts=facts,
        )
        for position, item in enumerate(declaration.items, start=1)
        for n, tax in enumerate(item.duty_tax_fees, start=1)
        if tax.payment_method_code and _kind_of_payment(law, tax.payment_method_code) == DEFERRED
    ] or None


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
def guarantee_office_exists(declaration: Declaration, law: Law) -> list[Breach] | None:
    """The office of a guarantee should be one of ours, in service on the day."""
    offices = law.country.offices
    return [
        Breach(at=f"guarantees/{n}/office", found=one.office, remedy="Name the office that keeps the guarantee.")
        for n, one in enumerate(declaration.guarantees, start=1)
        if one.office and not (one.office in offices and offices[one.office].period.covers(law.day))
    ] or None
