"""A register, and a government that has received nothing of it yet."""

from collections.abc import Iterator

import pytest

from tests.gateways.rest.web import Web
from tests.watch.received.register import PEOPLE, Government, Register


@pytest.fixture
def register(web: Web) -> Iterator[Register]:
    """Seven people, none of them with a day."""
    one = Register("residents of tests")
    one.put(*PEOPLE)
    yield one
    one.close()


@pytest.fixture
def town(web: Web, register: Register) -> Government:
    """A government that has received nothing yet."""
    return Government(web)
