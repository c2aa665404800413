"""Goods items of a declaration in the WCO model: commodity, packing, origin, procedure, value, taxes claimed."""

from clearway.core.facts import basis, goods
from clearway.formats.wco.declaration import consignment, documents, parties
from clearway.formats.wco.rows import Row, part, single
from clearway.formats.wco.values import COUNT, MASS, MONEY, NUMBER, QUANTITY, TEXT

CLASSIFICATION = part(
    goods.Classification,
    Row("id", "ID", "145", TEXT),
    Row("type_code", "IdentificationTypeCode", "337", TEXT),
)

DANGEROUS_GOODS = single(goods.GoodsItem, Row("dangerous_goods", "UNDGID", "506", TEXT))

DUTY_TAX_FEE = part(
    goods.DutyTaxFee,
    Row("ad_valorem_base", "AdValoremTaxBaseAmount", "116", MONEY),
    Row("deduct_amount", "DeductAmount", "111", MONEY),
    Row("regime_code", "DutyRegimeCode", "164", TEXT),
    Row("specific_base", "SpecificTaxBaseQuantity", "129", QUANTITY),
    Row("rate", "TaxRateNumeric", "115", NUMBER),
    Row("type_code", "TypeCode", "113", TEXT),
    Row("quota_order", "QuotaOrderID", "401", TEXT),
    Row("payment_method_code", "Payment/MethodCode", "94A/107", TEXT),
    Row("assessed_amount", "Payment/TaxAssessedAmount", "94A/120", MONEY),
    Row("payment_amount", "Payment/PaymentAmount", "94A/378", MONEY),
)

CHARGE = part(
    goods.Charge,
    Row("type_code", "ChargesTypeCode", "371", TEXT),
    Row("amount", "OtherChargeDeductionAmount", "181", MONEY),
)

DESTINATION = part(
    basis.Place,
    Row("country", "CountryCode", "465", TEXT),
    Row("region", "RegionID", "477", TEXT),
)

PROCEDURE = part(
    goods.Procedure,
    Row("current_code", "CurrentCode", "166", TEXT),
    Row("previous_code", "PreviousCode", "161", TEXT),
)

ORIGIN = part(
    goods.Origin,
    Row("country", "CountryCode", "063", TEXT),
    Row("region", "RegionID", "066", TEXT),
    Row("type_code", "TypeCode", "501", TEXT),
)

PACKAGING = part(
    goods.Packaging,
    Row("sequence", "SequenceNumeric", "006", COUNT),
    Row("marks", "MarksNumbersID", "142", TEXT),
    Row("quantity", "QuantityQuantity", "144", NUMBER),
    Row("type_code", "TypeCode", "141", TEXT),
    Row("material", "PackingMaterialDescription", "344", TEXT),
    Row("length", "LengthMeasure", "367", QUANTITY),
    Row("width", "WidthMeasure", "368", QUANTITY),
    Row("height", "HeightMeasure", "402", QUANTITY),
    Row("volume", "VolumeMeasure", "395", QUANTITY),
)

GOODS_ITEM = part(
    goods.GoodsItem,
    #   ours                          theirs                                     reads as
    Row("customs_value", "CustomsValueAmount", "108", MONEY),
    Row("sequence", "SequenceNumeric", "006", COUNT),
    Row("statistical_value", "StatisticalValueAmount", "114", MONEY),
    Row("transaction_nature_code", "TransactionNatureCode", "103", TEXT),
    Row("documents", "AdditionalDocument", "02A", documents.ITEM_DOCUMENT, many=True),
    Row("information", "AdditionalInformation", "03A", documents.ITEM_INFORMATION, many=True),
    Row("authorised_operators", "AEOMutualRecognitionParty", "16C", parties.AUTHORISED_OPERATOR, many=True),
    Row("buyer", "Buyer", "16A", parties.BUYER),
    Row("description", "Commodity/Description", "23A/137", TEXT),
    Row("classifications", "Commodity/Classification", "23A/21A", CLASSIFICATION, many=True),
    Row("dangerous_goods", "Commodity/DangerousGoods", "23A/12C", DANGEROUS_GOODS, many=True),
    Row("duty_tax_fees", "Commodity/DutyTaxFee", "23A/50A", DUTY_TAX_FEE, many=True),
    Row("gross_mass", "Commodity/GoodsMeasure/GrossMassMeasure", "23A/65A/126", MASS),
    Row("net_mass", "Commodity/GoodsMeasure/NetNetWeightMeasure", "23A/65A/128", MASS),
    Row("supplementary_quantity", "Commodity/GoodsMeasure/TariffQuantity", "23A/65A/130", QUANTITY),
    Row("price", "Commodity/InvoiceLine/ItemChargeAmount", "23A/79A/112", MONEY),
    Row("equipment", "Commodity/TransportEquipment", "23A/31B", consignment.ITEM_EQUIPMENT, many=True),
    Row("consignee", "Consignee", "27A", parties.CONSIGNEE),
    Row("consignor", "Consignor", "30A", parties.CONSIGNOR),
    Row("valuation_method_code", "CustomsValuation/MethodCode", "41A/122", TEXT),
    Row("charges", "CustomsValuation/ChargeDeduction", "41A/58B", CHARGE, many=True),
    Row("destination", "Destination", "99B", DESTINATION),
    Row("fiscal_parties", "DomesticDutyTaxParty", "55B", parties.FISCAL_PARTY, many=True),
    Row("export_country", "ExportCountry/ID", "95B/062", TEXT),
    Row("procedures", "GovernmentProcedure", "70A", PROCEDURE, many=True),
    Row("origins", "Origin", "92A", ORIGIN, many=True),
    Row("packages", "Packaging", "93A", PACKAGING, many=True),
    Row("previous_documents", "PreviousDocument", "99A", documents.PREVIOUS_DOCUMENT, many=True),
    Row("seller", "Seller", "09B", parties.SELLER),
    Row("ucr", "UCR", "35B", documents.CONSIGNMENT_REFERENCE),
    Row("valuation_adjustment_code", "ValuationAdjustment/AdditionCode", "39B/188", TEXT),
)
