"""The verbs of the clearway command that people at a terminal use."""

import typer

from clearway.gateways.console import (
    clear,
    convert,
    demo,
    hub,
    keep,
    keys,
    look,
    packs,
    people,
    proof,
    watch,
    witness,
)
from clearway.gateways.simulators import app as simulators

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
app.command("clear")(clear.clear)
app.command("inspect")(look.inspect)
app.command("assess")(look.assess)
app.command("convert")(convert.convert)
app.command("replay")(proof.replay)
app.command("proof")(proof.proof)
app.command("verify")(proof.verify)
app.command("copy")(proof.copy)
app.command("witness")(witness.witness)
app.command("code")(people.code)
app.command("prepare")(keep.prepare)
app.command("worker")(keep.worker)
app.add_typer(demo.app, name="demo")
app.add_typer(packs.app, name="pack")
app.add_typer(keys.app, name="keys")
app.add_typer(hub.app, name="hub")
app.add_typer(watch.app, name="watch")
app.add_typer(simulators.app, name="simulate")
