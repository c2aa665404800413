"""Every route under /v1: its audience, its permission, what it takes and gives.

URLs, the published description, the permission test and the catalogue are all made from this table.
"""

from functools import cache
from typing import Any

import msgspec

from clearway.clearance.explanation import Explanation
from clearway.formats.limits import MOST_BYTES
from clearway.gateways.banks.messages import Answer, Due, Payment, SentBack, ToReturn
from clearway.gateways.banks.signing import HEADERS
from clearway.gateways.rest import banks, declarations
from clearway.gateways.rest.answers import Answered, Happened, Page, Whole
from clearway.gateways.rest.call import EDIFACT, JSON, NDJSON, TEXT_XML, XML, Call, Reply, Route
from clearway.gateways.rest.description import describe
from clearway.gateways.rest.receipts import PDF, ReceiptFile, receipt
from clearway.platform.identity.permissions import Permission

_MESSAGES = (JSON, XML, TEXT_XML, EDIFACT)
_LIST = "/v1/declarations"
_ONE = "/v1/declarations/{number}"
_READ: Permission = "declarations:read"
_WRITE: Permission = "declarations:write"
_BANKS = "/v1/banks"
_NOTIFY: Permission = "payments:notify"
MOST_BANK_BYTES = 20_000
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
    Route("GET", "/v1/health", health, "Whether this process answers.", "public", None, {200: dict[str, str]}),
    Route("GET", "/v1/openapi.json", openapi, "The description of this interface.", "public", None,
          {200: dict[str, Any]}),
)  # fmt: skip


@cache
def _description() -> bytes:
    return msgspec.json.encode(describe(ROUTES))
