"""Whose deferment account may cover what a declaration owes."""

from clearway.core.facts.declaration import Declaration

#: Authorisation for deferment of payment.
DEFERMENT_CATEGORY = "DPO"


def holders_of(declaration: Declaration) -> tuple[str, ...]:
    """Who may be asked, first to last: the holders that the declaration names for it, else who imports or declares.

    Only a party to the declaration is asked: naming a stranger's authorisation never draws on a stranger's account.
    """
    sides = (declaration.importer, declaration.declarant, declaration.exporter)
    concerned = tuple(dict.fromkeys(party.id for party in sides if party is not None and party.id))
    named = {one.id for one in declaration.authorisations if one.category_code == DEFERMENT_CATEGORY}
    return tuple(party for party in concerned if party in named) or concerned
