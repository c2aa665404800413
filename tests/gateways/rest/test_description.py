"""The published description is true: a valid OpenAPI 3.1 document, and the interface keeps it whatever is sent."""

import os
from typing import Any

import httpx
import jsonschema
import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from jsonschema import Draft202012Validator
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.definitions import OPENAPI_31

from clearway.gateways.rest.description import describe
from clearway.gateways.rest.routes import ROUTES
from tests.gateways.rest import messages
from tests.gateways.rest.web import Sender

FULL = os.environ.get("CLEARWAY_PROVE") == "1"
EXAMPLES = 100 if FULL else 20
DESCRIPTION: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(describe(ROUTES)))

schemathesis.serializer.alias(["application/edifact", "application/x-ndjson"], "text/plain")
CONFIG = SchemathesisConfig.from_dict(
    {
        "checks": {
            # A declaration of the right shape may still be one that the law, or the limits of a format, refuse.
            "positive_data_acceptance": {"expected-statuses": ["2xx", 400, 404, 409, 415, 422]},
            # OPTIONS is answered, HEAD goes with GET; neither is described.
            "unsupported_method": {"enabled": False},
        },
        "operations": [
            # The sender is no bank, agency, operator, official or government; tests of their calls are theirs.
            {
                "include-path-regex": "^/v1/(banks|permits|cargo|watch|cases|posts|inquiries|consents|distributions)",
                "checks": {"positive_data_acceptance": {"expected-statuses": [403]}},
            },
            # A line that is no declaration is answered with a problem in its place.
            {"include-path": "/v1/declarations/batch", "checks": {"negative_data_rejection": {"enabled": False}}},
            # Every corner of a declaration is tried once, at the door that stores nothing.
            {"include-path": "/v1/declarations", "phases": {"coverage": {"enabled": False}}},
            {"include-path-regex": "amendments|cancellation", "phases": {"coverage": {"enabled": False}}},
        ],
        "phases": {"coverage": {"enabled": FULL}},
        "generation": {"max-examples": EXAMPLES, "deterministic": not FULL, "no-shrink": True},
        "request-timeout": 60,
    }
)
schema = schemathesis.openapi.from_dict(DESCRIPTION, config=CONFIG)
# A filter of the library would stand beside those that its settings for operations bring, and let all pass.
_ONE = "/v1/declarations/{number}"
_STANDING = {path: ways for path, ways in DESCRIPTION["paths"].items() if path.startswith(_ONE)}
of_one_that_stands = schemathesis.openapi.from_dict(DESCRIPTION | {"paths": _STANDING}, config=CONFIG)


def test_the_description_is_an_openapi_document() -> None:
    Draft202012Validator(OPENAPI_31).validate(DESCRIPTION)


def test_every_schema_in_it_is_a_schema_and_every_reference_leads_somewhere() -> None:
    for name, one in DESCRIPTION["components"]["schemas"].items():
        Draft202012Validator.check_schema(one)
        assert one.get("description") or one.get("title"), name
    for reference in set(_references(DESCRIPTION)):
        place: Any = DESCRIPTION
        for step in reference.removeprefix("#/").split("/"):
            place = place[step]


def test_it_is_published_as_it_is(anybody: httpx.Client) -> None:
    assert anybody.get("/v1/openapi.json").json() == DESCRIPTION


def test_it_names_every_route_with_its_scope_and_an_operation_of_its_own() -> None:
    operations = {(path, method): one for path, ways in DESCRIPTION["paths"].items() for method, one in ways.items()}

    assert operations.keys() == {(route.path, route.method.lower()) for route in ROUTES}
    assert len({one["operationId"] for one in operations.values()}) == len(ROUTES)
    for route in ROUTES:
        scopes = operations[route.path, route.method.lower()].get("security", [])
        assert scopes == ([{"client": [route.permission]}] if route.permission else [])


@pytest.mark.parametrize("name", ["1-tableware", "2-tableware-and-linen", "3-export", "4-warehouse"])
def test_real_declarations_and_answers_are_as_described(sender: Sender, name: str) -> None:
    facts = messages.facts(name)

    lodged = sender.lodge(messages.message(**facts))

    mrn = lodged.json()["mrn"]
    _is_described(facts, "Declaration")
    _is_described(lodged.json(), "Answered" if lodged.status_code == 201 else "Problem")
    _is_described(sender.get(f"/v1/declarations/{mrn}").json(), "Whole")
    _is_described(sender.get(f"/v1/declarations/{mrn}/explanation").json(), "Explanation")
    _is_described(sender.get("/v1/declarations").json(), "Page")
    for told in sender.get(f"/v1/declarations/{mrn}/timeline").json():
        _is_described(told, "Happened")


def test_problems_are_as_described_with_a_type_title_status_and_code(sender: Sender) -> None:
    answers = [
        sender.lodge(b"{}"),
        sender.lodge(messages.message("6-net-above-gross")),
        sender.lodge(messages.message(reference=None)),
        sender.get("/v1/declarations/nobody"),
        sender.get("/v1/nothing"),
        sender.put("/v1/declarations"),
    ]

    for answer in answers:
        problem = answer.json()
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert problem["status"] == answer.status_code
        assert problem["type"] == f"urn:clearway:problem:{problem['code'].lower()}"
        assert problem["title"]
        _is_described(problem, "Problem")


@pytest.mark.proof
@schema.parametrize()
@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=EXAMPLES)
def test_the_interface_keeps_its_description_whatever_is_sent(case: schemathesis.Case, sender: Sender) -> None:
    case.call_and_validate(base_url=str(sender.base_url), headers={"Authorization": f"Bearer {sender.token}"})


@pytest.mark.proof
@of_one_that_stands.parametrize()
@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=EXAMPLES)
def test_it_does_so_for_a_declaration_that_stands(case: schemathesis.Case, sender: Sender) -> None:
    facts = messages.facts(reference="STANDS")
    case.path_parameters = {"number": sender.lodge(messages.message(**facts)).json()["mrn"]}
    case.call_and_validate(base_url=str(sender.base_url), headers={"Authorization": f"Bearer {sender.token}"})


def _is_described(value: Any, name: str) -> None:
    whole = {"$ref": f"#/components/schemas/{name}", "components": DESCRIPTION["components"]}
    jsonschema.validate(value, whole, cls=Draft202012Validator)


def _references(value: Any) -> list[str]:
    if isinstance(value, list):
        return [found for one in value for found in _references(one)]
    if not isinstance(value, dict):
        return []
    own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
    return own + [found for one in value.values() for found in _references(one)]
