"""Spreadsheets read as cells of text: .xlsx and .csv, within limits; formulas are never worked out.

A workbook is a zip file: what it unpacks to is measured before anything reads it, and nothing in it may define
entities. A cell with a formula is told, because what it shows here would be a guess.
"""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime

import msgspec
from django.utils.translation import gettext_noop as noop
from openpyxl import load_workbook

from clearway.clearance.trader.drafting.columns import MOST_COLUMNS

MOST_BYTES = 3 * 1024 * 1024
#: What a workbook may unpack to: a thousand rows are far below.
MOST_UNPACKED = 60 * 1024 * 1024
MOST_PARTS = 500
MOST_ROWS = 1_100
LONGEST_CELL = 2_000
CHUNK = 1 << 20

TOO_LARGE = noop("The file is too large: at most 3 megabytes, and 999 rows of goods.")
NOT_A_SHEET = noop("This is not a spreadsheet. Use the template: a workbook (.xlsx) or a table of text (.csv).")
NOT_TEXT = noop("The text of this file cannot be read. Save it as CSV in UTF-8, or as a workbook (.xlsx).")
SUSPICIOUS = noop("This workbook unpacks to more than it should, or defines what no workbook needs. It is not read.")


class NoSheet(ValueError):
    """The file cannot be read at all; the message is an English sentence of the catalogue."""


class Cell(msgspec.Struct, frozen=True):
    """The text of a cell; a formula has none."""

    text: str
    is_formula: bool = False


def read(content: bytes) -> Iterator[list[Cell]]:
    """The rows of a spreadsheet, the first of its sheets, empty rows included."""
    if len(content) > MOST_BYTES:
        raise NoSheet(TOO_LARGE)
    if content[:4] == b"PK\x03\x04":
        return _workbook(content)
    if b"\x00" in content[:1024] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NoSheet(NOT_A_SHEET)
    return _text(content)


def _workbook(content: bytes) -> Iterator[list[Cell]]:
    _must_be_harmless(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS)
        found = [[_cell(cell.value, cell.data_type) for cell in row] for row in rows]
    # openpyxl raises whatever its parsers raise, and all of it means that this is no workbook.
    except Exception as error:
        raise NoSheet(NOT_A_SHEET) from error
    _must_be_short(len(found))
    return iter(found)


def _must_be_harmless(content: bytes) -> None:
    """Unpack everything once, counting; sizes that a zip file states about itself are not believed."""
    unpacked = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS:
                raise NoSheet(SUSPICIOUS)
            for part in parts:
                with packed.open(part) as stream:
                    unpacked += _measured(stream, MOST_UNPACKED - unpacked)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise NoSheet(NOT_A_SHEET) from error


def _measured(stream: io.BufferedIOBase, most: int) -> int:
    size, tail = 0, b""
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        seen = (tail + chunk).replace(b"\x00", b"").upper()
        if size > most or b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
            raise NoSheet(SUSPICIOUS)
        tail = chunk[-32:]
    return size


def _cell(value: object, kind: str) -> Cell:
    if value is None:
        return Cell("")
    if kind == "f" or (isinstance(value, str) and value.startswith("=")):
        return Cell("", is_formula=True)
    if isinstance(value, datetime | date):
        return Cell(f"{value:%Y-%m-%d}")
    if isinstance(value, float) and value.is_integer():
        return Cell(str(int(value)))
    return Cell(str(value)[:LONGEST_CELL].strip())


def _text(content: bytes) -> Iterator[list[Cell]]:
    try:
        code = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
        text = content.decode(code)
    except UnicodeDecodeError as error:
        raise NoSheet(NOT_TEXT) from error
    first = text.partition("\n")[0]
    between = max(";,\t", key=first.count)
    try:
        found = [
            [_cell(value, "s") for value in row[:MOST_COLUMNS]]
            for row in csv.reader(io.StringIO(text), delimiter=between)
        ]
    except csv.Error as error:
        raise NoSheet(NOT_A_SHEET) from error
    _must_be_short(len(found))
    return iter(found)


def _must_be_short(rows: int) -> None:
    if rows > MOST_ROWS:
        raise NoSheet(TOO_LARGE)
