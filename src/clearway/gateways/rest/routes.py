"""Every route under /v1: its audience, its permission, what it takes and gives.

URLs, the published description, the permission test and the catalogue are all made from this table.
"""

from functools import cache
from typing import Any

import msgspec

from clearway.clearance.explanation import Explanation
from clearway.formats.limits import MOST_BYTES
from clearway.gateways.agencies.forms import (
    NewPermit,
    PermitChanges,
    PermitPage,
    PermitState,
    PermitTold,
    UseTold,
    WaitingTold,
)
from clearway.gateways.banks.forms import Answer, Due, Payment, SentBack, ToReturn
from clearway.gateways.banks.signing import HEADERS
from clearway.gateways.hub import distribution as bulk
from clearway.gateways.hub.consent_forms import ConsentTold, NewConsent
from clearway.gateways.hub.forms import Asking, May, Shown
from clearway.gateways.hub.telling import CaseKept, Kept, PostKept
from clearway.gateways.operators.forms import Arrival, CargoPage, CargoTold, Departure, NewCargo
from clearway.gateways.rest import (
    agencies,
    banks,
    consents,
    declarations,
    distributions,
    inquiries,
    operators,
    telling,
    watching,
)
from clearway.gateways.rest.answers import Answered, Happened, Page, Whole
from clearway.gateways.rest.call import CSV, EDIFACT, JSON, NDJSON, TEXT_XML, XML, Call, Reply, Route
from clearway.gateways.rest.description import describe
from clearway.gateways.rest.receipts import PDF, ReceiptFile, receipt
from clearway.gateways.rest.sandbox import Sample, sample
from clearway.platform.identity.permissions import Permission

_MESSAGES = (JSON, XML, TEXT_XML, EDIFACT)
_LIST = "/v1/declarations"
_ONE = "/v1/declarations/{number}"
_READ: Permission = "declarations:read"
_WRITE: Permission = "declarations:write"
_BANKS = "/v1/banks"
_NOTIFY: Permission = "payments:notify"
MOST_BANK_BYTES = 20_000
_PERMITS = "/v1/permits"
_CARGO = "/v1/cargo"
_PERMITS_READ: Permission = "permits:read"
_PERMITS_WRITE: Permission = "permits:write"
_CARGO_READ: Permission = "cargo:read"
_CARGO_WRITE: Permission = "cargo:write"
MOST_REPORT_BYTES = 100_000
_INQUIRIES = "/v1/inquiries"
_CONSENTS = "/v1/consents"
_ASK: Permission = "hub:ask"
_BULK = "/v1/distributions"
_RECEIVE: Permission = "hub:receive"
_TELL: Permission = "hub:tell"
_DELIVERIES = "/v1/watch/{tenant}/deliveries"
_DELIVER: Permission = "watch:deliver"
_CHECK: Permission = "watch:check"
#: A comparison names ten thousand ranges.
MOST_COMPARED_BYTES = 2_000_000
_NUMBERED = {"page": "Which page, from 1."}
#: A batch is at most so many bytes; each message in it is held to the limit of its own.
MOST_BATCH_BYTES = 20_000_000


def openapi(call: Call) -> Reply:
    """The description of this interface."""
    return Reply(200, _description())


def health(call: Call) -> Reply:
    """Whether the process answers."""
    return Reply(200, b'{"status":"up"}')


