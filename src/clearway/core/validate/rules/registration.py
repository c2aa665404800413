"""REG: who takes part is registered, is what it says it is, and may act."""

from clearway.core.facts.circumstances import Circumstances
from clearway.core.facts.declaration import Declaration
from clearway.core.law.lawbook import Law
from clearway.core.validate.rule import NEW, Breach, rule

BROKER = "broker"
#: Representation: in the trader's name, or in the representative's own.
DIRECT, INDIRECT = "2", "3"


def _is_known(id: str, law: Law, circumstances: Circumstances) -> bool:
    return circumstances.party(id) is not None or law.country.recognises(id)


def _is_recognised(id: str, law: Law, circumstances: Circumstances) -> bool:
    entry = circumstances.party(id)
    return entry.is_recognised if entry else law.country.recognises(id)


def _unregistered(id: str | None, at: str, law: Law, circumstances: Circumstances) -> Breach | None:
    if not id or _is_known(id, law, circumstances):
        return None
    return Breach(at=at, found=id, remedy="Check the number, or register with customs first.")


def _trader(declaration: Declaration) -> str | None:
    """The party the declaration is made for: the exporter on the way out, the importer on the way in."""
    party = declaration.exporter if declaration.regime == "export" else declaration.importer
    return party.id if party else None


@rule("REG-001")
def importer_is_registered(declaration: Declaration, law: Law, circumstances: Circumstances) -> Breach | None:
    """The importer must be in the register of traders."""
    party = declaration.importer
    return _unregistered(party.id, "goods_shipment/importer/id", law, circumstances) if party else None


@rule("REG-002")
def exporter_is_registered(declaration: Declaration, law: Law, circumstances: Circumstances) -> Breach | None:
    """The exporter must be in the register of traders."""
    party = declaration.exporter
    return _unregistered(party.id, "exporter/id", law, circumstances) if party else None


@rule("REG-003")
def declarant_is_registered(declaration: Declaration, law: Law, circumstances: Circumstances) -> Breach | None:
    """The declarant must be in the register of traders."""
    party = declaration.declarant
    return _unregistered(party.id, "declarant/id", law, circumstances) if party else None


@rule("REG-004")
def agent_is_registered(declaration: Declaration, law: Law, circumstances: Circumstances) -> Breach | None:
    """The representative must be in the register of traders."""
    party = declaration.agent
    return _unregistered(party.id, "agent/id", law, circumstances) if party else None


@rule("REG-005")
def parties_are_active(declaration: Declaration, circumstances: Circumstances) -> list[Breach] | None:
    """A party whose registration is suspended cannot take part."""
    suspended = {party.id for party in circumstances.parties if not party.is_active}
    if not suspended:
        return None
    named = (
        ("agent/id", declaration.agent),
        ("declarant/id", declaration.declarant),
        ("exporter/id", declaration.exporter),
        ("goods_shipment/importer/id", declaration.importer),
    )
    return [
        Breach(at=at, found=party.id, remedy="Ask the registration office to lift the suspension.")
        for at, party in named
        if party is not None and party.id in suspended
    ] or None


@rule("REG-006", of=NEW)
def foreign_registration_is_relied_on(
    declaration: Declaration, law: Law, circumstances: Circumstances
) -> list[Breach] | None:
    """A party takes part under the registration of a partner territory.

    Its data come from the partner's register; ours has nothing on it.
    """
    found = []
    for at, party in (("declarant/id", declaration.declarant), ("goods_shipment/importer/id", declaration.importer)):
        if party is not None and party.id and _is_recognised(party.id, law, circumstances):
            found.append(Breach(at=at, found=party.id))
    return found or None


@rule("REG-007")
def agent_is_broker(declaration: Declaration, circumstances: Circumstances) -> Breach | None:
    """A representative must be registered as a customs broker."""
    if declaration.agent is None:
        return None
    entry = circumstances.party(declaration.agent.id)
    if entry is None or entry.is_recognised or BROKER in entry.roles:
        return None
    return Breach(at="agent/id", found=entry.id, remedy="Name a registered broker.")


