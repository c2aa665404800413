"""A bank's software that asks for consents, and a citizens' desk where people decide."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.gateways.govstack.desk import AGENCY, BANK, Desk
from tests.gateways.rest.conftest import anybody
from tests.gateways.rest.web import Web

__all__ = ["anybody"]


@pytest.fixture
def bank(web: Web) -> Iterator[Desk]:
    """A bank's software."""
    with closing(Desk(web, party=BANK)) as one:
        yield one


@pytest.fixture
def citizens(web: Web) -> Iterator[Desk]:
    """An agency's software in which people who have proved who they are decide."""
    with closing(Desk(web, ("consents:record", "consents:decide"), office=AGENCY)) as one:
        yield one
