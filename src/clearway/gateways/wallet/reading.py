"""What every handler of the wallet's protocols reads: where the house is, forms, and tokens."""

from typing import Any
from urllib.parse import parse_qsl

import msgspec
from django.conf import settings

from clearway.gateways.rest.call import Call, Reply
from clearway.gateways.rest.problems import Refused

FORM = "application/x-www-form-urlencoded"
#: No form or proof is longer.
MOST_BYTES = 300_000
_MOST_FIELDS = 20


def base(call: Call) -> str:
    """The address of this house, as documents and metadata name it: the portal's, or the one that was called."""
    return settings.CLEARWAY_PORTAL.rstrip("/") or f"http://{call.headers.get('Host', '')}"


def form(call: Call) -> dict[str, str]:
    """The fields of a form; one that comes twice is refused."""
    try:
        pairs = parse_qsl(call.content.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except (ValueError, UnicodeDecodeError):
        raise Refused(400, "The form cannot be read.") from None
    found = dict(pairs)
    if len(found) != len(pairs) or any("\x00" in value for value in found.values()):
        raise Refused(400, "A field comes twice, or holds the character NUL.")
    return found


def bearer(call: Call) -> str:
    """The token that a call brings."""
    scheme, _, token = call.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.casefold() == "bearer" else ""


def told(value: Any, status: int = 200) -> Reply:
    """A reply in JSON that nobody stores."""
    return Reply(status, msgspec.json.encode(value))


def text(value: str, kind: str) -> Reply:
    """A signed text."""
    return Reply(200, value.encode(), kind)
