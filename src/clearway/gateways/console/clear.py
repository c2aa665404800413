"""clearway clear: lodge and decide declarations, and show what became of them."""

from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress
from rich.table import Table

from clearway.clearance import amend, conductor, errors, stored, writer
from clearway.clearance.explanation import AmountSaid, Explanation, FindingSaid, explain
from clearway.core.facts.answer import Answer
from clearway.gateways.console.files import (
    FileRefused,
    Language,
    acting_for,
    err,
    out,
    print_json,
    print_refusal,
    read_files,
)
from clearway.gateways.messages.receive import Received, changed_paths
from clearway.platform.wording import say

#: More files than this are shown as one table with a line each.
SHOWN_WHOLE = 3


def clear(
    files: Annotated[
        list[Path], typer.Argument(help="Declarations: WCO XML, our JSON, NDJSON or EDIFACT; or folders.")
    ],
    party: Annotated[str | None, typer.Option("--as", help="The party that lodges; else the declarant.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON document a declaration.")] = False,
    language: Language = "en",
) -> None:
    """Lodge declarations, decide them, and print route, findings, duties and lane."""
    read = list(read_files(files))
    results: list[tuple[Path, Answer | FileRefused | errors.ClearanceError]] = []
    with Progress(console=err, transient=True, disable=json or len(read) <= SHOWN_WHOLE) as progress:
        bar = progress.add_task("lodging", total=len(read))
        for chunk in (read[start : start + 200] for start in range(0, len(read), 200)):
            results += _lodged(chunk, party)
            progress.advance(bar, len(chunk))
    writer.close()
    _show(results, json=json, language=language)
    if any(not isinstance(result, Answer) or result.outcome == "refused" for _, result in results):
        raise typer.Exit(1)


def _lodged(
    chunk: list[tuple[Path, Received | FileRefused]], party: str | None
) -> list[tuple[Path, Answer | FileRefused | errors.ClearanceError]]:
    """Originals of one party go in together; requests and refusals keep their place in the order."""
    results: list[tuple[Path, Answer | FileRefused | errors.ClearanceError]] = []
    for name, group in groupby(chunk, key=lambda entry: _kind(entry[1], party)):
        entries = list(group)
        if name is None:
            results += [(path, _request(one, party) if isinstance(one, Received) else one) for path, one in entries]
            continue
        read = [one for _, one in entries if isinstance(one, Received)]
        actor = acting_for(read[0].declaration, party)
        answers = conductor.lodge_many([one.submitted for one in read], by=actor)
        results += zip([path for path, _ in entries], answers, strict=True)
    return results


def _kind(read: Received | FileRefused, party: str | None) -> str | None:
    if isinstance(read, FileRefused) or read.declaration.purpose != "original":
        return None
    return acting_for(read.declaration, party).party


def _request(received: Received, party: str | None) -> Answer | errors.ClearanceError:
    actor = acting_for(received.declaration, party or _submitter(received))
    try:
        if received.declaration.purpose == "cancellation":
            return amend.cancel(received.submitted, number=None, by=actor)
        return amend.amend(received.submitted, changed_paths(received.message), number=None, by=actor)
    except errors.ClearanceError as error:
        return error


def _submitter(received: Received) -> str | None:
    submitter = received.declaration.submitter
    return submitter.id if submitter else None


def _show(
    results: list[tuple[Path, Answer | FileRefused | errors.ClearanceError]], *, json: bool, language: str
) -> None:
    table = Table("file", "MRN", "outcome", "lane", "owed", "findings")
    for path, result in results:
        if isinstance(result, Answer):
            _show_answer(path, result, table, json=json, whole=len(results) <= SHOWN_WHOLE, language=language)
        elif json:
            print_json(_refusal_json(path, result))
        elif isinstance(result, FileRefused):
            print_refusal(result, language)
        else:
            err.print(f"{path}: {result.code} {say(result.sentence, result.facts, language=language)}", markup=False)
            err.print(f"      {say(result.remedy, result.facts, language=language)}", markup=False)
    if table.row_count:
        out.print(table)


def _refusal_json(path: Path, result: FileRefused | errors.ClearanceError) -> object:
    if isinstance(result, FileRefused):
        return result
    return {"file": str(path), "code": result.code, "says": say(result.sentence, result.facts)}


def _show_answer(path: Path, answer: Answer, table: Table, *, json: bool, whole: bool, language: str) -> None:
    decision = stored.decision_of(answer.mrn or "", answer.version) if (json or whole) and answer.mrn else None
    explanation = explain(decision, language=language) if decision else None
    if json:
        print_json({"file": str(path), "answer": answer, "explanation": explanation})
    elif whole and explanation is not None:
        out.rule(f"{path.name}  {answer.mrn}", align="left")
        print_explanation(explanation)
    else:
        rejects = sum(finding.severity == "reject" for finding in answer.findings)
        found = f"{rejects} rejecting, {len(answer.findings) - rejects} other" if answer.findings else ""
        table.add_row(path.name, answer.mrn or "", answer.outcome, answer.lane or "", str(answer.total or ""), found)


def print_explanation(explanation: Explanation) -> None:
    """Route, findings, values, duties and lane, as tables."""
    stops = [
        "[green]✓[/] " + s.name if s.is_passed else ("[yellow]…[/] " if s.is_next else "  ") + s.name
        for s in explanation.route
    ]
    out.print("  ".join(stops))
    out.print(f"outcome: [bold]{explanation.outcome}[/]   lane: [bold]{explanation.lane or 'none'}[/]   "
              + "; ".join(explanation.lane_reasons))  # fmt: skip
    for one in explanation.findings:
        _print_finding(one)
    if explanation.values:
        out.print(_amounts("customs value", explanation.values))
    if explanation.lines:
        out.print(_amounts("duties", explanation.lines))
        out.print(f"total: [bold]{explanation.total} {explanation.currency}[/]")


def _print_finding(one: FindingSaid) -> None:
    colour = {"reject": "red", "warn": "yellow"}.get(one.severity, "blue")
    out.print(f"[{colour}]{one.severity:<6}[/] [bold]{one.rule}[/] ", end="")
    out.print(f"{one.at}: {one.says}", markup=False, highlight=False)
    for label, words in (("found", one.found), ("would pass", one.passes), ("law", one.law)):
        if words:
            out.print(f"       {label}: {words}", markup=False, highlight=False)


def _amounts(title: str, lines: tuple[AmountSaid, ...]) -> Table:
    table = Table("item", "kind", "amount", "rate", "steps", "law", title=title, title_justify="left")
    for line in lines:
        steps = "\n".join(f"{step.says} = {step.result}" for step in line.steps)
        table.add_row(
            str(line.item or "all"),
            line.kind,
            f"{line.amount} {line.currency}",
            line.expression or "",
            steps,
            line.law,
        )
    return table
