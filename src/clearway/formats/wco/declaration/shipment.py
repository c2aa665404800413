"""The goods shipment of a declaration in the WCO model: the transaction, its parties and terms, and the items."""

from clearway.core.facts import goods as facts
from clearway.formats.wco.declaration import consignment, documents, goods, parties
from clearway.formats.wco.moments import DECLARATION_MOMENT
from clearway.formats.wco.rows import Row, part
from clearway.formats.wco.values import MONEY, TEXT

TRADE_TERMS = part(
    facts.TradeTerms,
    Row("condition_code", "ConditionCode", "090", TEXT),
    Row("country_relationship_code", "CountryRelationshipCode", "106", TEXT),
    Row("description", "Description", "089", TEXT),
    Row("location_id", "LocationID", "L002", TEXT),
    Row("location_name", "LocationName", "L001", TEXT),
)

WAREHOUSE = part(
    facts.Warehouse,
    Row("id", "ID", "L019", TEXT),
    Row("type_code", "TypeCode", "L112", TEXT),
)

GOODS_SHIPMENT = part(
    facts.GoodsShipment,
    #   ours                          theirs                                     reads as
    Row("exit_at", "ExitDateTime", "024", DECLARATION_MOMENT),
    Row("transaction_nature_code", "TransactionNatureCode", "103", TEXT),
    Row("authorised_operators", "AEOMutualRecognitionParty", "16C", parties.AUTHORISED_OPERATOR, many=True),
    Row("buyer", "Buyer", "16A", parties.BUYER),
    Row("consignee", "Consignee", "27A", parties.CONSIGNEE),
    Row("consignment", "Consignment", "28A", consignment.CONSIGNMENT),
    Row("consignor", "Consignor", "30A", parties.CONSIGNOR),
    Row("freight_charge", "CustomsValuation/FreightChargeAmount", "41A/117", MONEY),
    Row("charges", "CustomsValuation/ChargeDeduction", "41A/58B", goods.CHARGE, many=True),
    Row("destination", "Destination", "99B", goods.DESTINATION),
    Row("fiscal_parties", "DomesticDutyTaxParty", "55B", parties.FISCAL_PARTY, many=True),
    Row("export_country", "ExportCountry/ID", "95B/062", TEXT),
    Row("items", "GovernmentAgencyGoodsItem", "68A", goods.GOODS_ITEM, many=True),
    Row("importer", "Importer", "74A", parties.IMPORTER),
    Row("invoice", "Invoice", "78A", documents.INVOICE),
    Row("payer", "Payer", "56B", parties.PAYER),
    Row("previous_documents", "PreviousDocument", "99A", documents.PREVIOUS_DOCUMENT, many=True),
    Row("seller", "Seller", "09B", parties.SELLER),
    Row("surety", "Surety", "19B", parties.SURETY),
    Row("trade_terms", "TradeTerms", "22B", TRADE_TERMS),
    Row("ucr", "UCR", "35B", documents.CONSIGNMENT_REFERENCE),
    Row("warehouse", "Warehouse", "43B", WAREHOUSE),
)
