"""The goods of a draft from a spreadsheet: a template to fill, and the filled one taken row by row."""

import csv
import io
from collections.abc import Callable

import msgspec
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from clearway.clearance.trader.acting import Acting
from clearway.clearance.trader.drafting import columns, pages, tables, written
from clearway.clearance.trader.drafting.asked_of_goods import GOODS
from clearway.clearance.trader.drafting.choices import Asked, choices
from clearway.clearance.trader.drafting.drafts import found, law_now
from clearway.clearance.trader.drafting.goods import MOST_ITEMS
from clearway.clearance.trader.drafting.pages import Turn
from clearway.clearance.trader.drafting.questions import Field
from clearway.clearance.trader.drafting.tables import Cell, NoSheet
from clearway.clearance.trader.opening import shown
from clearway.clearance.trader.tables import as_text
from clearway.core.law.lawbook import Law
from clearway.stations.drafts.public import Draft, Row

#: More is not named at once; who corrects these finds the next.
MOST_FAULTS = 50

FORMULA = noop("This cell holds a formula. Paste its value instead.")
NO_CODE = noop("“{found}” is not a code of the list. Use the code alone, for example {example}.")
TWICE = noop("This column stands twice.")
UNKNOWN = noop("No column is called “{found}”. Use the headings of the template.")
NO_HEADINGS = noop("The first row must hold the headings of the template.")


class Fault(msgspec.Struct, frozen=True):
    """A cell that cannot be taken: its row as the spreadsheet counts it, its column, and why."""

    row: int
    column: str
    says: str


def page(request: HttpRequest, who: Acting, draft: str) -> HttpResponse:
    """Choose a spreadsheet; every bad cell is named, and then nothing of it is taken."""
    one, law = found(who, draft), law_now()
    turn = Turn(who, one, GOODS, law)
    if request.method != "POST":
        return _shown(request, turn)
    chosen = request.FILES.get("file")
    if chosen is None or (chosen.size or 0) > tables.MOST_BYTES:
        return _shown(request, turn, problem=_(tables.TOO_LARGE) if chosen else _("Choose a file."))
    try:
        rows, faults = taken(chosen.read(), Asked(law, one.regime, one.answers))
    except NoSheet as error:
        return _shown(request, turn, problem=_(str(error)))
    if faults:
        return _shown(request, turn, faults=faults)
    return _kept(request, one, rows, is_added=request.POST.get("act") == "add")


