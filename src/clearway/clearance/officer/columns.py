"""What a targeting rule looked at, in words: the columns of a row as officers read them."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

#: Every column that rules may ask for.
LABELS: Final = {
    "regime": noop("Regime"),
    "type_code": noop("Type of declaration"),
    "office": noop("Customs office"),
    "day": noop("Day"),
    "item_count": noop("Number of items"),
    "submitter": noop("Lodged by"),
    "declarant": noop("Declarant"),
    "agent": noop("Agent"),
    "is_represented": noop("An agent acts for the trader"),
    "has_mandate": noop("Mandate"),
    "importer": noop("Importer"),
    "exporter": noop("Exporter"),
    "exporter_country": noop("Country of the exporter"),
    "importer_country": noop("Country of the importer"),
    "importer_is_registered": noop("The importer is registered here"),
    "importer_registered_days": noop("Days since the importer was registered"),
    "importer_is_authorised": noop("The importer is an authorised operator"),
    "declarant_is_authorised": noop("The declarant is an authorised operator"),
    "declarant_is_broker": noop("The declarant is a broker"),
    "importer_declarations": noop("Earlier declarations of the importer"),
    "importer_refusals": noop("Refused declarations of the importer"),
    "destination": noop("Destination"),
    "total_value": noop("Customs value of all items"),
    "incoterm": noop("Delivery term"),
    "transport_mode": noop("Mode of transport"),
    "means_nationality": noop("Nationality"),
    "itinerary": noop("Country on the way"),
    "in_container": noop("In containers"),
    "container_count": noop("Containers"),
    "seal_count": noop("Number of seals"),
    "item_number": noop("Item"),
    "commodity": noop("Commodity code"),
    "hs2": noop("Chapter of the tariff"),
    "hs4": noop("Heading of the tariff"),
    "hs6": noop("Subheading of the tariff"),
    "description": noop("Description"),
    "description_length": noop("Length of the description"),
    "procedure": noop("Procedure"),
    "requested_procedure": noop("Procedure requested"),
    "additional_procedures": noop("Additional procedures"),
    "origin": noop("Country of origin"),
    "preferential_origin": noop("Country of preferential origin"),
    "preference": noop("Preference"),
    "quota_order": noop("Quota order number"),
    "export_country": noop("Country of export"),
    "gross_mass": noop("Gross mass (kg)"),
    "net_mass": noop("Net mass (kg)"),
    "supplementary_quantity": noop("Supplementary quantity"),
    "package_type": noop("Kind of packages"),
    "package_count": noop("Number of packages"),
    "price": noop("Price"),
    "price_currency": noop("Currency"),
    "customs_value": noop("Customs value"),
    "duty": noop("Owed for the item"),
    "value_per_kilogram": noop("Customs value per kilogram"),
    "value_per_unit": noop("Customs value per unit"),
    "valuation_method": noop("Valuation method"),
    "valuation_adjustment": noop("Valuation adjustment"),
    "documents": noop("Documents"),
    "document_count": noop("Number of documents"),
    "is_dangerous": noop("Dangerous goods (UN number)"),
}
_VALUES: Final = {
    "true": noop("Yes"),
    "false": noop("No"),
    "import": noop("Import"),
    "export": noop("Export"),
    "transit": noop("Transit"),
}
#: Of these columns the value is one of our own words; elsewhere a word is somebody else's.
_OURS: Final = frozenset({"regime"})


def looked_at(values: Mapping[str, str | None]) -> list[tuple[str, str]]:
    """What a rule looked at: each column in words, and what stood there."""
    return [(_(LABELS.get(name, name)), _said(name, value)) for name, value in values.items()]


def _said(name: str, value: str | None) -> str:
    if value is None:
        return ""
    is_ours = name in _OURS or name.startswith(("is_", "has_", "in_")) or "_is_" in name
    return _(_VALUES[value]) if is_ours and value in _VALUES else value.strip()
