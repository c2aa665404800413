"""``clearway simulate``: each outside party as a process of its own."""

import typer

from clearway.gateways.simulators.agency import agency
from clearway.gateways.simulators.bank.command import bank, pay
from clearway.gateways.simulators.municipality.command import municipality
from clearway.gateways.simulators.openid import openid
from clearway.gateways.simulators.operator import operator
from clearway.gateways.simulators.registers.command import registers

app = typer.Typer(no_args_is_help=True, help="Be an outside party, until told to end.")
app.command("bank")(bank)
app.command("pay")(pay)
app.command("openid")(openid)
app.command("agency")(agency)
app.command("operator")(operator)
app.command("registers")(registers)
app.command("municipality")(municipality)


@app.callback()
def simulate() -> None:
    """Be an outside party, until told to end."""