ROUTES: tuple[Route, ...] = (
    Route("POST", _LIST, declarations.lodge, "Lodge one declaration and decide it.", "trader", _WRITE,
          {201: Answered}, takes=_MESSAGES, offers=_MESSAGES, most_bytes=MOST_BYTES, fails=(409, 422)),
    Route("GET", _LIST, declarations.listed, "The party's declarations, newest first, fifty a page.", "trader", _READ,
          {200: Page}, query={"before": "The value of next from an earlier page."}),
    Route("POST", f"{_LIST}/check", declarations.check, "What lodging would give now, without legal effect.",
          "trader", _WRITE, {200: Explanation}, takes=_MESSAGES, most_bytes=MOST_BYTES, fails=(422,)),
    Route("POST", f"{_LIST}/batch", declarations.batch, "Lodge many; one line of answer or problem for each.",
          "trader", _WRITE, {200: bytes}, takes=(NDJSON, EDIFACT), offers=(NDJSON,), most_bytes=MOST_BATCH_BYTES),
    Route("GET", _ONE, declarations.read, "A declaration as it stands.", "trader", _READ, {200: Whole}, fails=(404,)),
    Route("GET", f"{_ONE}/timeline", declarations.timeline, "Everything that happened to it, first to last.",
          "trader", _READ, {200: list[Happened]}, fails=(404,)),
    Route("GET", f"{_ONE}/explanation", declarations.explanation, "Why it stands where it stands.",
          "trader", _READ, {200: Explanation}, fails=(404,)),
    Route("GET", f"{_ONE}/receipt", receipt, "The signed receipt of its release.", "trader", _READ,
          {200: ReceiptFile}, offers=(JSON, PDF), fails=(404, 503)),
    Route("POST", f"{_ONE}/amendments", declarations.amendment, "Change it and decide it anew.", "trader", _WRITE,
          {200: Answered}, takes=_MESSAGES, offers=_MESSAGES, most_bytes=MOST_BYTES, fails=(404, 409, 422)),
    Route("POST", f"{_ONE}/cancellation", declarations.cancellation, "Withdraw it before release.", "trader", _WRITE,
          {200: Answered}, takes=_MESSAGES, offers=_MESSAGES, most_bytes=MOST_BYTES, fails=(404, 409, 422)),
    Route("POST", f"{_BANKS}/payments", banks.payment, "Tell of money received; once a number.", "bank", _NOTIFY,
          {200: Answer}, takes=(JSON,), most_bytes=MOST_BANK_BYTES, fails=(409, 422), body=Payment, headers=HEADERS),
    Route("GET", f"{_BANKS}/orders/{{number}}", banks.due, "What is to be paid under a reference.", "bank", _NOTIFY,
          {200: Due}, fails=(404,)),
    Route("GET", f"{_BANKS}/returns", banks.returns, "Money that the bank is to send back, oldest first.", "bank",
          _NOTIFY, {200: list[ToReturn]}),
    Route("POST", f"{_BANKS}/returns", banks.sent_back, "Tell that money has been sent back.", "bank", _NOTIFY,
          {200: SentBack}, takes=(JSON,), most_bytes=MOST_BANK_BYTES, fails=(404,), body=SentBack, headers=HEADERS),
    Route("POST", _PERMITS, agencies.issue_permit, "Issue a permit; who waited for it goes on.", "agency",
          _PERMITS_WRITE, {201: PermitTold}, takes=(JSON,), most_bytes=MOST_REPORT_BYTES, fails=(409, 422),
          body=NewPermit),
    Route("GET", _PERMITS, agencies.permits_listed, "The agency's permits, newest first.", "agency", _PERMITS_READ,
          {200: PermitPage}, query=_NUMBERED),
    Route("GET", f"{_PERMITS}/waiting", agencies.permits_waiting, "The declarations that wait for the agency.",
          "agency", _PERMITS_READ, {200: list[WaitingTold]}),
    Route("GET", f"{_PERMITS}/{{number}}", agencies.permit, "A permit as it stands.", "agency", _PERMITS_READ,
          {200: PermitTold}, fails=(404,)),
    Route("GET", f"{_PERMITS}/{{number}}/uses", agencies.permit_uses, "What was written off it, latest first.",
          "agency", _PERMITS_READ, {200: list[UseTold]}, fails=(404,)),
    Route("POST", f"{_PERMITS}/{{number}}/changes", agencies.change_permit, "Write anew what it covers.", "agency",
          _PERMITS_WRITE, {200: PermitTold}, takes=(JSON,), most_bytes=MOST_REPORT_BYTES, fails=(404, 409, 422),
          body=PermitChanges),
    Route("POST", f"{_PERMITS}/{{number}}/status", agencies.move_permit, "Suspend it, make it valid, or revoke it.",
          "agency", _PERMITS_WRITE, {200: PermitTold}, takes=(JSON,), most_bytes=MOST_REPORT_BYTES,
          fails=(404, 409, 422), body=PermitState),
    Route("POST", _CARGO, operators.announce_cargo, "Announce cargo.", "operator", _CARGO_WRITE, {201: CargoTold},
          takes=(JSON,), most_bytes=MOST_REPORT_BYTES, fails=(409, 422), body=NewCargo),
    Route("GET", _CARGO, operators.cargo_listed, "The party's cargo, announced last first.", "operator", _CARGO_READ,
          {200: CargoPage}, query=_NUMBERED),
    Route("GET", f"{_CARGO}/released", operators.cargo_released, "What may leave one's own premises.", "operator",
          _CARGO_READ, {200: list[CargoTold]}),
    Route("GET", f"{_CARGO}/{{number}}", operators.cargo_record, "A cargo record as it stands.", "operator",
          _CARGO_READ, {200: CargoTold}, fails=(404,)),
    Route("POST", f"{_CARGO}/{{number}}/arrival", operators.report_arrival, "Report that it is here, and counted.",
          "operator", _CARGO_WRITE, {200: CargoTold}, takes=(JSON,), most_bytes=MOST_REPORT_BYTES,
          fails=(404, 409, 422), body=Arrival),
    Route("POST", f"{_CARGO}/{{number}}/departure", operators.report_departure, "Report what went through the gate.",
          "operator", _CARGO_WRITE, {200: CargoTold}, takes=(JSON,), most_bytes=MOST_REPORT_BYTES,
          fails=(404, 409, 422), body=Departure),
    Route("POST", _INQUIRIES, inquiries.ask, "Look facts up at the agency that holds them.", "official", _ASK,
          {200: Shown}, takes=(JSON,), most_bytes=MOST_REPORT_BYTES, fails=(403, 422, 502, 503), body=Asking),
    Route("POST", f"{_INQUIRIES}/check", inquiries.may, "Whether a look-up would be allowed; nothing is looked up.",
          "official", _ASK, {200: May}, takes=(JSON,), most_bytes=MOST_REPORT_BYTES, body=Asking),
    Route("GET", f"{_INQUIRIES}/sandbox/{{kind}}", sample, "The sandbox record of a kind, about nobody.",
          "official", _ASK, {200: Sample}, query={"names": "Fields and questions, by commas."}, fails=(404,)),
    Route("POST", _CONSENTS, consents.ask_consent, "Ask a person to allow a look-up; they decide.", "official", _ASK,
          {201: ConsentTold}, takes=(JSON,), most_bytes=MOST_REPORT_BYTES, fails=(422,), body=NewConsent),
    Route("GET", f"{_CONSENTS}/{{number}}", consents.read_one, "A consent that one has asked for, as it stands.",
          "official", _ASK, {200: ConsentTold}, fails=(404,)),
    Route("POST", f"{_BULK}/check", distributions.check_distribution, "How much would be received; nothing is read.",
          "official", _RECEIVE, {200: bulk.BulkForecast}, takes=(JSON,), most_bytes=MOST_REPORT_BYTES,
          fails=(403, 422, 502, 503), body=bulk.BulkAsked),
    Route("POST", _BULK, distributions.subscribe, "Receive a kind of information in bulk from now on.", "official",
          _RECEIVE, {201: bulk.DistributionTold}, takes=(JSON,), most_bytes=MOST_REPORT_BYTES,
          fails=(403, 422, 502, 503), body=bulk.NewDistribution),
    Route("GET", _BULK, distributions.distributions, "What the organisation receives in bulk, newest first.",
          "official", _RECEIVE, {200: list[bulk.DistributionTold]}),
    Route("GET", f"{_BULK}/{{number}}", distributions.distribution_told, "A distribution as it stands.", "official",
          _RECEIVE, {200: bulk.DistributionTold}, fails=(404,)),
    Route("GET", f"{_BULK}/{{number}}/parts", distributions.distribution_parts, "Parts that were sent, last first.",
          "official", _RECEIVE, {200: list[bulk.PartSaid]}, fails=(404,),
          query={"before": "The number of the last part of an earlier page."}),
    Route("GET", f"{_BULK}/{{number}}/parts/{{part}}", distributions.take_part,
          "The next part (its number, or next); an unacknowledged one comes again.", "official", _RECEIVE,
          {200: bytes, 204: bytes}, offers=(NDJSON,), fails=(403, 404, 409, 502, 503),
          headers=distributions.ACCEPT_ENCODING),
    Route("POST", f"{_BULK}/{{number}}/parts/{{part}}/acknowledgement", distributions.acknowledge_part,
          "Say that a part is kept.", "official", _RECEIVE, {200: bulk.PartSaid}, takes=(JSON,),
          most_bytes=MOST_REPORT_BYTES, fails=(404, 409), body=bulk.Acknowledgement),
    Route("POST", f"{_BULK}/{{number}}/changes", distributions.ask_for_changes, "Have the holder compared now.",
          "official", _RECEIVE, {200: bulk.Waiting}, fails=(403, 404, 409, 502, 503)),
    Route("POST", f"{_BULK}/{{number}}/comparison", distributions.compare_ranges,
          "Say what is there, range by range; what differs comes again.", "official", _RECEIVE,
          {200: bulk.Differing}, takes=(JSON,), most_bytes=MOST_COMPARED_BYTES, fails=(404, 409, 422),
          body=bulk.Comparison),
    Route("POST", f"{_BULK}/{{number}}/status", distributions.move_distribution, "Suspend, resume or end it.",
          "official", _RECEIVE, {200: bulk.DistributionTold}, takes=(JSON,), most_bytes=MOST_REPORT_BYTES,
          fails=(404, 409), body=bulk.Moving),
    Route("POST", f"{_BULK}/{{number}}/destruction", distributions.distribution_destroyed,
          "The receipt that the copy is destroyed.", "official", _RECEIVE, {200: bulk.DistributionTold},
          takes=(JSON,), most_bytes=MOST_REPORT_BYTES, fails=(404, 409), body=bulk.Destruction),
    Route("PUT", "/v1/cases/{number}", telling.keep_case, "Tell whose a case is and whom it is about.",
          "official", _TELL, {200: Kept}, takes=(JSON,), most_bytes=MOST_REPORT_BYTES, fails=(422,), body=CaseKept),
    Route("PUT", "/v1/posts/{official}", telling.keep_post, "Tell what an official is there for.", "official", _TELL,
          {200: Kept}, takes=(JSON,), most_bytes=MOST_REPORT_BYTES, fails=(422,), body=PostKept),
    Route("POST", "/v1/watch/check", watching.check_rows, "What the watch would find in rows before they are saved.",
          "official", _CHECK, {200: watching.CheckTold}, takes=(JSON,), most_bytes=MOST_REPORT_BYTES,
          fails=(404, 422), body=watching.CheckAsked),
    Route("GET", _DELIVERIES, watching.deliveries, "How far sources have delivered, and what was set aside.",
          "official", _DELIVER, {200: watching.IntakeTold}, fails=(404,)),
    Route("PUT", f"{_DELIVERIES}/{{source}}/{{number}}", watching.deliver,
          "Deliver what has changed in a source; whole or not at all, once a number.", "official", _DELIVER,
          {200: watching.DeliveryTold}, takes=(NDJSON, CSV), most_bytes=MOST_BATCH_BYTES, fails=(404, 409, 422),
          headers=watching.HEADERS),
    Route("GET", "/v1/health", health, "Whether this process answers.", "public", None, {200: dict[str, str]}),
    Route("GET", "/v1/openapi.json", openapi, "The description of this interface.", "public", None,
          {200: dict[str, Any]}),
)  # fmt: skip


@cache
def _description() -> bytes:
    return msgspec.json.encode(describe(ROUTES))