def template(request: HttpRequest, who: Acting, draft: str, form: str) -> HttpResponse:
    """The template, with the goods that are named already."""
    one, law = found(who, draft), law_now()
    if form not in _WRITERS:
        raise Http404
    write, kind = _WRITERS[form]
    response = HttpResponse(write(one, law), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="goods.{form}"'
    return response


def taken(content: bytes, given: Asked) -> tuple[list[Row], list[Fault]]:
    """The goods of a spreadsheet, or every cell that keeps them from being taken."""
    cells = tables.read(content)
    head = next(cells, [])
    known = columns.by_heading(given.regime, given.law.country.languages)
    fields = [columns.of_heading(cell.text, known) for cell in head]
    faults = _faults_of_head(head, fields)
    if faults:
        return [], faults
    rows: list[Row] = []
    for number, row in enumerate(cells, start=2):
        if any(cell.text or cell.is_formula for cell in row):
            rows.append(_row(number, row, fields, given, faults))
    if len(rows) > MOST_ITEMS:
        raise NoSheet(tables.TOO_LARGE)
    return rows, faults[:MOST_FAULTS]


def _faults_of_head(head: list[Cell], fields: list[Field | None]) -> list[Fault]:
    if not any(fields):
        return [Fault(1, "A", _(NO_HEADINGS))]
    found: list[Fault] = []
    for n, (cell, field) in enumerate(zip(head, fields, strict=True), start=1):
        if field is not None and field in fields[: n - 1]:
            found.append(Fault(1, _column(n, cell.text), _(TWICE)))
        if field is None and cell.text:
            found.append(Fault(1, get_column_letter(n), _(UNKNOWN).format(found=cell.text[:60])))
    return found


def _row(number: int, cells: list[Cell], fields: list[Field | None], given: Asked, faults: list[Fault]) -> Row:
    row: Row = {}
    for n, (cell, field) in enumerate(zip(cells, fields, strict=False), start=1):
        if field is None:
            continue
        wrong = _wrong(cell, field, given)
        if wrong:
            faults.append(Fault(number, _column(n, columns.heading(field)), wrong))
        elif cell.text:
            row[field.name] = " ".join(cell.text.split())
    return row


def _wrong(cell: Cell, field: Field, given: Asked) -> str:
    """Why a cell cannot be taken; empty where it can."""
    if cell.is_formula:
        return _(FORMULA)
    if not cell.text:
        return ""
    if len(cell.text) > field.most and field.kind != "select":
        return _(written.TOO_LONG).format(most=field.most)
    if field.kind == "number":
        try:
            written.number(cell.text)
        except written.Unreadable as error:
            return _(str(error))
    if field.kind == "select":
        offered = choices(field.choices, given)
        if not any(one.code == cell.text for one in offered):
            return _(NO_CODE).format(found=cell.text[:60], example=offered[0].code if offered else "")
    return ""


def _column(n: int, heading: str) -> str:
    return f"{get_column_letter(n)} ({heading})"


def _kept(request: HttpRequest, one: Draft, rows: list[Row], *, is_added: bool) -> HttpResponse:
    before = one.rows.get("items", []) if is_added else []
    if len(before) + len(rows) > MOST_ITEMS:
        messages.error(request, _(tables.TOO_LARGE))
        return redirect("draft-sheet", one.id)
    highest = max((int(row["sequence"]) for row in before if row.get("sequence", "").isdigit()), default=0)
    if one.is_amendment:
        rows = [{**row, "sequence": str(highest + n)} for n, row in enumerate(rows, start=1)]
    kept = pages.save(request, one, rows={"items": [*before, *rows]}, step=GOODS.name)
    if isinstance(kept, HttpResponse):
        return kept
    messages.success(request, _("{number} rows were taken from the spreadsheet.").format(number=len(rows)))
    return redirect(f"{pages.address(kept, 'items')}?look")


def _shown(request: HttpRequest, turn: Turn, *, problem: str = "", faults: list[Fault] | None = None) -> HttpResponse:
    context = {
        **pages.around(turn),
        "title": _("Goods from a spreadsheet"),
        "help": "",
        "back": pages.address(turn.draft, "items"),
        "columns": [
            (columns.heading(one), _(one.help) if one.help else "") for one in columns.columns(turn.draft.regime)
        ],
        "problem": problem,
        "faults": faults,
        "has_items": bool(turn.draft.rows.get("items")),
    }
    return shown(request, turn.who, "drafting/sheet", context, status=422 if problem or faults else 200)


def _as_workbook(one: Draft, law: Law) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = _("Goods")[:31]
    asked = columns.columns(one.regime)
    sheet.append([columns.heading(field) for field in asked])
    for n, field in enumerate(asked, start=1):
        sheet.cell(1, n).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(n)].width = max(14, min(40, len(columns.heading(field)) + 2))
    for row in one.rows.get("items", []):
        sheet.append([row.get(field.name, "") for field in asked])
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            # Text stays text, whatever it begins with: nothing that was typed becomes a formula.
            cell.data_type = "s"
    sheet.freeze_panes = "A2"
    codes = book.create_sheet(_("Codes")[:31])
    for field in asked:
        for choice in choices(field.choices, Asked(law, one.regime, one.answers)) if field.choices else ():
            codes.append([columns.heading(field), choice.code, choice.title])
    written_to = io.BytesIO()
    book.save(written_to)
    return written_to.getvalue()


def _as_text(one: Draft, _law: Law) -> bytes:
    asked = columns.columns(one.regime)
    text = io.StringIO()
    out = csv.writer(text)
    out.writerow([columns.heading(field) for field in asked])
    out.writerows([as_text(row.get(field.name, "")) for field in asked] for row in one.rows.get("items", []))
    return text.getvalue().encode("utf-8-sig")


_WRITERS: dict[str, tuple[Callable[[Draft, Law], bytes], str]] = {
    "xlsx": (_as_workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (_as_text, "text/csv; charset=utf-8"),
}
