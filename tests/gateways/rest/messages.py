"""Declarations of the demonstration as messages, in each format, under references nobody has used."""

import itertools
import json
import os
from typing import Any

import msgspec

from clearway.core.facts.declaration import Declaration
from clearway.formats import recognise
from clearway.formats.message import Format, Message
from tests.conftest import PACK

_numbers = itertools.count(1)
KINDS: dict[Format, str] = {"json": "application/json", "wco": "application/xml", "edifact": "application/edifact"}


def reference() -> str:
    """A reference nobody has used."""
    return f"REST-{os.getpid()}-{next(_numbers):06}"


def facts(name: str = "1-tableware", **changes: Any) -> dict[str, Any]:
    """A declaration of the demonstration as plain JSON, with some of its top fields changed; None takes one out."""
    found: dict[str, Any] = json.loads((PACK / "demonstration" / f"{name}.json").read_bytes())
    found |= {"reference": reference()} | changes
    return {key: value for key, value in found.items() if value is not None}


def message(name: str = "1-tableware", **changes: Any) -> bytes:
    """The same as bytes."""
    return json.dumps(facts(name, **changes)).encode()


def request(mrn: str | None, type_code: str, **changes: Any) -> bytes:
    """An amendment (COR) or cancellation (INV) of a declaration."""
    asked = {"functionCode": "13", "typeCode": type_code, "reference": reference(), "mrn": mrn}
    asked |= {"amendments": [{"reasonCode": "1" if type_code == "INV" else "32"}]} | changes
    return json.dumps({key: value for key, value in asked.items() if value is not None}).encode()


def as_format(content: bytes, format: Format) -> bytes:
    """A message in another format."""
    declaration = msgspec.json.decode(content, type=Declaration)
    return recognise.write(Message(format=format, declaration=declaration), format)
