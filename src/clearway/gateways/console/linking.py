"""clearway watch linkage: how the rows of governments found their partners in other systems."""

from typing import Annotated

import msgspec
import typer
from rich.table import Table

from clearway.gateways.console.files import out
from clearway.watch.intake import public as intake
from clearway.watch.linkage import public as reports
from clearway.watch.linkage.public import Report
from clearway.watch.rulebook import public as rulebook

#: The ways in which partners are found, the best first.
_WAYS = ("direct", "split", "merge", "renumber", "re-use", "variant", "ambiguous", "none")


def linkage(
    tenant: Annotated[str, typer.Option(help="The government's code; else every one.")] = "",
    json: Annotated[bool, typer.Option("--json", help="One JSON document a government.")] = False,
) -> None:
    """Tell for each column that points to another source how many rows found their partners, and how."""
    book = rulebook.current()
    if book is None:
        raise typer.BadParameter("no rulebook is loaded")
    for code in (tenant,) if tenant else intake.tenants():
        report = reports.report(code, book.sources)
        if json:
            typer.echo(msgspec.json.encode(report).decode())
        else:
            _show(report)


def _show(report: Report) -> None:
    table = Table("column", "points to", "rows that found their partners", title=report.tenant)
    for one in report.columns:
        if one.rows:
            # A column for each way would leave a terminal of eighty characters no room for names.
            ways = ", ".join(f"{how} {one.found[how]}" for how in _WAYS if one.found.get(how))
            table.add_row(f"{one.source}.{one.column}", ", ".join(one.refers), ways)
    out.print(table)
    for one in report.columns:
        for how in reports.UNFOUND:
            for row in one.examples.get(how, ()):
                _say(f"{one.source}.{one.column} of {one.system}, row {row.row}: {row.came} is {how}")
        if one.rows and one.silent:
            _say(f"{one.source}.{one.column}: nothing was delivered of {', '.join(one.silent)}")
    for told in report.changes:
        idle = "; nothing points there" if told.is_idle else ""
        _say(f"{told.count} changes of keys of {told.numbers}: {told.kind}{idle}")


def _say(text: str) -> None:
    out.print(text, markup=False, highlight=False, soft_wrap=True)
