"""Every declaration of the corpus is read without loss, and written so that the published schemas accept it."""

from collections import Counter
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest
from lxml import etree

from clearway.formats.refusal import Unreadable
from clearway.formats.wco import declaration
from clearway.formats.wco.moments import instant
from tests.formats.wco import corpus

pytestmark = corpus.needs_corpus
EACH = pytest.mark.parametrize(
    "path", corpus.declarations() if corpus.ROOT.is_dir() else [], ids=lambda path: path.stem
)


def test_the_corpus_is_whole() -> None:
    assert len(corpus.declarations()) == 121
    assert len(corpus.malformed()) == 1


@EACH
def test_what_was_written_is_read_as_the_same_facts(path: Path) -> None:
    message = declaration.read(path.read_bytes())

    again = declaration.read(declaration.write(message))

    assert again == message


@EACH
def test_what_was_written_keeps_the_schema(path: Path) -> None:
    message = declaration.read(path.read_bytes())

    written = etree.fromstring(declaration.write(message))

    if message.declaration.purpose == "cancellation":
        corpus.cancellation_schema().assertValid(written)
    corpus.declaration_schema().assertValid(written)


@EACH
def test_nothing_is_dropped_on_the_way(path: Path) -> None:
    content = path.read_bytes()

    written = declaration.write(declaration.read(content))

    assert said(corpus.metadata(written)) == said(corpus.metadata(content))


@EACH
def test_attributes_are_kept(path: Path) -> None:
    content = path.read_bytes()

    written = declaration.write(declaration.read(content))

    kept = units(corpus.metadata(written))
    assert units(corpus.metadata(content)) - kept == Counter()


def test_a_file_that_is_not_well_formed_is_refused_with_its_place() -> None:
    with pytest.raises(Unreadable) as refusal:
        declaration.read(corpus.malformed()[0].read_bytes())

    fault = refusal.value.faults[0]
    assert (fault.code, fault.at) == ("FMT-101", "line 52, column 6")
    assert fault.facts["reason"].startswith("Double hyphen within comment")


def test_amendments_and_cancellations_are_among_them() -> None:
    purposes = Counter(declaration.read(path.read_bytes()).declaration.purpose for path in corpus.declarations())

    assert purposes["amendment"] > 0
    assert purposes["cancellation"] > 0


def test_documents_about_declarations_are_no_declarations() -> None:
    others = set(corpus.files()) - set(corpus.declarations()) - set(corpus.malformed())

    for path in sorted(others):
        with pytest.raises(Unreadable) as refusal:
            declaration.read(path.read_bytes())
        assert refusal.value.faults[0].code == "FMT-115", path


def said(element: etree._Element) -> Counter[tuple[str, str]]:
    """Each value with the way to it, numbers and instants in one spelling."""
    found: Counter[tuple[str, str]] = Counter()
    for each in element.iter():
        text = " ".join((each.text or "").split())
        if not len(each) and text:
            found[_way(each), _spelled(each, text)] += 1
    return found


def units(element: etree._Element) -> Counter[tuple[str, str, str]]:
    """Currencies and units of measure with the way to them."""
    return Counter(
        (_way(each), str(name), str(value))
        for each in element.iter()
        for name, value in each.attrib.items()
        if name in ("currencyID", "unitCode")
    )


def _way(element: etree._Element) -> str:
    steps = [etree.QName(each).localname for each in (element, *element.iterancestors())]
    return "/".join(reversed(steps[: steps.index("MetaData") + 1]))


def _spelled(element: etree._Element, text: str) -> str:
    name = etree.QName(element).localname
    if name == "DateTimeString":
        moment = instant(text, element.get("formatCode", ""))
        assert isinstance(moment, datetime)
        return moment.isoformat()
    if not name.endswith(("Amount", "Quantity", "Measure", "Numeric")):
        return text
    try:
        return f"{Decimal(text).normalize():f}"
    except InvalidOperation:
        return text
