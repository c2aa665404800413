"""The examples beside the tables say the same in both formats, in both directions, and keep the schemas."""

import json as library
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

import clearway.formats.wco as package
from clearway.core.kernel.money import Money
from clearway.formats import json
from clearway.formats.wco import declaration
from clearway.formats.wco.response import read_response
from tests.formats.wco import corpus

FOLDER = Path(package.__file__).parent
DECLARATION_XML = (FOLDER / "declaration" / "example.xml").read_bytes()
DECLARATION_JSON = (FOLDER / "declaration" / "example.json").read_bytes()
RESPONSE_XML = (FOLDER / "response" / "example.xml").read_bytes()
RESPONSE_JSON = (FOLDER / "response" / "example.json").read_bytes()


def canonical(content: bytes) -> bytes:
    """An XML message without the blanks between its elements."""
    return etree.tostring(etree.fromstring(content, etree.XMLParser(remove_blank_text=True)), method="c14n")


def test_the_pair_says_the_same() -> None:
    assert declaration.read(DECLARATION_XML).declaration == json.read(DECLARATION_JSON).declaration


def test_the_xml_is_what_would_be_written() -> None:
    assert canonical(declaration.write(declaration.read(DECLARATION_XML))) == canonical(DECLARATION_XML)


def test_the_json_is_what_would_be_written() -> None:
    message = json.read(DECLARATION_JSON)

    assert library.loads(json.write(message)) == library.loads(DECLARATION_JSON)


def test_the_example_is_read_as_a_customs_officer_would() -> None:
    facts = json.read(DECLARATION_JSON).declaration

    plates, fluid = facts.items
    assert (facts.purpose, facts.regime) == ("original", "import")
    assert (plates.commodity, plates.procedure, plates.origin) == ("69120010", "4000", "PT")
    assert (fluid.preference, fluid.preferential_origin, fluid.quota_order) == ("300", "EU", "091104")
    assert plates.price == Money(Decimal("15250.50"), "EUR")


@corpus.needs_corpus
@pytest.mark.parametrize("content", [DECLARATION_XML, RESPONSE_XML], ids=["declaration", "response"])
def test_the_examples_keep_the_published_schemas(content: bytes) -> None:
    schema = corpus.declaration_schema() if content is DECLARATION_XML else corpus.response_schema()

    schema.assertValid(etree.fromstring(content))


def test_the_response_pair_says_the_same() -> None:
    told, in_json = read_response(RESPONSE_XML), library.loads(RESPONSE_JSON)

    assert told.mrn == in_json["mrn"]
    assert [line.type_code for line in told.lines] == [line["typeCode"] for line in in_json["lines"]]
    assert [finding.at for finding in told.findings] == [finding["path"] for finding in in_json["findings"]]
    assert str(told.total) == f"{in_json['total']['amount']} {in_json['total']['currency']}"
