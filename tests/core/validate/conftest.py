"""The law of Demoland, compiled once for all tests of this folder."""

from pathlib import Path

import pytest

from clearway.core.law.lawbook import Lawbook
from clearway.registers.lawbook.packs import compile_pack

PACK = Path(__file__).parents[3] / "packs" / "demoland"


@pytest.fixture(scope="session")
def book() -> Lawbook:
    return compile_pack(PACK)
