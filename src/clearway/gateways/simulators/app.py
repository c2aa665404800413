"""``clearway simulate``: each outside party as a process of its own, which carries no other."""

from importlib import import_module
from typing import Any, Final

import typer
from typer.core import TyperGroup

_HOME: Final = "clearway.gateways.simulators"
#: Where the command of each party is; it is read when it is asked for.
_COMMANDS: Final = {
    "bank": f"{_HOME}.bank.command",
    "pay": f"{_HOME}.bank.command",
    "openid": f"{_HOME}.openid",
    "agency": f"{_HOME}.agency",
    "operator": f"{_HOME}.operator",
    "registers": f"{_HOME}.registers.command",
    "municipality": f"{_HOME}.municipality.command",
    "townhall": f"{_HOME}.townhall",
}


class Parties(TyperGroup):
    """The parties, by name."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Their names, in the order in which they are shown."""
        return list(_COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of one; nothing for a name that is nobody's."""
        if cmd_name not in _COMMANDS:
            return None
        one = typer.Typer(add_completion=False)
        one.command(cmd_name)(getattr(import_module(_COMMANDS[cmd_name]), cmd_name))
        return typer.main.get_command(one)


app = typer.Typer(cls=Parties, no_args_is_help=True, help="Be an outside party, until told to end.")


@app.callback()
def simulate() -> None:
    """Be an outside party, until told to end."""
