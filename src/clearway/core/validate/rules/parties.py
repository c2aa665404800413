"""PTY: who takes part is named so that customs can find them."""

import re

from clearway.core.facts.declaration import Declaration
from clearway.core.facts.parties import Agent
from clearway.core.validate.background import Background
from clearway.core.validate.rule import NEW, Breach, rule

_REGISTRATION = re.compile(r"[A-Z]{2}[A-Z0-9]{1,15}")
_POSTBOX_ONLY = re.compile(r"\W*(?:p\.?\s*o\.?\s*)?box\W*\d*\W*", re.IGNORECASE)
#: Width of a party's name in the data model.
NAME_WIDTH = 70


@rule("PTY-001", of=NEW)
def parties_are_identified(declaration: Declaration, background: Background) -> list[Breach] | None:
    """A party must be identified by its registration number, or by name and address.

    A representative without a number is the declarant, who is named already.
    """
    return [
        Breach(at=at, found=party.name, remedy="Give the registration number, or the name with an address.")
        for at, party in background.parties
        if not party.id and not (party.name and party.address) and not isinstance(party, Agent)
    ] or None


@rule("PTY-002")
def addresses_name_country(declaration: Declaration, background: Background) -> list[Breach] | None:
    """An address must name its country."""
    return [
        Breach(at=f"{at}/address/country", remedy="Give the country's two-letter code.")
        for at, party in background.parties
        if party.address is not None and not party.address.country
    ] or None


@rule("PTY-003")
def addresses_name_city(declaration: Declaration, background: Background) -> list[Breach] | None:
    """An address should name its city."""
    return [
        Breach(at=f"{at}/address/city", remedy="Give the city.")
        for at, party in background.parties
        if party.address is not None and not party.address.city
    ] or None


@rule("PTY-004")
def registrations_are_well_formed(declaration: Declaration, background: Background) -> list[Breach] | None:
    """A registration number begins with two letters of the territory and has up to 17 characters."""
    return [
        Breach(at=f"{at}/id", found=party.id, remedy="Write it like DL000000000101.")
        for at, party in background.parties
        if party.id is not None and not _REGISTRATION.fullmatch(party.id)
    ] or None


@rule("PTY-005")
def holders_are_well_formed(declaration: Declaration) -> list[Breach] | None:
    """The holder of an authorisation is named by a registration number."""
    return [
        Breach(at=f"authorisations/{n}/id", found=one.id, remedy="Give the holder's registration number.")
        for n, one in enumerate(declaration.authorisations, start=1)
        if one.id is None or not _REGISTRATION.fullmatch(one.id)
    ] or None


@rule("PTY-006")
def names_have_their_width(declaration: Declaration, background: Background) -> list[Breach] | None:
    """The name of a party should not be longer than 70 characters.

    Longer names are cut in letters and on lists, where two parties may then look alike.
    """
    return [
        Breach(at=f"{at}/name", found=party.name[:80], remedy="Shorten the name.")
        for at, party in background.parties
        if party.name and len(party.name) > NAME_WIDTH
    ] or None


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
def addresses_can_be_visited(declaration: Declaration, background: Background) -> list[Breach] | None:
    """An address should be a place that can be visited, not a post-office box alone."""
    return [
        Breach(at=f"{at}/address/line", found=party.address.line, remedy="Give street and number.")
        for at, party in background.parties
        if party.address is not None and party.address.line and _POSTBOX_ONLY.fullmatch(party.address.line)
    ] or None


@rule("PTY-009")
def holders_are_named_once(declaration: Declaration) -> list[Breach] | None:
    """The same authorisation should be named once."""
    seen = set()
    found = []
    for n, one in enumerate(declaration.authorisations, start=1):
        if (one.id, one.category_code) in seen:
            found.append(
                Breach(at=f"authorisations/{n}", found=one.category_code, remedy="Leave the repetition out.")
            )
        seen.add((one.id, one.category_code))
    return found or None
