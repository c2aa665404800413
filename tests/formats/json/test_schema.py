"""The published schema says what is read: what it allows is accepted, what is accepted it allows."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from clearway.core.facts.declaration import Declaration
from clearway.formats import json as format
from clearway.formats import limits
from clearway.formats.message import Message
from tests.formats.wco import build

SCHEMA = format.schema()
VALIDATOR = Draft202012Validator(SCHEMA)


def test_it_is_a_schema_of_its_dialect() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["title"] == "Declaration"


def test_every_type_of_fact_has_its_sentence() -> None:
    definitions = {"Declaration": SCHEMA, **SCHEMA["$defs"]}

    assert set(definitions) == {fact.__name__ for fact in limits.facts_of(Declaration)}
    assert all(definition["description"].split("\n")[0].endswith(".") for definition in definitions.values())


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(build.declarations())
def test_whatever_is_written_keeps_the_schema(facts: Declaration) -> None:
    VALIDATOR.validate(json.loads(format.write(Message("json", facts))))


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"functionCode": "1"},
        {"functionCode": "9", "x": 1},
        {"functionCode": "9", "mrn": ""},
        {"functionCode": "9", "mrn": " 1"},
        {"functionCode": "9", "mrn": "1" * 71},
        {"functionCode": "9", "itemCount": 100_000},
        {"functionCode": "9", "itemCount": -1},
        {"functionCode": "9", "totalGrossMass": "-1"},
        {"functionCode": "9", "totalGrossMass": "1_0"},
        {"functionCode": "9", "totalGrossMass": "1.1234567"},
        {"functionCode": "9", "invoiceAmount": {"amount": "1.1234", "currency": "EUR"}},
        {"functionCode": "9", "invoiceAmount": {"amount": "1", "currency": "eur"}},
        {"functionCode": "9", "invoiceAmount": {"amount": "1", "currency": "EUR", "x": 1}},
        {"functionCode": "9", "acceptedAt": "2026-01-01T00:00:00"},
        {"functionCode": "9", "acceptedAt": "1999-01-01T00:00:00Z"},
        {"functionCode": "9", "borderMeans": {"modeCode": "x"}},
    ],
)
def test_what_the_schema_refuses_the_reader_refuses(wrong: dict[str, object]) -> None:
    assert not VALIDATOR.is_valid(wrong)
    (refusal,) = format.read_all(json.dumps(wrong).encode())
    assert not isinstance(refusal, Message)
