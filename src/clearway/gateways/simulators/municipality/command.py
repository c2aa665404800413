"""``clearway simulate municipality``: the records of a town that has lived for some years, as files."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from clearway.gateways.simulators.municipality.life import lived
from clearway.gateways.simulators.municipality.town import TODAY, Plan
from clearway.gateways.simulators.municipality.writing import write, write_deliveries
from clearway.gateways.simulators.registers.shapes import PACK


def municipality(
    out: Annotated[Path, typer.Option(help="The folder that the records are written to.")],
    seed: Annotated[int, typer.Option(help="The town follows from it.")] = 1,
    size: Annotated[int, typer.Option(help="How many parcels and people it has.", min=1)] = 1000,
    prevalence: Annotated[
        float, typer.Option(help="The share of follow-ups that are forgotten.", min=0, max=0.1)
    ] = 0.001,
    decoys: Annotated[float, typer.Option(help="Innocent cases for each forgotten one.", min=0, max=8)] = 4,
    clean: Annotated[bool, typer.Option(help="Nothing is forgotten; all that looks so is innocent.")] = False,
    noise: Annotated[
        float, typer.Option(help="The share of rows that name their partner by another key.", min=0, max=0.5)
    ] = 0.02,
    today: Annotated[str, typer.Option(help="The last day that it lives, as 2026-01-31.")] = TODAY.isoformat(),
    changes: Annotated[bool, typer.Option(help="Write the deliveries of every day as well.")] = False,
    pack: Annotated[Path, typer.Option(help="The country's pack, which describes the sources and their law.")] = PACK,
) -> None:
    """Live through the years and write down what every office has in its books."""
    if not prevalence:
        prevalence, clean = 0.001, True
    try:
        last = date.fromisoformat(today)
    except ValueError:
        raise typer.BadParameter("a day as 2026-01-31 was expected") from None
    town = lived(Plan(seed=seed, size=size, today=last, prevalence=prevalence, decoys=decoys, is_clean=clean,
                      keeps_changes=changes, noise=noise, pack=pack))  # fmt: skip
    write(town, out)
    if changes:
        write_deliveries(town, out)
    rows = sum(map(len, town.books.rows.values()))
    typer.echo(f"{rows} rows, {len(town.truth())} forgotten, {len(town.innocent)} innocent: {out}")
