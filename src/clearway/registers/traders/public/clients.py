"""A party's own software: machine clients and what they may ask for."""

from clearway.registers.traders.actions.clients import make, register_site, revoke, rotate
from clearway.registers.traders.contracts import ClientEntry, MadeClient
from clearway.registers.traders.queries.people import clients_of, sites
from clearway.registers.traders.queries.scopes import GrantedScopes

__all__ = [
    "ClientEntry",
    "GrantedScopes",
    "MadeClient",
    "clients_of",
    "make",
    "register_site",
    "revoke",
    "rotate",
    "sites",
]
