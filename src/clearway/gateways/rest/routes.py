"""Every route under /v1: its audience, its permission, what it takes and gives.

URLs, the published description, the permission test and the catalogue are all made from this table.
"""

from typing import Any

from clearway.core.facts.answer import Answer
from clearway.gateways.rest import declarations
from clearway.gateways.rest.call import EDIFACT, JSON, NDJSON, XML, Call, Reply, Route, reply_json
from clearway.gateways.rest.description import describe
from clearway.platform.events.log import Told

_MESSAGES = (JSON, XML, EDIFACT)
_LIST = "/v1/declarations"
_ONE = "/v1/declarations/{number}"


def openapi(call: Call) -> Reply:
    """The description of this interface."""
    return reply_json(_description())


def health(call: Call) -> Reply:
    """Whether the process answers."""
    return Reply(200, b'{"status":"up"}')


ROUTES: tuple[Route, ...] = (
    Route("POST", _LIST, declarations.lodge, "Lodge one declaration and decide it.",
          "trader", "declarations:write", _MESSAGES, {201: Answer}),
    Route("GET", _LIST, declarations.listed, "The party's declarations, newest first.",
          "trader", "declarations:read", (), {200: declarations.Page}, {"before": "The value of next."}),
    Route("POST", f"{_LIST}/check", declarations.check, "What lodging would give now, without legal effect.",
          "trader", "declarations:write", _MESSAGES, {200: declarations.CheckResult}),
    Route("POST", f"{_LIST}/batch", declarations.batch, "Lodge many; one line of answer for each.",
          "trader", "declarations:write", (NDJSON, EDIFACT), {200: bytes}),
    Route("GET", _ONE, declarations.read, "A declaration as it stands.",
          "trader", "declarations:read", (), {200: declarations.Whole}),
    Route("GET", f"{_ONE}/timeline", declarations.timeline, "Everything that happened to it.",
          "trader", "declarations:read", (), {200: list[Told]}),
    Route("GET", f"{_ONE}/explanation", declarations.explanation, "Why it stands where it stands.",
          "trader", "declarations:read", (), {200: declarations.Explanation}),
    Route("POST", f"{_ONE}/amendments", declarations.amendment, "Change it and decide it anew.",
          "trader", "declarations:write", _MESSAGES, {200: Answer}),
    Route("POST", f"{_ONE}/cancellation", declarations.cancellation, "Withdraw it before release.",
          "trader", "declarations:write", _MESSAGES, {200: Answer}),
    Route("GET", "/v1/health", health, "This process answers.", "public", None, (), {200: dict}),
    Route("GET", "/v1/openapi.json", openapi, "The description of this interface.", "public", None, (), {200: dict}),
)  # fmt: skip


def _description() -> dict[str, Any]:
    return describe(tuple(route for route in ROUTES if route.handler is not openapi))
