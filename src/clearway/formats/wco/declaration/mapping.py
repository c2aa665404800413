"""The declaration in the WCO model: its own values, and the classes directly below it.

See example.xml, example.json and README.md (PR-DEC) beside this table.
"""

from clearway.core.facts import declaration
from clearway.formats.wco import names
from clearway.formats.wco.declaration import consignment, documents, parties, shipment
from clearway.formats.wco.mapping import Mapping
from clearway.formats.wco.moments import DECLARATION_MOMENT
from clearway.formats.wco.rows import Row, part
from clearway.formats.wco.values import COUNT, MASS, MONEY, NUMBER, TEXT

CURRENCY_EXCHANGE = part(
    declaration.CurrencyExchange,
    Row("currency", "CurrencyTypeCode", "135", TEXT),
    Row("rate", "RateNumeric", "118", NUMBER),
)

GUARANTEE = part(
    declaration.Guarantee,
    Row("amount", "AmountAmount", "492", MONEY),
    Row("id", "ID", "D014", TEXT),
    Row("reference", "ReferenceID", "100", TEXT),
    Row("type_code", "SecurityDetailsCode", "101", TEXT),
    Row("access_code", "AccessCode", "499", TEXT),
    Row("office", "GuaranteeOffice/ID", "14C/G014", TEXT),
)

PART = part(
    declaration.Declaration,
    #   ours                          theirs                                     reads as
    Row("accepted_at", "AcceptanceDateTime", "023", DECLARATION_MOMENT),
    Row("function_code", "FunctionCode", "017", TEXT),
    Row("reference", "FunctionalReferenceID", "D026", TEXT),
    Row("mrn", "ID", "D014", TEXT),
    Row("issued_at", "IssueDateTime", "D011", DECLARATION_MOMENT),
    Row("issue_location", "IssueLocationID", "D012", TEXT),
    Row("type_code", "TypeCode", "D013", TEXT),
    Row("item_count", "GoodsItemQuantity", "228", COUNT),
    Row("declaration_office", "DeclarationOfficeID", "065", TEXT),
    Row("invoice_amount", "InvoiceAmount", "109", MONEY),
    Row("loading_list_count", "LoadingListQuantity", "013", COUNT),
    Row("total_gross_mass", "TotalGrossMassMeasure", "131", MASS),
    Row("total_packages", "TotalPackageQuantity", "146", NUMBER),
    Row("specific_circumstances_code", "SpecificCircumstancesCodeCode", "504", TEXT),
    Row("authentication", "Authentication", "61B", parties.AUTHENTICATION),
    Row("submitter", "Submitter", "17B", parties.SUBMITTER),
    Row("documents", "AdditionalDocument", "02A", documents.DECLARATION_DOCUMENT, many=True),
    Row("information", "AdditionalInformation", "03A", documents.DECLARATION_INFORMATION, many=True),
    Row("agent", "Agent", "05A", parties.AGENT),
    Row("amendments", "Amendment", "06A", documents.AMENDMENT, many=True),
    Row("authorisations", "AuthorisationHolder", "17C", parties.AUTHORISATION_HOLDER, many=True),
    Row("border_means", "BorderTransportMeans", "15A", consignment.BORDER_MEANS),
    Row("carriage", "Consignment", "28A", consignment.CARRIAGE),
    Row("currency_exchanges", "CurrencyExchange", "40A", CURRENCY_EXCHANGE, many=True),
    Row("declarant", "Declarant", "57B", parties.DECLARANT),
    Row("exit_office", "ExitOffice/ID", "56A/G005", TEXT),
    Row("exporter", "Exporter", "57A", parties.EXPORTER),
    Row("goods_shipment", "GoodsShipment", "67A", shipment.GOODS_SHIPMENT),
    Row("guarantees", "ObligationGuarantee", "90A", GUARANTEE, many=True),
    Row("presentation_office", "PresentationOffice/ID", "15C/G015", TEXT),
    Row("supervising_office", "SupervisingOffice/ID", "97B/G012", TEXT),
)

DECLARATION = Mapping("Declaration", "42A", PART, namespace=names.DECLARATION_NAMESPACE)
