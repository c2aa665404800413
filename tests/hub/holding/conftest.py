"""The offices of the tests of holders."""

import pytest

from clearway.registers.offices import public as offices
from tests.conftest import PACK


@pytest.fixture(autouse=True)
def _agencies(country: None) -> None:
    """Agencies and holders stand in the register of offices."""
    offices.load_offices(PACK)
