"""An operator at whose gate cargo comes in and goes out: ``clearway simulate operator``."""

from pathlib import Path
from random import Random
from typing import Annotated, Any

import typer

from clearway.gateways.simulators.line import Line, keep_at, load_or_create

CLIENT = "simulated-operator"
SCOPE = "cargo:read cargo:write"
CARGO, RELEASED = "/v1/cargo", "/v1/cargo/released"


class Operator:
    """Reports what was announced as arrived after some rounds, and lets go what may leave after some more."""

    def __init__(self, line: Line, *, seed: int, patience: int = 3) -> None:
        """Speak to customs over a line; at most ``patience`` rounds pass before something moves."""
        self.line = line
        self._chance = Random(seed)
        self._patience = patience
        self._rounds: dict[str, int] = {}

    def work(self) -> int:
        """One round; says how many things moved."""
        coming = [one for one in self.line.get(CARGO)["cargo"] if one["state"] == "announced"]
        arrived = sum(self._arrived(one) for one in coming if self._is_ripe(f"in/{one['number']}"))
        going = [(one["number"], release["mrn"]) for one in self.line.get(RELEASED) for release in _still_here(one)]
        left = sum(self._left(number, mrn) for number, mrn in going if self._is_ripe(f"out/{number}/{mrn}"))
        return arrived + left

    def _is_ripe(self, what: str) -> bool:
        left = self._rounds.setdefault(what, self._chance.randint(0, self._patience))
        self._rounds[what] = left - 1
        return left <= 0

    def _arrived(self, one: dict[str, Any]) -> bool:
        said = {"packages": one["packages"]} if "packages" in one else {}
        return self.line.post(f"{CARGO}/{one['number']}/arrival", said).status_code == 200

    def _left(self, number: str, mrn: str) -> bool:
        return self.line.post(f"{CARGO}/{number}/departure", {"mrn": mrn}).status_code == 200


def _still_here(one: dict[str, Any]) -> list[dict[str, Any]]:
    return [release for release in one.get("releases", ()) if "leftAt" not in release]


def operator(
    account: Annotated[Path, typer.Option(help="The operator's client and secret; made where it is not there.")],
    url: Annotated[str, typer.Option(help="Where customs are.")] = "http://127.0.0.1:8000",
    seed: Annotated[int, typer.Option(help="How long cargo takes follows from it.")] = 1,
    every: Annotated[float, typer.Option(help="Seconds between rounds.")] = 2.0,
) -> None:
    """Be an operator until told to end; the first line says where customs are."""
    line = Line(url, load_or_create(account, CLIENT), SCOPE)
    one = Operator(line, seed=seed)
    typer.echo(url)
    keep_at(one.work, line, every=every)
