"""Every real declaration goes through EDIFACT and comes back, where the corpus is present."""

import os
from pathlib import Path

import pytest

from clearway.core.kernel import canonical
from clearway.formats.edifact import cusdec, interchange
from clearway.formats.message import Message
from clearway.formats.refusal import Unreadable
from clearway.formats.wco import declaration as wco
from tests.formats.edifact import directory

SCENARIOS = Path(os.environ.get("CLEARWAY_CORPUS", "../shared/data")) / "wco-declarations-hmrc" / "scenarios"
pytestmark = pytest.mark.skipif(not SCENARIOS.is_dir(), reason=f"no corpus at {SCENARIOS}: set CLEARWAY_CORPUS")


def declarations() -> list[Message]:
    """What the WCO reader reads of the corpus; notifications and broken files are not declarations."""
    found = []
    for path in sorted(each for each in SCENARIOS.rglob("*") if each.suffix.lower() == ".xml"):
        try:
            found.append(wco.read(path.read_bytes()))
        except Unreadable:
            continue
    return found


@pytest.fixture(scope="module")
def corpus() -> list[Message]:
    return declarations()


def test_every_declaration_survives_edifact(corpus: list[Message]) -> None:
    assert len(corpus) >= 119
    for message in corpus:
        read = cusdec.read(cusdec.write(message)).declaration
        assert canonical.encode(read) == canonical.encode(message.declaration)


def test_the_whole_corpus_survives_as_one_interchange(corpus: list[Message]) -> None:
    read = cusdec.read_all(cusdec.write(corpus))

    assert [each.declaration for each in read if isinstance(each, Message)] == [each.declaration for each in corpus]


@directory.needs_directory
def test_every_declaration_is_written_as_the_directory_has_it(corpus: list[Message]) -> None:
    for raw in interchange.read(cusdec.write(corpus)).messages:
        assert directory.misplaced(raw.segments(), directory.message("cusdec")) is None
        assert [wrong for segment in raw.segments() for wrong in directory.misshapen(segment)] == []
