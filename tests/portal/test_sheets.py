"""Goods from a spreadsheet: taken as they are written, or told cell by cell; nothing in a file is ever worked out."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from openpyxl import Workbook, load_workbook

from clearway.clearance.trader.drafting import columns, sheets, tables
from clearway.clearance.trader.drafting.choices import Asked
from clearway.clearance.trader.drafting.drafts import law_now
from clearway.clearance.trader.tables import as_text
from tests.conftest import TRADER
from tests.portal.people import member, signed_in, words
from tests.portal.test_drafting import ITEM, begun

pytestmark = pytest.mark.usefixtures("country")

NAMES = ("description", "commodity", "origin", "packages_number", "packages_kind", "marks", "gross", "net", "price")
PORCELAIN = tuple(ITEM[name] for name in NAMES)


@pytest.fixture
def owner() -> Client:
    return signed_in(member("owner", TRADER))


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def text(*rows: tuple[object, ...], between: str = ",") -> bytes:
    return "\n".join(between.join(str(cell) for cell in row) for row in rows).encode()


def sent(client: Client, draft: str, content: bytes, act: str = "replace") -> HttpResponse:
    return client.post(f"{draft}/items/sheet", {"act": act, "file": SimpleUploadedFile("goods.xlsx", content)})


@pytest.mark.parametrize("write", [workbook, text])
def test_rows_of_a_spreadsheet_become_goods(owner: Client, write: object) -> None:
    assert callable(write)
    draft = begun(owner)

    answer = sent(owner, draft, write(NAMES, tuple(one.replace(",", "") for one in PORCELAIN), (), PORCELAIN[:1]))

    assert answer.status_code == 302, words(answer)
    page = words(owner.get(f"{draft}/items"))
    assert page.count("Porcelain tableware") == 2
    assert "69111090" in page


def test_the_template_holds_the_goods_and_can_be_sent_back(owner: Client) -> None:
    draft = begun(owner)
    sent(owner, draft, workbook(NAMES, ("=1+1 is no formula here".lstrip("="), *PORCELAIN[1:]), PORCELAIN))

    for form in ("xlsx", "csv"):
        template = owner.get(f"{draft}/items/sheet.{form}").content
        assert sent(owner, draft, template).status_code == 302
        assert words(owner.get(f"{draft}/items")).count("69111090") == 2
    assert owner.get(f"{draft}/items/sheet.exe").status_code == 404


def test_headings_are_known_in_every_language_of_the_country(owner: Client) -> None:
    draft = begun(owner)

    assert (
        sent(owner, draft, workbook(("Net mass in kilograms, without packing", "COMMODITY"), (1, 691110))).status_code
        == 302
    )
    known = columns.by_heading("export", ("en", "ko", "vi", "es", "fr"))
    assert columns.of_heading("  Commodity   CODE ", known) is columns.of_heading("commodity", known)


@pytest.mark.parametrize(
    ("row", "place", "why"),
    [
        (("Plates", "=6911"), "B (Commodity code)", "holds a formula"),
        (("Plates", "69111090", "Japan"), "C (Country where the goods were made)", "is not a code of the list"),
        (("Plates", "69111090", "JP", "ten"), "D (Number of packages)", "This is not a number"),
        (("Plates", "69111090", "JP", "1,5"), "D (Number of packages)", "A comma may mean"),
        (("Plates", "6" * 99), "B (Commodity code)", "too long"),
    ],
)
def test_a_bad_cell_is_named_by_row_and_column_and_nothing_is_taken(
    owner: Client, row: tuple[object, ...], place: str, why: str
) -> None:
    draft = begun(owner)

    answer = sent(owner, draft, workbook(NAMES, PORCELAIN, row))

    assert answer.status_code == 422
    page = words(answer)
    assert '<th scope="row" data-label="Row">3</th>' in page
    assert place in page
    assert why in page
    assert "No goods are named yet." in words(owner.get(f"{draft}/items?look"))


def test_a_column_nobody_knows_or_that_stands_twice_is_told(owner: Client) -> None:
    draft = begun(owner)

    assert "No column is called" in words(sent(owner, draft, workbook((*NAMES, "colour"), PORCELAIN)))
    assert "This column stands twice." in words(sent(owner, draft, workbook((*NAMES, "net"), PORCELAIN)))
    assert "The first row must hold the headings" in words(sent(owner, draft, workbook(("a", "b"))))


def bomb() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (tables.MOST_UNPACKED + 1))
    return content.getvalue()


def entities() -> bytes:
    content = io.BytesIO(workbook(NAMES))
    with zipfile.ZipFile(content, "a") as packed:
        packed.writestr("xl/more.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16"))
    return content.getvalue()


def many_parts() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for n in range(tables.MOST_PARTS + 1):
            packed.writestr(f"{n}", b"")
    return content.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        bomb(),
        entities(),
        many_parts(),
        b"PK\x03\x04 nothing",
        b"\x00\x01\x02",
        b"\xff\xfe\x00",
        b"\xe9,",
        b"x" * (tables.MOST_BYTES + 1),
        text(("description",), *[("Plates",)] * (tables.MOST_ROWS + 1)),
    ],
    ids=["bomb", "entities", "parts", "no zip", "binary", "utf-16", "latin-1", "large", "long"],
)
def test_a_file_that_is_none_or_would_do_harm_is_not_read(owner: Client, content: bytes) -> None:
    draft = begun(owner)

    assert sent(owner, draft, content).status_code == 422
    assert owner.get(f"{draft}/items?look").status_code == 200


def test_nothing_typed_leaves_as_a_formula() -> None:
    law = law_now()
    rows, faults = sheets.taken(workbook(("description",), ("'=cmd",)), Asked(law, "export", {}))

    assert not faults
    assert [as_text(cell) for cell in ("=1", "+1", "-1", "@a", "plain", "")] == [
        "'=1",
        "'+1",
        "'-1",
        "'@a",
        "plain",
        "",
    ]
    assert rows[0]["description"] == "'=cmd"


def test_a_template_holds_text_and_no_formula(owner: Client) -> None:
    draft = begun(owner)
    owner.post(f"{draft}/items/1", {**ITEM, "description": '=HYPERLINK("x")', "go": "on"})

    book = load_workbook(io.BytesIO(owner.get(f"{draft}/items/sheet.xlsx").content))

    assert book.worksheets[0]["A2"].data_type == "s"
    assert "'=HYPERLINK" in owner.get(f"{draft}/items/sheet.csv").content.decode("utf-8-sig")
