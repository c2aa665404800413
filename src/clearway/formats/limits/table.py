"""How large each fact may be, once for all formats; the sizes are those of the WCO declaration schema.

What one format accepts every other can therefore write. ``Money`` and ``Quantity`` are limited by the number they
hold; their currency and unit by the entries of their own type.
"""

from clearway.core.facts import basis, consignment, declaration, documents, goods, parties
from clearway.core.kernel.money import Money
from clearway.formats.limits.kinds import CAPITALS, DIGITS, LETTERS, Limit, Moment, Number, Text

#: A declaration holds at most so many goods items, and so many lines of a transport contract.
MOST_ITEMS = 999
#: Any other list holds at most so many entries.
MOST_ENTRIES = 9_999
#: A message is at most so many bytes.
MOST_BYTES = 10_000_000

COUNTRY = Text(2, only=LETTERS, exactly=True)
ID, NAME, REFERENCE, DOCUMENT_ID = Text(17), Text(70), Text(35), Text(70)
CODE, STATEMENT, PLACE_NAME = Text(3), Text(512), Text(256)
AMOUNT, MEASURE, COUNT, SEQUENCE = Number(16, 3), Number(16, 6), Number(5), Number(5)
MOMENT = Moment()

LIMITS: dict[type, dict[str, Limit]] = {
    Money: {"amount": AMOUNT, "currency": Text(3, only=CAPITALS, exactly=True)},
    basis.Quantity: {"value": MEASURE, "unit": Text(5)},
    basis.Place: {"country": COUNTRY, "region": Text(9)},
    basis.Pointer: {"sequence": SEQUENCE, "section": CODE, "tag": Text(4)},
    parties.Address: {
        "type_code": CODE,
        "city": Text(35),
        "country": COUNTRY,
        "subdivision_code": Text(9),
        "subdivision_name": Text(35),
        "line": NAME,
        "postcode": Text(9),
    },
    parties.Communication: {"id": Text(50), "type_code": CODE},
    parties.Party: {"id": ID, "name": NAME, "contact": NAME},
    parties.Agent: {"id": ID, "name": NAME, "function_code": CODE},
    parties.RoleParty: {"id": ID, "role_code": CODE},
    parties.AuthorisationHolder: {"id": ID, "category_code": Text(4)},
    parties.Submitter: {"id": ID, "name": NAME, "role_code": CODE},
    parties.Authentication: {"text": Text(256), "authenticator": NAME},
    documents.AdditionalDocument: {
        "category_code": CODE,
        "type_code": CODE,
        "id": DOCUMENT_ID,
        "name": Text(35),
        "status_code": CODE,
        "effective_at": MOMENT,
        "write_off_quantity": MEASURE,
        "write_off_amount": AMOUNT,
    },
    documents.AdditionalInformation: {"code": Text(17), "description": STATEMENT, "type_code": CODE},
    documents.PreviousDocument: {"category_code": CODE, "type_code": CODE, "id": DOCUMENT_ID, "line": COUNT},
    documents.Amendment: {"reason_code": CODE},
    documents.ConsignmentReference: {"id": REFERENCE, "trader_reference": REFERENCE},
    documents.Invoice: {"id": DOCUMENT_ID, "issued_at": MOMENT},
    consignment.TransportMeans: {
        "name": REFERENCE,
        "id": REFERENCE,
        "identification_type_code": Text(17),
        "type_code": Text(4),
        "nationality": COUNTRY,
        "mode_code": Text(1, only=DIGITS, exactly=True),
    },
    consignment.Seal: {"sequence": SEQUENCE, "id": REFERENCE},
    consignment.TransportEquipment: {"sequence": SEQUENCE, "id": ID},
    consignment.Location: {"id": ID, "name": PLACE_NAME, "type_code": CODE},
    consignment.RoutingCountry: {"sequence": SEQUENCE, "country": COUNTRY},
    consignment.ConsignmentItem: {"sequence": SEQUENCE, "freight_payment_code": CODE},
    consignment.Carriage: {"freight_payment_code": CODE},
    consignment.Consignment: {"container_code": Text(1, one_of=("0", "1"))},
    goods.Classification: {"id": Text(18), "type_code": CODE},
    goods.Charge: {"type_code": CODE, "amount": AMOUNT},
    goods.DutyTaxFee: {
        "type_code": CODE,
        "regime_code": CODE,
        "ad_valorem_base": AMOUNT,
        "specific_base": MEASURE,
        "deduct_amount": AMOUNT,
        "rate": Number(17, 6),
        "quota_order": ID,
        "payment_method_code": Text(1, only=LETTERS, exactly=True),
        "assessed_amount": AMOUNT,
        "payment_amount": AMOUNT,
    },
    goods.Origin: {"country": Text(4), "region": Text(9), "type_code": CODE},
    goods.Packaging: {
        "sequence": SEQUENCE,
        "type_code": Text(2),
        "quantity": Number(8),
        "marks": STATEMENT,
        "material": Text(256),
        "length": Number(15),
        "width": Number(15),
        "height": Number(15),
        "volume": MEASURE,
    },
    goods.Procedure: {"current_code": Text(7), "previous_code": Text(7)},
    goods.GoodsItem: {
        "sequence": SEQUENCE,
        "description": STATEMENT,
        "gross_mass": MEASURE,
        "net_mass": MEASURE,
        "supplementary_quantity": MEASURE,
        "price": AMOUNT,
        "customs_value": AMOUNT,
        "statistical_value": AMOUNT,
        "transaction_nature_code": Text(2, only=DIGITS),
        "valuation_method_code": CODE,
        "valuation_adjustment_code": Text(4),
        "dangerous_goods": Text(4, only=DIGITS),
        "export_country": COUNTRY,
    },
    goods.TradeTerms: {
        "condition_code": Text(3, only=LETTERS, exactly=True),
        "country_relationship_code": CODE,
        "description": NAME,
        "location_id": ID,
        "location_name": PLACE_NAME,
    },
    goods.Warehouse: {"id": REFERENCE, "type_code": CODE},
    goods.GoodsShipment: {
        "exit_at": MOMENT,
        "transaction_nature_code": Text(2, only=DIGITS),
        "freight_charge": AMOUNT,
        "export_country": COUNTRY,
    },
    declaration.CurrencyExchange: {"currency": Text(3, only=LETTERS, exactly=True), "rate": Number(12, 5)},
    declaration.Guarantee: {
        "amount": AMOUNT,
        "id": DOCUMENT_ID,
        "reference": REFERENCE,
        "type_code": CODE,
        "access_code": Text(4),
        "office": ID,
    },
    declaration.Declaration: {
        "function_code": Text(2, one_of=("9", "13", "14")),
        "reference": REFERENCE,
        "mrn": DOCUMENT_ID,
        "type_code": CODE,
        "accepted_at": MOMENT,
        "issued_at": MOMENT,
        "issue_location": Text(5),
        "item_count": COUNT,
        "declaration_office": ID,
        "invoice_amount": AMOUNT,
        "loading_list_count": COUNT,
        "total_gross_mass": MEASURE,
        "total_packages": Number(8),
        "specific_circumstances_code": CODE,
        "exit_office": ID,
        "presentation_office": ID,
        "supervising_office": ID,
    },
}

#: Lists with a bound of their own.
MOST: dict[tuple[type, str], int] = {
    (goods.GoodsShipment, "items"): MOST_ITEMS,
    (consignment.Carriage, "consignment_items"): MOST_ITEMS,
}


def limit(fact: type, field: str) -> Limit:
    """How large this fact may be."""
    return LIMITS[fact][field]


def most(fact: type, field: str) -> int:
    """How many entries this list may hold."""
    return MOST.get((fact, field), MOST_ENTRIES)
