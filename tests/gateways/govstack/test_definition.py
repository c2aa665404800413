"""The building block's own definition is kept whatever is sent: schemathesis over its 42 operations."""

import os

import pytest
import schemathesis
import yaml
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig

from tests.conftest import ROOT
from tests.gateways.govstack.desk import PREFIX, Desk

FULL = os.environ.get("CLEARWAY_PROVE") == "1"
EXAMPLES = 100 if FULL else 4
CORPUS = ROOT / os.environ.get("CLEARWAY_CORPUS", "../shared/data") / "sharing-apis" / "govstack-consent"
FOUND = CORPUS / "consent-openapi.yaml"
if not FOUND.exists():
    pytest.skip(f"no corpus at {CORPUS}: set CLEARWAY_CORPUS", allow_module_level=True)
DEFINITION = yaml.safe_load(FOUND.read_text(encoding="utf-8"))
CONFIG = SchemathesisConfig.from_dict(
    {
        "checks": {
            # A number that is nobody's, a reference to nothing, an address that is never called: 400, as defined.
            "positive_data_acceptance": {"expected-statuses": [200, 400]},
        },
        "phases": {"coverage": {"enabled": FULL}},
        "generation": {"max-examples": EXAMPLES, "deterministic": not FULL, "no-shrink": True},
        "request-timeout": 60,
    }
)
schema = schemathesis.openapi.from_dict(DEFINITION, config=CONFIG)


def test_the_definition_has_the_operations_that_are_served() -> None:
    assert sum(len(ways) for ways in DEFINITION["paths"].values()) == 42


@pytest.mark.proof
@schema.parametrize()
@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=EXAMPLES)
def test_the_definition_is_kept_whatever_is_sent(case: schemathesis.Case, bank: Desk) -> None:
    base = str(bank.base_url).rstrip("/")
    assert base.endswith(PREFIX)
    case.call_and_validate(base_url=base, headers={"Authorization": f"Bearer {bank.token}"})
