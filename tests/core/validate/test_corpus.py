"""Real declarations of another country: what Demoland would say to them."""

import os
from decimal import Decimal
from pathlib import Path

import pytest

from clearway.core.facts.circumstances import Circumstances, Rate
from clearway.core.facts.declaration import Declaration
from clearway.core.law.lawbook import Lawbook
from clearway.core.validate import validate
from clearway.formats.refusal import Unreadable
from clearway.formats.wco import declaration as wco
from tests.core import build

ROOT = Path(__file__).parents[3]
SCENARIOS = (
    Path(os.environ.get("CLEARWAY_CORPUS", ROOT.parent / "shared" / "data")) / "wco-declarations-hmrc/scenarios"
)


def _declarations() -> list[Declaration]:
    found = []
    for file in sorted(SCENARIOS.rglob("*.xml")):
        content = file.read_bytes()
        if b"DEC-DMS" in content:
            try:
                found.append(wco.read(content).declaration)
            except Unreadable:
                continue
    return found


def _circumstances(declaration: Declaration) -> Circumstances:
    """The declarant hands in itself; the bank has a rate of every currency that occurs."""
    rates = tuple(
        Rate(currency=code, rate=Decimal(2), day=build.DAY, source="test")
        for code in ("CAD", "EUR", "GBP", "JPY", "USD")
    )
    submitter = declaration.declarant.id if declaration.declarant and declaration.declarant.id else "none"
    return build.circumstances(submitter=submitter, rates=rates, parties=(), mandates=())


@pytest.mark.skipif(not SCENARIOS.is_dir(), reason=f"no corpus at {SCENARIOS}")
def test_half_of_the_real_declarations_would_be_lawful_here(book: Lawbook) -> None:
    law = book.on(build.DAY)
    originals = [one for one in _declarations() if one.purpose == "original"]

    accepted = [
        one
        for one in originals
        if not any(finding.severity == "reject" for finding in validate(one, law, _circumstances(one)))
    ]

    assert len(originals) > 100
    assert len(accepted) * 2 >= len(originals)
