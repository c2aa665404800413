"""clearway convert: the same declaration in another format."""

from pathlib import Path
from typing import Annotated

import typer

from clearway.formats import recognise
from clearway.formats.message import Format
from clearway.formats.refusal import Unreadable, Unwritable
from clearway.gateways.console.files import FileRefused, err, print_refusal


def convert(
    file: Annotated[Path, typer.Argument(help="A declaration in any of the three formats.")],
    to: Annotated[str, typer.Option(help="wco, json or edifact")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Where to write; else the terminal.")] = None,
) -> None:
    """Write a declaration in another format; nothing is lost on the way."""
    formats: dict[str, Format] = {"wco": "wco", "json": "json", "edifact": "edifact"}
    if to not in formats:
        raise typer.BadParameter(f"{to} is not a format; wco, json and edifact are", param_hint="--to")
    try:
        content = recognise.write(recognise.read(file.read_bytes()), formats[to])
    except Unreadable as error:
        print_refusal(FileRefused(str(file), error.faults))
        raise typer.Exit(1) from error
    except Unwritable as error:
        for path in error.paths:
            err.print(f"{file}: {to} has no place for {path}", markup=False, highlight=False)
        raise typer.Exit(1) from error
    if output is None:
        typer.echo(content.decode())
    else:
        output.write_bytes(content)