@rule("REG-008", of=NEW)
def mandate_is_registered(declaration: Declaration, law: Law, circumstances: Circumstances) -> Breach | None:
    """A representative needs the trader's mandate for this kind of declaration.

    Between two parties of partner territories the mandate is kept in the partner's register.
    """
    agent, trader = declaration.agent, _trader(declaration)
    if agent is None or trader is None:
        return None
    acting = agent.id or (declaration.declarant.id if declaration.declarant else None)
    if acting is None or acting == trader:
        return None
    if _is_recognised(acting, law, circumstances) and _is_recognised(trader, law, circumstances):
        return None
    if _has_mandate(acting, trader, declaration, circumstances):
        return None
    facts = {"trader": trader, "regime": declaration.regime}
    remedy = "Ask {trader} to give the mandate for {regime}."
    return Breach(at="agent/id" if agent.id else "agent", found=acting, remedy=remedy, facts=facts)


def _has_mandate(agent: str, trader: str, declaration: Declaration, circumstances: Circumstances) -> bool:
    return any(
        one.agent == agent and one.trader == trader and (not one.regimes or declaration.regime in one.regimes)
        for one in circumstances.mandates
    )


@rule("REG-009")
def agent_says_how_it_acts(declaration: Declaration) -> Breach | None:
    """A representative must say whether it acts in the trader's name (2) or in its own (3)."""
    if declaration.agent is None or declaration.agent.function_code:
        return None
    return Breach(at="agent/function_code", found=declaration.agent.id, remedy="Give 2 or 3.")


@rule("REG-010", of=NEW)
def declarant_is_trader_or_agent(declaration: Declaration) -> Breach | None:
    """A declarant who is not the trader should say whom it represents."""
    declarant, trader = declaration.declarant, _trader(declaration)
    if declaration.agent is not None or declarant is None or not declarant.id or not trader:
        return None
    if declarant.id == trader:
        return None
    facts = {"trader": trader}
    remedy = "Add the representative and its status, or let {trader} declare."
    return Breach(at="declarant/id", found=declarant.id, remedy=remedy, facts=facts)


@rule("REG-011")
def submitter_may_act(declaration: Declaration, circumstances: Circumstances) -> Breach | None:
    """A declaration is handed in by a party it names, or by one with a mandate.

    Who is in no register is not a party but customs itself, or an office at its service.
    """
    submitter, declarant = circumstances.submitter, declaration.declarant
    if declarant is not None and declarant.id == submitter:
        return None
    if circumstances.party(submitter) is None:
        return None
    named = (declarant, declaration.agent, declaration.submitter)
    parties = (*named, declaration.exporter, declaration.importer)
    ids = {party.id for party in parties if party is not None and party.id}
    if submitter in ids or not ids:
        return None
    if any(_has_mandate(submitter, id, declaration, circumstances) for id in ids):
        return None
    at = "declarant/id" if declarant else "declarant"
    return Breach(at=at, found=submitter, remedy="Hand in your own declarations, or obtain the trader's mandate.")


@rule("REG-012", of=NEW)
def authorisations_are_held(declaration: Declaration, circumstances: Circumstances) -> list[Breach] | None:
    """An authorisation must be one that its holder has.

    What partners' parties hold stands in the partner's register.
    """
    found = []
    for n, one in enumerate(declaration.authorisations, start=1):
        entry = circumstances.party(one.id)
        if entry is None or entry.is_recognised or not one.category_code:
            continue
        held = {authorisation.partition(":")[0] for authorisation in entry.authorisations}
        if one.category_code not in held:
            remedy = "Name an authorisation of {holder}, or the party that holds it."
            facts = {"holder": entry.id}
            at = f"authorisations/{n}/category_code"
            found.append(Breach(at=at, found=one.category_code, remedy=remedy, facts=facts))
    return found or None
