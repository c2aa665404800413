"""clearway pack: check a country's pack, and make it the law from a day on."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings

from clearway.gateways.console.files import err, out
from clearway.platform.calendar import now
from clearway.registers.lawbook import public as lawbook

app = typer.Typer(no_args_is_help=True, help="Country packs: law as data.")
Folder = Annotated[Path | None, typer.Argument(help="The pack's folder; else the one of the settings.")]


@app.command()
def check(folder: Folder = None) -> None:
    """Check every file of a pack; each fault is named with its place and what would pass."""
    place = folder or Path(settings.CLEARWAY_PACK)
    faults = lawbook.check(place)
    for fault in faults:
        err.print(str(fault), markup=False, highlight=False)
    out.print(f"{place.name}: {len(faults)} faults")
    if faults:
        raise typer.Exit(1)


@app.command()
def load(
    folder: Folder = None,
    since: Annotated[datetime | None, typer.Option(help="From when it is the law; else from now.")] = None,
) -> None:
    """Make a pack the law from a moment on; the same content twice is one version."""
    place = folder or Path(settings.CLEARWAY_PACK)
    moment = since.astimezone() if since else now()
    version = lawbook.load(place, effective_from=moment, by="terminal")
    out.print(f"{place.name} {version.version} is the law from {version.effective_from.isoformat()}: {version.hash}")
