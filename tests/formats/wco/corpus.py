"""Declarations of the corpus, where it is present, and the schemas they are checked against."""

import os
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

_REPOSITORY = Path(__file__).parents[3]
ROOT = _REPOSITORY / os.environ.get("CLEARWAY_CORPUS", "../shared/data") / "wco-declarations-hmrc"
SCENARIOS, SCHEMAS = ROOT / "scenarios", ROOT / "schemas"
ABSENT = f"no corpus at {ROOT}: set CLEARWAY_CORPUS"
needs_corpus = pytest.mark.skipif(not ROOT.is_dir(), reason=ABSENT)

METADATA = "urn:wco:datamodel:WCO:DocumentMetaData-DMS:2"


def files() -> list[Path]:
    """Every XML file, whatever the case of its ending."""
    return sorted(path for path in SCENARIOS.rglob("*") if path.suffix.lower() == ".xml")


@cache
def declarations() -> tuple[Path, ...]:
    """Files whose metadata, alone or in a submission envelope, is qualified and names a declaration."""
    return tuple(path for path in files() if _is_declaration(path))


@cache
def malformed() -> tuple[Path, ...]:
    """Files that are not well-formed."""
    return tuple(path for path in files() if _tree(path) is None)


def _tree(path: Path) -> etree._Element | None:
    try:
        return etree.parse(path).getroot()
    except etree.XMLSyntaxError:
        return None


def _is_declaration(path: Path) -> bool:
    root = _tree(path)
    if root is None:
        return False
    metadata = root if root.tag == f"{{{METADATA}}}MetaData" else root.find(f".//{{{METADATA}}}MetaData")
    return metadata is not None and metadata.find("{urn:wco:datamodel:WCO:DEC-DMS:2}Declaration") is not None


def metadata(content: bytes) -> etree._Element:
    """The metadata of a message, without comments, wherever it stands."""
    root = etree.fromstring(content, etree.XMLParser(remove_comments=True))
    found = root if root.tag == f"{{{METADATA}}}MetaData" else root.find(f".//{{{METADATA}}}MetaData")
    assert found is not None
    return found


@cache
def declaration_schema() -> etree.XMLSchema:
    """The metadata and the declaration together, as a submission is checked."""
    return etree.XMLSchema(file=str(SCHEMAS / "customs" / "wrapper_submit.xsd"))


@cache
def cancellation_schema() -> etree.XMLSchema:
    """The metadata and the narrower declaration of a cancellation."""
    return etree.XMLSchema(file=str(SCHEMAS / "customs" / "wrapper_cancel.xsd"))


@cache
def response_schema() -> etree.XMLSchema:
    """The metadata and the response together: the metadata's wildcard is strict."""
    folder = (SCHEMAS / "wco" / "notification").resolve()
    schema = f"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{METADATA}">
      <xs:include schemaLocation="{folder.as_uri()}/DocumentMetaData_2_DMS.xsd"/>
      <xs:import namespace="urn:wco:datamodel:WCO:RES-DMS:2"
                 schemaLocation="{folder.as_uri()}/WCO_RES_2_DMS.xsd"/>
    </xs:schema>"""
    return etree.XMLSchema(etree.fromstring(schema))
