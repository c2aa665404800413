"""PTY: who takes part is named so that customs can find them."""

import re

from clearway.core.facts.declaration import Declaration
from clearway.core.facts.parties import Agent, AuthorisationHolder
from clearway.core.validate.parts import AnyParty
from clearway.core.validate.rule import NEW, Breach, rule

_REGISTRATION = re.compile(r"[A-Z]{2}[A-Z0-9]{1,15}")
_POSTBOX_ONLY = re.compile(r"\W*(?:p\.?\s*o\.?\s*)?box\W*\d*\W*", re.IGNORECASE)
#: Width of a party's name in the data model.
NAME_WIDTH = 70


@rule("PTY-001", of=NEW)
def party_is_identified(party: AnyParty) -> Breach | None:
    """A party must be identified by its registration number, or by name and address.

    A representative without a number is the declarant, who is named already.
    """
    if party.id or (party.name and party.address) or isinstance(party, Agent):
        return None
    return Breach(found=party.name, remedy="Give the registration number, or the name with an address.")


@rule("PTY-002")
def address_names_country(party: AnyParty) -> Breach | None:
    """An address must name its country."""
    if party.address is None or party.address.country:
        return None
    return Breach(at="address/country", remedy="Give the country's two-letter code.")


@rule("PTY-003")
def address_names_city(party: AnyParty) -> Breach | None:
    """An address should name its city."""
    if party.address is None or party.address.city:
        return None
    return Breach(at="address/city", remedy="Give the city.")


@rule("PTY-004")
def registration_is_well_formed(party: AnyParty) -> Breach | None:
    """A registration number begins with two letters of the territory and has up to 17 characters."""
    if party.id is None or _REGISTRATION.fullmatch(party.id):
        return None
    return Breach(at="id", found=party.id, remedy="Write it like DL000000000101.")


@rule("PTY-005")
def holder_is_well_formed(holder: AuthorisationHolder) -> Breach | None:
    """The holder of an authorisation is named by a registration number."""
    if holder.id is not None and _REGISTRATION.fullmatch(holder.id):
        return None
    return Breach(at="id", found=holder.id, remedy="Give the holder's registration number.")


@rule("PTY-006")
def name_has_its_width(party: AnyParty) -> Breach | None:
    """The name of a party should not be longer than 70 characters.

    Longer names are cut in letters and on lists, where two parties may then look alike.
    """
    if not party.name or len(party.name) <= NAME_WIDTH:
        return None
    return Breach(at="name", found=party.name[:80], remedy="Shorten the name.")


@rule("PTY-007", of=NEW)
def trade_has_two_sides(declaration: Declaration) -> Breach | None:
    """Exporter and importer should be two parties.

    A firm may send goods to itself, but then there is no sale and no transaction value.
    """
    exporter, importer = declaration.exporter, declaration.importer
    if exporter is None or importer is None or not exporter.id or exporter.id != importer.id:
        return None
    remedy = "Check both; without a sale the first valuation method cannot be used."
    return Breach(at="goods_shipment/importer/id", found=importer.id, remedy=remedy)


@rule("PTY-008")
def address_can_be_visited(party: AnyParty) -> Breach | None:
    """An address should be a place that can be visited, not a post-office box alone."""
    if party.address is None or not party.address.line or not _POSTBOX_ONLY.fullmatch(party.address.line):
        return None
    return Breach(at="address/line", found=party.address.line, remedy="Give street and number.")


@rule("PTY-009")
def holders_are_named_once(declaration: Declaration) -> list[Breach] | None:
    """The same authorisation should be named once."""
    if len(declaration.authorisations) < 2:
        return None
    seen = set()
    found = []
    for n, one in enumerate(declaration.authorisations, start=1):
        if (one.id, one.category_code) in seen:
            found.append(
                Breach(at=f"authorisations/{n}", found=one.category_code, remedy="Leave the repetition out.")
            )
        seen.add((one.id, one.category_code))
    return found or None
