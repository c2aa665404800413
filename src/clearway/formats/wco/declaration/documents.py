"""Documents, statements, amendments and references of a declaration in the WCO model."""

from clearway.core.facts import basis, documents
from clearway.formats.wco.declaration import parties
from clearway.formats.wco.moments import DECLARATION_MOMENT
from clearway.formats.wco.rows import Row, part
from clearway.formats.wco.values import COUNT, MONEY, QUANTITY, TEXT

#: On the declaration itself a document is only named.
DECLARATION_DOCUMENT = part(
    documents.AdditionalDocument,
    Row("category_code", "CategoryCode", "D031", TEXT),
    Row("id", "ID", "D005", TEXT),
    Row("type_code", "TypeCode", "D006", TEXT),
)

ITEM_DOCUMENT = part(
    documents.AdditionalDocument,
    Row("category_code", "CategoryCode", "D031", TEXT),
    Row("effective_at", "EffectiveDateTime", "276", DECLARATION_MOMENT),
    Row("id", "ID", "D005", TEXT),
    Row("name", "Name", "D028", TEXT),
    Row("type_code", "TypeCode", "D006", TEXT),
    Row("status_code", "LPCOExemptionCode", "360", TEXT),
    Row("submitter", "Submitter", "17B", parties.DOCUMENT_ISSUER),
    Row("write_off_quantity", "WriteOff/QuantityQuantity", "22C/502", QUANTITY),
    Row("write_off_amount", "WriteOff/AmountAmount", "22C/503", MONEY),
)

POINTER = part(
    basis.Pointer,
    Row("sequence", "SequenceNumeric", "006", COUNT),
    Row("section", "DocumentSectionCode", "375", TEXT),
    Row("tag", "TagID", "381", TEXT),
)

_STATEMENT = (
    Row("code", "StatementCode", "226", TEXT),
    Row("description", "StatementDescription", "225", TEXT),
    Row("type_code", "StatementTypeCode", "369", TEXT),
)
ITEM_INFORMATION = part(documents.AdditionalInformation, *_STATEMENT)
DECLARATION_INFORMATION = part(
    documents.AdditionalInformation,
    *_STATEMENT,
    Row("pointers", "Pointer", "97A", POINTER, many=True),
)

AMENDMENT = part(
    documents.Amendment,
    Row("reason_code", "ChangeReasonCode", "099", TEXT),
    Row("pointers", "Pointer", "97A", POINTER, many=True),
)

PREVIOUS_DOCUMENT = part(
    documents.PreviousDocument,
    Row("category_code", "CategoryCode", "D031", TEXT),
    Row("id", "ID", "D018", TEXT),
    Row("type_code", "TypeCode", "D019", TEXT),
    Row("line", "LineNumeric", "171", COUNT),
)

CONSIGNMENT_REFERENCE = part(
    documents.ConsignmentReference,
    Row("id", "ID", "016", TEXT),
    Row("trader_reference", "TraderAssignedReferenceID", "009", TEXT),
)

INVOICE = part(
    documents.Invoice,
    Row("id", "ID", "D016", TEXT),
    Row("issued_at", "IssueDateTime", "D015", DECLARATION_MOMENT),
)
