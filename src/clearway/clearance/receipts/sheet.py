"""The receipt on paper: what it says in the reader's language, and a code that holds the signed receipt itself.

A gate reads the code and checks the signature without a network. Words on paper are signed by nobody: the page says
that the code counts. The signed receipt also lies in the file as an attachment, for machines.
"""

import logging
from datetime import datetime
from zoneinfo import ZoneInfo

import segno
from django.utils import translation
from django.utils.translation import gettext as _
from fpdf import FPDF
from fpdf.enums import XPos, YPos

from clearway.clearance.receipts import fonts
from clearway.core.law.country import Country
from clearway.platform.calendar import ahead_of_utc
from clearway.stations.release.public import Receipt

ATTACHMENT = "receipt.json"
MARGIN, WIDTH, LABEL = 20.0, 170.0, 55.0
#: A phone reads a code from paper whose modules are this wide, and not too many; larger receipts are several codes.
MODULE_MM, BYTES_IN_A_CODE = 0.5, 1500
_EMPTY = "-"
#: Letters and marks that the built-in fonts lack, as they are written without them.
_PLAIN = {0x153: "oe", 0x152: "Oe", 0x2019: "'", 0x2013: "-", 0x202F: " "}
# It tells of tables of a font that it leaves out; they are hints for screens.
logging.getLogger("fontTools.subset").setLevel(logging.ERROR)


class Sheet(FPDF):
    """One page: the heading, what is said, and the code."""

    def __init__(self, receipt: Receipt, country: Country, font: fonts.Font) -> None:
        super().__init__(format="A4")
        self.receipt, self.country = receipt, country
        self.set_creation_date(receipt.issued_at)
        self.set_producer("Clearway")
        self.set_title(f"{receipt.number} {country.titles.get('en', country.code)}")
        self.set_lang(translation.get_language() or "en")
        self.set_margin(MARGIN)
        self.set_auto_page_break(True, MARGIN)
        if font.regular:
            self.add_font("paper", "", font.regular)
            self.add_font("paper", "B", font.bold)
        self.letters = "paper" if font.regular else "helvetica"
        self.is_plain = not font.regular

    def written(self) -> bytes:
        """The finished file."""
        self.add_page()
        self._heading()
        for label, value in self._rows():
            self._row(label, value)
        self._codes()
        self.embed_file(bytes=self.receipt.file, basename=ATTACHMENT, compress=False,
                        creation_date=self.receipt.issued_at, modification_date=self.receipt.issued_at)  # fmt: skip
        return bytes(self.output())

    def _heading(self) -> None:
        self._line(_title(self.country), 11)
        self._line(_("Receipt of release"), 20, bold=True, height=11)
        self._line(_("The goods described here may leave. Customs has signed this in the code below."), 10.5)
        if self.receipt.revoked is not None:
            self._line(_("This receipt is revoked. It is no longer good."), 12, bold=True)
        self.ln(3)

    def _rows(self) -> list[tuple[str, str]]:
        said = self.receipt.statement
        goods = said.goods
        return [
            (_("Receipt number"), said.number),
            (_("Declaration (MRN)"), f"{said.mrn}, {_('version')} {said.version}"),
            (_("Released"), self._moment(said.released_at)),
            (_("Issued"), self._moment(said.issued_at)),
            (_("Office"), said.office or _EMPTY),
            (_("Importer"), said.importer or _EMPTY),
            (_("Exporter"), said.exporter or _EMPTY),
            (_("Declarant"), said.declarant or _EMPTY),
            (_("Containers"), ", ".join(goods.containers) or _EMPTY),
            (_("Transport documents"), ", ".join(goods.transport_documents) or _EMPTY),
            (_("Packages"), str(goods.packages) if goods.packages is not None else _EMPTY),
            (_("Gross mass"), f"{goods.gross_mass} kg" if goods.gross_mass is not None else _EMPTY),
            (_("Goods items"), str(goods.items)),
            (_("Paid or secured"), str(said.charges)),
            (_("Decision record"), said.record or _EMPTY),
            (_("Signed by"), f"{said.issuer}, {_('key')} {self.receipt.kid}"),
        ]

    def _moment(self, instant: datetime) -> str:
        """An instant where the country is, to the minute, with its distance from UTC."""
        local = instant.astimezone(ZoneInfo(self.country.time_zone))
        return f"{local:%Y-%m-%d %H:%M} ({ahead_of_utc(local)})"

    def _row(self, label: str, value: str) -> None:
        self.set_draw_color(200)
        self.line(MARGIN, self.get_y(), MARGIN + WIDTH, self.get_y())
        self.set_font(self.letters, "", 9.5)
        self.set_text_color(86, 92, 101)
        top, page = self.get_y(), self.page
        self.multi_cell(LABEL, 6, self._can(label), new_x=XPos.RIGHT, new_y=YPos.TOP)
        self.set_text_color(0)
        self.set_xy(MARGIN + LABEL, top if self.page == page else self.get_y())
        self.multi_cell(WIDTH - LABEL, 6, self._can(value), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _codes(self) -> None:
        codes = list(_symbols(self.receipt.compact))
        for number, code in enumerate(codes, start=1):
            size = (code.symbol_size(border=0)[0]) * MODULE_MM
            if self.get_y() + size + 20 > self.h - MARGIN:
                self.add_page()
            self.ln(4)
            top = self.get_y()
            self._modules(code, MARGIN, top, size)
            self.set_xy(MARGIN + size + 6, top)
            self._beside(number, len(codes), WIDTH - size - 6)
            self.set_xy(MARGIN, top + size + 4)

    def _modules(self, code: segno.QRCode, left: float, top: float, size: float) -> None:
        """The code as one picture of rectangles, a run of dark modules each."""
        self.set_fill_color(0)
        modules = len(code.matrix)
        one = size / modules
        for row, line in enumerate(code.matrix):
            start = None
            for column, dark in enumerate((*line, 0)):
                if dark and start is None:
                    start = column
                elif not dark and start is not None:
                    self.rect(left + start * one, top + row * one, (column - start) * one, one, style="F")
                    start = None

    def _beside(self, number: int, of: int, width: float) -> None:
        words = [_("This code is the signed receipt. Anybody can check it without a network:"),
                 "clearway verify", _("Where the paper and the code differ, the code counts.")]  # fmt: skip
        if of > 1:
            words.insert(0, _("Code {number} of {all}: read them all.").format(number=number, all=of))
        self.set_font(self.letters, "", 9)
        self.multi_cell(width, 5, self._can("\n".join(words)), align="L")

    def _line(self, text: str, size: float, *, bold: bool = False, height: float = 6) -> None:
        self.set_font(self.letters, "B" if bold else "", size)
        self.multi_cell(WIDTH, height, self._can(text), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _can(self, text: str) -> str:
        """The text in letters that the font has; the built-in ones know western Europe's only."""
        return text.translate(_PLAIN).encode("latin-1", "replace").decode("latin-1") if self.is_plain else text


def _symbols(compact: str) -> list[segno.QRCode]:
    """One code, or as many of a sequence (ISO/IEC 18004, structured append) as the receipt needs."""
    if len(compact) <= BYTES_IN_A_CODE:
        return [segno.make_qr(compact, error="m", boost_error=False)]
    return list(segno.make_sequence(compact, error="m", symbol_count=-(-len(compact) // BYTES_IN_A_CODE)))


def _title(country: Country) -> str:
    titles = country.titles
    return titles.get(translation.get_language() or "en") or titles.get("en") or country.code
