"""The receipt of a release over HTTP: the signed document, or the paper."""

import msgspec

from clearway.clearance.errors import DeclarationUnknown
from clearway.clearance.receipts.gathering import receipt_of
from clearway.clearance.receipts.paper import pdf
from clearway.core.release.statement import Statement
from clearway.gateways.rest.call import JSON, Call, Reply
from clearway.gateways.rest.problems import Refused
from clearway.platform.calendar import now
from clearway.registers.lawbook import public as lawbook
from clearway.stations.declarations.public import find
from clearway.stations.release.public import ReleaseError

PDF = "application/pdf"
LONGEST_NUMBER = 200


class ReceiptFile(msgspec.Struct, frozen=True):
    """A receipt in clear, with its detached signature (RFC 7515, appendix F)."""

    receipt: Statement
    signature: str


def receipt(call: Call) -> Reply:
    """The receipt of the party's own declaration; there is none before the goods may leave."""
    number = call.parameters["number"]
    is_likely = len(number) <= LONGEST_NUMBER and number.isprintable()
    file = find(number, reader=call.actor.party or call.actor.name) if is_likely else None
    if file is None:
        raise DeclarationUnknown(number=number[:LONGEST_NUMBER])
    at = now()
    try:
        made = receipt_of(file.mrn, at=at)
    except ReleaseError as error:
        raise Refused(503, "The receipt cannot be signed just now; ask again.") from error
    if made is None:
        raise Refused(404, "Declaration {mrn} is not released, so it has no receipt.", mrn=file.mrn)
    if call.wanted == PDF:
        return Reply(200, pdf(made, lawbook.current(at).country, call.language), PDF)
    return Reply(200, made.file, JSON)
