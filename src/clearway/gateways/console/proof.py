"""clearway replay and clearway verify: decisions made again, events proven, and receipts checked."""

from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from rich.progress import Progress

from clearway.clearance import proving
from clearway.clearance import replay as replaying
from clearway.clearance.errors import ClearanceError
from clearway.gateways.console import checking
from clearway.gateways.console.files import err, out, print_json
from clearway.gateways.console.receipts import verify_consent, verify_receipt
from clearway.hub.consents import public as consents
from clearway.platform.transparency import answers, keys, proofs
from clearway.platform.transparency.errors import TransparencyError

#: Where the log's signing key is kept, below the data folder.


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


def proof(
    mrn: Annotated[str, typer.Argument(help="The declaration whose decision is to be proven.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Where to write; else the terminal.")] = None,
) -> None:
    """Write the proof of a decision, for `clearway verify`; says the log's public key."""
    try:
        bundle = proving.proof_of(mrn).encoded()
    except (ClearanceError, TransparencyError) as error:
        err.print(str(error), markup=False)
        raise typer.Exit(1) from error
    signer = keys.load(Path(settings.CLEARWAY_VAR) / keys.LOG_KEY, settings.CLEARWAY_ORIGIN)
    err.print(f"public key of the log: {signer.vkey}", markup=False, highlight=False, soft_wrap=True)
    if output is None:
        typer.echo(bundle.decode())
    else:
        output.write_bytes(bundle)


def copy(
    folder: Annotated[Path, typer.Argument(help="Where the copy goes; done again, it is brought up to date.")],
    witness: Annotated[
        list[str] | None, typer.Option(help="A witness that must have signed; several may be.")
    ] = None,
) -> None:
    """Write a copy of the log that anybody can serve or check: checkpoint, tiles, entries and stamps."""
    written = proofs.export(folder, witnesses=witness or ())
    if written is None:
        err.print("nothing is in the log yet, or no checkpoint was seen by all of these witnesses")
        raise typer.Exit(1)
    out.print(f"{written.size} leaves in {folder}", markup=False, highlight=False, soft_wrap=True)


def verify(
    file: Annotated[Path, typer.Argument(help="A receipt (JSON, PDF, or its code's word), a proof, or a copy.")],
    key: Annotated[str | None, typer.Option(help="For a proof: the log's public key, as verifiers write it.")] = None,
    keys: Annotated[Path | None, typer.Option(help="For a receipt: the signed list of keys.")] = None,
    pin: Annotated[str | None, typer.Option(help="For a receipt: the name of the list's own key.")] = None,
    older: Annotated[list[Path] | None, typer.Option(help="A checkpoint, or list of accesses, kept before.")] = None,
    witness: Annotated[
        list[str] | None, typer.Option(help="The public key of a witness that must have signed.")
    ] = None,
    since: Annotated[str | None, typer.Option(help="The instant since when witnesses must have signed.")] = None,
    authority: Annotated[Path | None, typer.Option(help="The stamping authority's certificate, for a copy.")] = None,
    seal: Annotated[Path | None, typer.Option(help="For an answer of the hub: its seal, where it is apart.")] = None,
    json: Annotated[bool, typer.Option("--json", help="For a receipt: one JSON document.")] = False,
) -> None:
    """Check a receipt or a sealed answer, or prove that an event, a list or a copy is as the log signed it; offline.

    Ends with 0 where it is good; 1 altered or unreadable, 3 unknown key, 4 revoked, 5 expired key, 6 no list of keys.
    """
    if key is not None and (answer := answers.kept(checking.content(file) if file.is_file() else b"")):
        checking.check_answer(*answer, key, seal)
        return
    if key is not None:
        checking.check(file, key, checking.Terms(older or [], witness or [], since, authority))
        return
    content = checking.content(file)
    if consents.is_receipt(content):
        verify_consent(content, keys=keys, pin=pin, json=json)
        return
    if checking.is_proof(content):
        raise typer.BadParameter("a proof is checked with the log's public key: give it by --key")
    verify_receipt(content, keys=keys, pin=pin, json=json)
