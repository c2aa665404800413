"""The web process of the interface's tests, and two banks that call it."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.gateways.banks.bank import FIRST, SECOND, Bank, register
from tests.gateways.rest.conftest import anybody, sender, stranger, trader  # noqa: F401 - fixtures.
from tests.gateways.rest.web import Web


@pytest.fixture
def bank(web: Web) -> Iterator[Bank]:
    """A bank whose key is known."""
    register()
    with closing(Bank(web, FIRST)) as one:
        yield one


@pytest.fixture
def other_bank(web: Web) -> Iterator[Bank]:
    """Another bank whose key is known."""
    register()
    with closing(Bank(web, SECOND)) as one:
        yield one
