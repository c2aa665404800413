"""Who is who: the exchange's members are the parties, offices and holders of this country, under their own codes.

Offices and holders are of class ``GOV``, parties of class ``COM``. A holder serves under the system ``registers``;
a client names any of its own.
"""

from collections.abc import Iterator

from clearway.core.facts.circumstances import RegisteredParty
from clearway.core.law.information import Catalogue, InformationKind
from clearway.formats.xroad.identifiers import Client, Service
from clearway.formats.xroad.metadata import Listed
from clearway.gateways.xroad.call import Failed
from clearway.hub.agreements import public as agreements
from clearway.platform.calendar import day_in, now
from clearway.registers.lawbook import public as lawbook
from clearway.registers.offices import public as offices
from clearway.registers.traders import public as traders

OF_STATE, OF_BUSINESS = "GOV", "COM"
REGISTERS = "registers"


def organisation(client: Client, instance: str) -> str | None:
    """The party or office that a client belongs to; ``None`` where the exchange has no such member."""
    if client.instance != instance:
        return None
    if client.member_class == OF_STATE:
        office = offices.office(client.member)
        return client.member if office and office.is_active else None
    found = _party(client.member) if client.member_class == OF_BUSINESS else None
    return client.member if found and found.is_active else None


def name(organisation: str, catalogue: Catalogue, language: str = "en") -> str:
    """What an organisation is called."""
    if organisation in catalogue.holders:
        return catalogue.holders[organisation].titles.get(language, organisation)
    party = _party(organisation)
    return party.name if party else offices.title(organisation, language)


def provider(client: Client, instance: str, catalogue: Catalogue) -> str:
    """The holder that serves under a name; ``Failed`` where there is none."""
    is_ours = (client.instance, client.member_class, client.subsystem) == (instance, OF_STATE, REGISTERS)
    if not is_ours or client.member not in catalogue.holders:
        passes = f"{instance}/{OF_STATE}/<holder>/{REGISTERS}"
        raise Failed(
            "Server.ClientProxy.UnknownMember", f"{client} serves nothing here.", f"What would pass: {passes}"
        )
    return client.member


def kind(service: Service, instance: str, catalogue: Catalogue) -> InformationKind:
    """The kind of information that a service is about; ``Failed`` where its holder has none of this code."""
    holder = provider(service.provider, instance, catalogue)
    found = catalogue.kinds.get(service.code)
    if found is None or found.holder != holder:
        known = ", ".join(one.code for one in held(holder, catalogue)) or "nothing"
        message = f"{service.provider} has no service {service.code}."
        raise Failed("Server.ServerProxy.UnknownService", message, f"What it serves: {known}")
    return found


def held(holder: str, catalogue: Catalogue) -> Iterator[InformationKind]:
    """The kinds that a holder serves."""
    return (one for one in catalogue.kinds.values() if one.holder == holder)


def served_by(holder: str, instance: str) -> Client:
    """The name under which a holder serves."""
    return Client(instance, OF_STATE, holder, REGISTERS)


def listed(instance: str, catalogue: Catalogue) -> Iterator[Listed]:
    """Every holder with its system, and every organisation that has an agreement with one."""
    asking: set[str] = set()
    for holder in sorted(catalogue.holders):
        called = name(holder, catalogue)
        yield Listed(called, instance, OF_STATE, holder)
        yield Listed(called, instance, OF_STATE, holder, REGISTERS)
        asking |= {one.organisation for one in agreements.of_holder(holder) if one.state == "approved"}
    for one in sorted(asking - catalogue.holders.keys()):
        of_class = OF_BUSINESS if _party(one) else OF_STATE
        yield Listed(name(one, catalogue), instance, of_class, one)


def _party(number: str) -> RegisteredParty | None:
    return traders.known({number}, day_in(lawbook.current(now()).country.time_zone, now()))[0].get(number)
