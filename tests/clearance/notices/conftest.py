"""A country whose notices are loaded, and its event log read as the worker reads it."""

from collections.abc import Callable

import pytest

from clearway.clearance.notices.reacting import READER
from clearway.platform.calendar import now
from clearway.platform.events import readers
from clearway.platform.notifications import texts
from clearway.registers.lawbook import public as lawbook
from tests.conftest import PACK


@pytest.fixture
def told(country: None) -> Callable[[], None]:
    """Reads the log from here on to its end, as often as it is called."""
    texts.load(lawbook.notice_texts(PACK))
    readers.begin_anew(READER.name)

    def read() -> None:
        while readers.read(READER, at=now()):
            pass

    return read
