"""Parties of a declaration in the WCO model: each role is a class of its own, with tag ids of its own."""

from clearway.core.facts import parties
from clearway.formats.wco.rows import Row, part
from clearway.formats.wco.values import TEXT

_TYPE = Row("type_code", "TypeCode", "410", TEXT)
_CITY = Row("city", "CityName", "241", TEXT)
_COUNTRY = Row("country", "CountryCode", "242", TEXT)
_SUBDIVISION = (
    Row("subdivision_code", "CountrySubDivisionCode", "244", TEXT),
    Row("subdivision_name", "CountrySubDivisionName", "243", TEXT),
)
_LINE = (
    Row("line", "Line", "239", TEXT),
    Row("postcode", "PostcodeID", "245", TEXT),
)

ADDRESS = part(parties.Address, _CITY, _COUNTRY, *_SUBDIVISION, *_LINE)
TYPED_ADDRESS = part(parties.Address, _TYPE, _CITY, _COUNTRY, *_SUBDIVISION, *_LINE)
LOCATION_ADDRESS = part(parties.Address, _TYPE, _CITY, _COUNTRY, *_LINE)

COMMUNICATION = part(
    parties.Communication,
    Row("id", "ID", "240", TEXT),
    Row("type_code", "TypeCode", "253", TEXT),
)

_ADDRESS = Row("address", "Address", "04A", ADDRESS)
_TYPED_ADDRESS = Row("address", "Address", "04A", TYPED_ADDRESS)
_CONTACT = Row("contact", "Contact/Name", "34A/246", TEXT)
_COMMUNICATION = Row("communication", "Communication", "25A", COMMUNICATION)


def _party(name: str, id: str, *more: Row) -> tuple[Row, ...]:
    return (Row("name", "Name", name, TEXT), Row("id", "ID", id, TEXT), *more)


#     ours                          theirs: name, identifier, what else is said of the party
BUYER = part(parties.Party, *_party("R009", "R010", _ADDRESS, _CONTACT, _COMMUNICATION))
CARRIER = part(parties.Party, *_party("R011", "R012", _ADDRESS, _COMMUNICATION))
CONSIGNEE = part(parties.Party, *_party("R014", "R015", _ADDRESS))
CONSIGNOR = part(parties.Party, *_party("R020", "R021", _ADDRESS))
CARRIAGE_CONSIGNOR = part(parties.Party, *_party("R020", "R021", _TYPED_ADDRESS))
DECLARANT = part(parties.Party, *_party("R124", "R123", _ADDRESS, _CONTACT, _COMMUNICATION))
EXPORTER = part(parties.Party, *_party("R031", "R032", _ADDRESS, _CONTACT, _COMMUNICATION))
IMPORTER = part(parties.Party, *_party("R037", "R038", _ADDRESS, _CONTACT, _COMMUNICATION))
PAYER = part(parties.Party, *_party("R120", "R121", _ADDRESS))
SELLER = part(parties.Party, *_party("R050", "R051", _ADDRESS, _CONTACT, _COMMUNICATION))
SURETY = part(parties.Party, *_party("R054", "R055", _ADDRESS))
SUBMITTER = part(parties.Submitter, *_party("R058", "R059", _ADDRESS))

AGENT = part(
    parties.Agent,
    *_party("R003", "R004"),
    Row("function_code", "FunctionCode", "102", TEXT),
    _ADDRESS,
)

DOCUMENT_ISSUER = part(
    parties.Submitter,
    Row("name", "Name", "R058", TEXT),
    Row("role_code", "RoleCode", "R005", TEXT),
)

AUTHORISED_OPERATOR = part(
    parties.RoleParty,
    Row("id", "ID", "R143", TEXT),
    Row("role_code", "RoleCode", "R005", TEXT),
)

FISCAL_PARTY = part(
    parties.RoleParty,
    Row("id", "ID", "R119", TEXT),
    Row("role_code", "RoleCode", "R005", TEXT),
)

AUTHORISATION_HOLDER = part(
    parties.AuthorisationHolder,
    Row("id", "ID", "R144", TEXT),
    Row("category_code", "CategoryCode", "R145", TEXT),
)

AUTHENTICATION = part(
    parties.Authentication,
    Row("text", "Authentication", "104", TEXT),
    Row("authenticator", "Authenticator/Name", "12A/R007", TEXT),
)
