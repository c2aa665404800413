"""A receipt on paper: readable in five languages, its code holds the signed receipt, and it is the same each time."""

from pathlib import Path

import msgspec
import pytest
import segno

from clearway.clearance.receipts import fonts, paper, sheet
from clearway.core.law.country import Country
from clearway.core.release.keylist import Revoked
from clearway.core.release.reading import receipt_in
from clearway.core.release.signature import Signed
from clearway.core.release.statement import Statement
from clearway.registers.lawbook.packs import compile_pack
from clearway.stations.release.public import Receipt
from tests.core.release.receipts import AT, signed, statement

PACK = Path(__file__).parents[3] / "packs" / "demoland"
LANGUAGES = ("en", "ko", "vi", "es", "fr")


@pytest.fixture(scope="module")
def country() -> Country:
    return compile_pack(PACK).country


def _receipt(said: Statement | None = None, revoked: Revoked | None = None) -> Receipt:
    made: Signed = signed(said)
    said = said or statement()
    return Receipt(
        number=said.number, declaration=1, kid=made.header.kid, statement=said, compact=made.compact,
        file=made.file("receipt"), issued_at=AT, revoked=revoked,
    )  # fmt: skip


def _large() -> Statement:
    goods = msgspec.structs.replace(statement().goods, containers=tuple(f"MSKU{number:07}" for number in range(160)))
    return statement(goods=goods)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_signed_receipt_lies_in_the_paper_of_every_language(country: Country, language: str) -> None:
    made = paper.pdf(_receipt(), country, language)
    assert receipt_in(made) == _receipt().file
    assert len(made) < 150_000


def test_the_paper_is_the_same_whenever_it_is_asked_for(country: Country) -> None:
    assert paper.pdf(_receipt(), country, "fr") == paper.pdf(_receipt(), country, "fr")


def test_a_machine_without_fonts_writes_what_every_reader_can_show(
    country: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "_FOLDERS", ())
    fonts.for_language.cache_clear()
    try:
        found = {language: fonts.for_language(language) for language in LANGUAGES}
        assert found == {"en": fonts.BUILT_IN, "fr": fonts.BUILT_IN, "es": fonts.BUILT_IN, "ko": None, "vi": None}
        for language in LANGUAGES:
            made = paper.pdf(_receipt(statement(office="Bœuf \u2013 관세")), country, language)
            assert b"/Helvetica" in made
            assert b"/Lang (%b)" % (language if found[language] else "en").encode() in made
    finally:
        fonts.for_language.cache_clear()


def test_one_code_holds_the_whole_receipt_and_reads_back() -> None:
    made = _receipt()
    (code,) = sheet._symbols(made.compact)
    again = segno.make_qr(made.compact, error="m", boost_error=False)
    assert code.matrix == again.matrix
    assert code.error == "M"


def test_a_large_receipt_is_a_sequence_of_codes_on_as_many_pages_as_it_needs(country: Country) -> None:
    made = _receipt(_large())
    assert len(sheet._symbols(made.compact)) == 3
    written = paper.pdf(made, country, "en")
    assert receipt_in(written) == made.file
    assert written.count(b"/Type /Page\n") + written.count(b"/Type /Page ") >= 2


def test_a_revoked_receipt_says_so_on_paper(country: Country) -> None:
    good, bad = (
        paper.pdf(_receipt(revoked=one), country, "en") for one in (None, Revoked("x", AT, "goods detained"))
    )
    assert good != bad
    assert receipt_in(bad) == _receipt().file
