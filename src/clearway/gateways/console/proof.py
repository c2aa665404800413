"""clearway replay and clearway verify: decisions made again, and events proven, for an auditor."""

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from clearway.clearance import replay as replaying
from clearway.gateways.console.files import err, out, print_json
from clearway.platform.transparency.verify import Refuted, verify_bundle


def replay(
    mrn: Annotated[str | None, typer.Argument(help="One declaration; else every stored decision.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON document a difference.")] = False,
) -> None:
    """Make every stored decision again and report every difference."""
    decisions = differing = 0
    with Progress(console=err, transient=True, disable=json) as progress:
        bar = progress.add_task("replaying", total=None)
        for one in replaying.replay(mrn=mrn):
            decisions += 1
            differing += bool(one.differences)
            for difference in one.differences:
                if json:
                    print_json(difference)
                else:
                    out.print(
                        f"{difference.mrn} v{difference.version} {difference.kind} {difference.at}: "
                        f"stored {difference.stored}, recomputed {difference.recomputed}",
                        markup=False,
                        highlight=False,
                    )
            progress.update(bar, advance=1, description=f"replaying {decisions}")
    summary = {"decisions": decisions, "differing": differing}
    print_json(summary) if json else out.print(f"{decisions} decisions made again, {differing} differ")
    if differing:
        raise typer.Exit(1)


def verify(
    bundle: Annotated[Path, typer.Argument(help="A proof bundle.")],
    key: Annotated[str, typer.Option(help="The log's public key, as verifiers write it.")],
) -> None:
    """Prove offline that an event is in the log as signed; no network, no database."""
    result = verify_bundle(bundle.read_bytes(), key)
    out.print(str(result), markup=False)
    if isinstance(result, Refuted):
        raise typer.Exit(1)
