"""The way in is short: token, registers and writing are all a lodged declaration waits for."""

import io
from typing import Any

import msgspec
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clearway.gateways.rest import door
from clearway.platform.database.hot import CountingConnection
from tests.gateways.rest import messages
from tests.gateways.rest.messages import KINDS
from tests.gateways.rest.web import Sender

MOST_ROUND_TRIPS = 8


def _lodged(content: bytes, kind: str, token: str) -> dict[str, Any]:
    said: list[str] = []
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/v1/declarations",
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(len(content)),
        "HTTP_AUTHORIZATION": f"Bearer {token}",
        "wsgi.input": io.BytesIO(content),
    }
    body = b"".join(door.serve(environ, lambda status, headers: said.append(status)))
    answer: dict[str, Any] = msgspec.json.decode(body)
    return answer | {"said": said}


@pytest.mark.parametrize("format", KINDS)
@pytest.mark.parametrize("items", [1, 200])
def test_a_request_waits_for_the_store_at_most_eight_times(sender: Sender, format: Any, items: int) -> None:
    facts = messages.facts()
    [item] = facts["goodsShipment"]["items"]
    facts["goodsShipment"]["items"] = [item | {"sequence": number} for number in range(1, items + 1)]
    _lodged(messages.message(), "application/json", sender.token)
    content = messages.as_format(messages.message(**facts), format)

    before = CountingConnection.round_trips
    with CaptureQueriesContext(connection) as queries:
        answer = _lodged(content, KINDS[format], sender.token)

    assert answer["mrn"]
    assert CountingConnection.round_trips - before <= MOST_ROUND_TRIPS
    assert len(queries) == 0
