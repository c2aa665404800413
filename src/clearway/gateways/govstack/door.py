"""The door of the building block's API: that of the house's own interface, on another table of addresses.

The definition knows one refusal of what was sent, 400; so whatever else is wrong with it says 400 here, with the
problem's own code. An address may end in a slash.
"""

from collections.abc import Iterable

import msgspec

from clearway.gateways.govstack.routes import PREFIX, ROUTES
from clearway.gateways.rest import door
from clearway.gateways.rest.call import Reply
from clearway.gateways.rest.door import Environ, Front, StartResponse

__all__ = ["PREFIX", "serve"]
#: What is said of a body elsewhere, or of its absence, and 400 here.
_ABOUT_WHAT_WAS_SENT = (409, 415, 422)


def serve(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """Answer one request."""
    return door.serve(environ, start_response, FRONT)


def _as_defined(reply: Reply) -> Reply:
    if reply.status not in _ABOUT_WHAT_WAS_SENT and not _is_unknown_number(reply):
        return reply
    problem = msgspec.json.decode(reply.content)
    return Reply(400, msgspec.json.encode({**problem, "status": 400}), reply.content_type, reply.headers)


def _is_unknown_number(reply: Reply) -> bool:
    """Nothing is kept under a number; at an address that is none, nothing is at all."""
    return reply.status == 404 and b'"code":"WEB-404"' not in reply.content


FRONT = Front(door.compiled(ROUTES, ends="/?"), refused=_as_defined)
