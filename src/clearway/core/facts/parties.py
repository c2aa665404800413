"""The parties of a declaration: who declares, sells, buys, sends, receives, carries, pays and vouches."""

from clearway.core.facts.basis import Fact


class Address(Fact, frozen=True):
    """A postal address; ``type_code`` qualifies an address that identifies a place."""

    type_code: str | None = None
    city: str | None = None
    country: str | None = None
    subdivision_code: str | None = None
    subdivision_name: str | None = None
    line: str | None = None
    postcode: str | None = None


class Communication(Fact, frozen=True):
    """How to reach a party: a number or address, and its kind (TE, EM …)."""

    id: str | None = None
    type_code: str | None = None


class Party(Fact, frozen=True):
    """A trader, broker, carrier or surety, by registration number, by name and address, or both."""

    id: str | None = None
    name: str | None = None
    address: Address | None = None
    contact: str | None = None
    communication: Communication | None = None


class Agent(Fact, frozen=True):
    """The representative; ``function_code`` 2 acts in the trader's name, 3 in the agent's own."""

    id: str | None = None
    name: str | None = None
    function_code: str | None = None
    address: Address | None = None


class RoleParty(Fact, frozen=True):
    """A party named only for a role: authorised operator, additional supply-chain actor, fiscal representative."""

    id: str | None = None
    role_code: str | None = None


class AuthorisationHolder(Fact, frozen=True):
    """Who holds an authorisation, and of which category."""

    id: str | None = None
    category_code: str | None = None


class Submitter(Fact, frozen=True):
    """Who hands in a declaration or issued a document."""

    id: str | None = None
    name: str | None = None
    role_code: str | None = None
    address: Address | None = None


class Authentication(Fact, frozen=True):
    """The signature text under a declaration and who gave it."""

    text: str | None = None
    authenticator: str | None = None
