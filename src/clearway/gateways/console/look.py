"""clearway inspect and clearway assess: what a declaration says and what it would cost, without lodging it."""

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from clearway.clearance import conductor
from clearway.clearance.explanation import explain
from clearway.gateways.console.clear import print_explanation
from clearway.gateways.console.files import (
    FileRefused,
    Language,
    acting_for,
    out,
    print_json,
    print_refusal,
    read_files,
)
from clearway.gateways.messages.receive import Received, pointer

Files = Annotated[list[Path], typer.Argument(help="Declarations: WCO XML, our JSON, NDJSON or EDIFACT; or folders.")]
Party = Annotated[str | None, typer.Option("--as", help="The party that asks; else the declarant.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON document a declaration.")]


def inspect(files: Files, party: Party = None, json: Json = False, language: Language = "en") -> None:
    """Show facts and findings; nothing is lodged."""
    refused = False
    for path, read in read_files(files):
        if isinstance(read, FileRefused):
            refused = True
            print_json(read) if json else print_refusal(read, language)
            continue
        checked = _checked(read, party)
        if json:
            findings = [
                {**msgspec.to_builtins(one), "pointer": pointer(read.message.format, one.at)}
                for one in checked.decision.findings
            ]
            print_json({"file": str(path), "facts": read.declaration, "findings": findings})
        else:
            out.rule(path.name, align="left")
            out.print_json(msgspec.json.encode(read.declaration).decode())
            print_explanation(explain(checked.decision, language=language))
    if refused:
        raise typer.Exit(1)


def assess(files: Files, party: Party = None, json: Json = False, language: Language = "en") -> None:
    """Show what would be owed; nothing is lodged."""
    for path, read in read_files(files):
        if isinstance(read, FileRefused):
            print_json(read) if json else print_refusal(read, language)
            raise typer.Exit(1)
        assessment = conductor.assess(read.declaration, by=acting_for(read.declaration, party))
        if json:
            print_json({"file": str(path), **msgspec.to_builtins(assessment)})
        else:
            out.rule(path.name, align="left")
            for line in assessment.lines:
                out.print(
                    f"{line.item:>4} {line.type_code:<5} {line.amount!s:>20}  {line.expression or ''}", markup=False
                )
            out.print(f"     total {assessment.total!s:>20}")


def _checked(read: Received, party: str | None) -> conductor.Checked:
    return conductor.check(read.declaration, by=acting_for(read.declaration, party))
