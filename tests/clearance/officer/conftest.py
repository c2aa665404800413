"""Chance is kept out of the office's tests."""

import pytest

from tests.clearance.officer.desk import no_chance

__all__ = ["no_chance"]


@pytest.fixture(autouse=True)
def office(country: None, no_chance: None) -> None:
    """A country, and no luck."""
