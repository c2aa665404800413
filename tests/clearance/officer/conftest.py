"""Chance is kept out of the office's tests."""

import pytest

from tests.clearance.officer.desk import quiet_office

__all__ = ["quiet_office"]


@pytest.fixture(autouse=True)
def office(quiet_office: None) -> None:
    """A country, and no luck."""
