"""Files that people name at the terminal: read, or refused with every place named."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer
from rich.console import Console

from clearway.core.facts.declaration import Declaration
from clearway.formats.refusal import Fault, Unreadable
from clearway.gateways.messages.receive import Received, receive, receive_all
from clearway.platform.identity.actor import Actor
from clearway.platform.wording import say

Language = Annotated[str, typer.Option(help="en, ko, vi, es or fr")]

out = Console()
err = Console(stderr=True)


class FileRefused(msgspec.Struct, frozen=True):
    """A file that could not be read as a declaration, and every place that is wrong."""

    file: str
    faults: tuple[Fault, ...]


def read_files(paths: list[Path]) -> Iterator[tuple[Path, Received | FileRefused]]:
    """Every declaration in the files and folders named, in order; interchanges and NDJSON give several."""
    for path in paths:
        if path.is_dir():
            named = sorted(p for p in path.rglob("*") if p.suffix.lower() in {".xml", ".json", ".ndjson", ".edi"})
            yield from read_files(named)
            continue
        if not path.exists():
            raise typer.BadParameter(f"{path} does not exist")
        content = path.read_bytes()
        for received in receive_all(content) if _holds_many(path, content) else [_one(content)]:
            yield path, _refused(path, received) if isinstance(received, Unreadable) else received


def acting_for(declaration: Declaration, party: str | None) -> Actor:
    """At the terminal the operator acts for the party named, else for the declarant or agent."""
    named = party or (declaration.agent.id if declaration.agent else None)
    named = named or (declaration.declarant.id if declaration.declarant else None) or "terminal"
    return Actor(name=f"terminal:{named}", party=named, permissions=frozenset({"declarations:write"}))


def print_json(value: Any) -> None:
    """One JSON document a line, for machines."""
    typer.echo(msgspec.json.encode(value).decode())


def print_refusal(refused: FileRefused, language: str = "en") -> None:
    """Every fault of a file, for people."""
    err.print(f"[bold red]{refused.file}: cannot be read[/]", highlight=False)
    for fault in refused.faults:
        passes = say(fault.passes, fault.facts, language=language)
        says = say(fault.sentence, fault.facts, language=language)
        err.print(f"  {fault.code} at {fault.at}: {says}", highlight=False, markup=False)
        if fault.found:
            err.print(f"      found: {fault.found}", highlight=False, markup=False)
        if passes:
            err.print(f"      would pass: {passes}", highlight=False, markup=False)


def _one(content: bytes) -> Received | Unreadable:
    try:
        return receive(content)
    except Unreadable as error:
        return error


def _holds_many(path: Path, content: bytes) -> bool:
    return path.suffix.lower() in {".ndjson", ".edi"} or content.lstrip()[:3] in {b"UNA", b"UNB"}


def _refused(path: Path, error: Unreadable) -> FileRefused:
    return FileRefused(str(path), error.faults)
