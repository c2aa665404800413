"""The response in the WCO model, as far as an answer fills it; see example.xml and README.md (PR-RES)."""

from clearway.core.facts import basis
from clearway.formats.limits import Limit, Moment, Number, Text
from clearway.formats.wco import names
from clearway.formats.wco.mapping import Mapping
from clearway.formats.wco.moments import RESPONSE_MOMENT
from clearway.formats.wco.response import facts
from clearway.formats.wco.rows import Part, Row, part, single
from clearway.formats.wco.values import COUNT, MONEY, NUMBER, QUANTITY, TEXT, Reading

AMOUNT, MEASURE, MOMENT = Number(16, 3), Number(16, 6), Moment()


def _row(field: str, tag: str, pointer: str, reads: Reading, limit: Limit) -> Row:
    return Row(field, tag, pointer, reads, limit=limit)


def _many(field: str, tag: str, pointer: str, reads: Part) -> Row:
    return Row(field, tag, pointer, reads, many=True)


POINTER = part(
    basis.Pointer,
    Row("sequence", "SequenceNumeric", "006", COUNT),
    Row("section", "DocumentSectionCode", "375", TEXT),
    Row("tag", "TagID", "381", TEXT),
)

INFORMATION = part(
    facts.Information,
    _row("code", "StatementCode", "226", TEXT, Text(17)),
    _row("description", "StatementDescription", "225", TEXT, Text(512)),
    _row("type_code", "StatementTypeCode", "369", TEXT, Text(3)),
    _many("pointers", "Pointer", "97A", POINTER),
)

CONTACT_OFFICE = single(facts.Response, _row("offices", "ID", "G002", TEXT, Text(17)))

ERROR = part(
    facts.Error,
    _row("description", "Description", "488", TEXT, Text(512)),
    _row("code", "ValidationCode", "377", TEXT, Text(8)),
    _many("pointers", "Pointer", "97A", POINTER),
)

STATUS = part(facts.Status, _row("code", "NameCode", "379", TEXT, Text(3)))

TAX = part(
    facts.Tax,
    _row("base", "AdValoremTaxBaseAmount", "116", MONEY, AMOUNT),
    _row("regime_code", "DutyRegimeCode", "164", TEXT, Text(3)),
    _row("base_quantity", "SpecificTaxBaseQuantity", "129", QUANTITY, MEASURE),
    _row("rate", "TaxRateNumeric", "115", NUMBER, Number(17, 6)),
    _row("type_code", "TypeCode", "113", TEXT, Text(3)),
    _row("assessed", "Payment/TaxAssessedAmount", "94A/120", MONEY, AMOUNT),
    _row("payable", "Payment/PaymentAmount", "94A/378", MONEY, AMOUNT),
)

TAXED_ITEM = part(
    facts.TaxedItem,
    _row("sequence", "SequenceNumeric", "006", COUNT, Number(5)),
    _many("taxes", "Commodity/DutyTaxFee", "23A/50A", TAX),
)

TOTAL = part(
    facts.Total,
    _row("due_at", "Payment/DueDateTime", "94A/376", RESPONSE_MOMENT, MOMENT),
    _row("payable", "Payment/PaymentAmount", "94A/378", MONEY, AMOUNT),
)

ABOUT = part(
    facts.About,
    _row("accepted_at", "AcceptanceDateTime", "023", RESPONSE_MOMENT, MOMENT),
    _row("cancelled_at", "CancellationDateTime", "373", RESPONSE_MOMENT, MOMENT),
    _row("reference", "FunctionalReferenceID", "D026", TEXT, Text(35)),
    _row("mrn", "ID", "D014", TEXT, Text(70)),
    _row("rejected_at", "RejectionDateTime", "374", RESPONSE_MOMENT, MOMENT),
    _row("version", "VersionID", "383", COUNT, Number(9)),
    _many("totals", "DutyTaxFee", "50A", TOTAL),
    _many("items", "GoodsShipment/GovernmentAgencyGoodsItem", "67A/68A", TAXED_ITEM),
)

PART = part(
    facts.Response,
    _row("function_code", "FunctionCode", "017", TEXT, Text(2)),
    _row("id", "FunctionalReferenceID", "D026", TEXT, Text(35)),
    _row("issued_at", "IssueDateTime", "D029", RESPONSE_MOMENT, MOMENT),
    _many("information", "AdditionalInformation", "03A", INFORMATION),
    _many("offices", "ContactOffice", "35A", CONTACT_OFFICE),
    _many("errors", "Error", "53A", ERROR),
    _many("statuses", "Status", "12B", STATUS),
    Row("about", "Declaration", "42A", ABOUT),
)

#: The class of a response has no number of its own in the model's list; it is named as it is.
RESPONSE = Mapping("Response", "RES", PART, namespace=names.RESPONSE_NAMESPACE)
