"""Errors in both spellings and styles, records of monitoring, and questions for usage."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import jsonschema
import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from clearway.formats.refusal import Unreadable
from clearway.formats.xroad import errors, monitoring, usage
from clearway.formats.xroad.identifiers import Client, Service
from clearway.formats.xroad.monitoring import Record
from clearway.formats.xroad.usage import Asked
from tests.conftest import ROOT

CORPUS = Path(os.environ.get("CLEARWAY_CORPUS", ROOT.parent / "shared" / "data")) / "sharing-apis"


def test_codes_are_spelled_as_their_generation_spells_them() -> None:
    denied = "Server.ServerProxy.AccessDenied"

    assert errors.spelled(denied, "6") == denied
    assert errors.spelled(denied, "7.8") == "server.serverproxy.access_denied"
    network = "Server.ServerProxy.ServiceFailed.NetworkError"
    assert errors.spelled(network, "7.8") == "server.serverproxy.service_failed.network_error"


def test_no_two_codes_are_spelled_the_same() -> None:
    codes = get_args(errors.Code)

    assert len({errors.spelled(code, "7.8") for code in codes}) == len(codes)
    assert set(codes) >= errors.NOT_THE_CLIENTS


def test_the_text_blames_the_client_where_the_reference_does_not() -> None:
    assert errors.status("Server.ServerProxy.AccessDenied", "text") == 400
    assert errors.status("Server.ServerProxy.AccessDenied", "reference") == 500
    assert {errors.status("Server.ServerProxy.InternalError", style) for style in get_args(errors.Style)} == {500}


def _record() -> Record:
    client = Client("DL", "COM", "1", "loans")
    return Record(
        monitoring_data_ts=1_767_225_600, security_server_internal_ip="127.0.0.1", security_server_type="Producer",
        request_in_ts=1_767_225_600_000, request_out_ts=1_767_225_600_001, response_in_ts=1_767_225_600_281,
        response_out_ts=1_767_225_600_283, succeeded=False, status_code=500, rest_method="GET", rest_path="/P1",
        message_id="7", request_size=10, response_size=20,
        **monitoring.of_client(client), **monitoring.of_service(Service(client, "RES-001")),
        **monitoring.of_fault("server.serverproxy.access_denied", "x" * 3000),
    )  # fmt: skip


def test_a_record_names_its_fields_as_the_published_schema_does() -> None:
    path = CORPUS / "x-road" / "query_operational_data_response_payload_schema.yaml"
    if not path.exists():
        pytest.skip("the published schema is not here")
    schema = yaml.safe_load(path.read_text(encoding="utf-8"))
    written = msgspec.to_builtins(_record())

    jsonschema.validate({"records": [written]}, schema)
    known = schema["properties"]["records"]["items"]["properties"].keys()
    assert written.keys() - known == set()
    assert {field.encode_name for field in msgspec.structs.fields(Record)} - known == {"xRequestId"}


def test_a_record_comes_back_as_it_went_out() -> None:
    assert msgspec.json.decode(msgspec.json.encode(_record()), type=Record) == _record()


def test_a_question_for_usage_is_read() -> None:
    asked = usage.asked("userCode=EE1&periodStart=2026-01-01T00:00:00Z&offset=5&limit=1000")

    assert asked == Asked("EE1", datetime(2026, 1, 1, tzinfo=UTC), None, 5, 1000)
    assert usage.asked("userCode=EE1") == Asked("EE1", limit=1000)


@given(
    st.text(max_size=60)
    | st.from_regex(r"(userCode|limit|offset|periodStart|x)=[0-9A-Za-z%:+-]{0,12}(&[a-zA-Z=0-9%]*)*")
)
def test_no_question_is_anything_but_read_or_refused(query: str) -> None:
    try:
        asked = usage.asked(query)
    except Unreadable as wrong:
        assert all(one.code and one.sentence and one.passes for one in wrong.faults)
        assert wrong.faults
    else:
        assert asked.person
        assert 1 <= asked.limit <= 1000
