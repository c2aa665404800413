"""An agency that issues what declarations wait for: ``clearway simulate agency``."""

from pathlib import Path
from random import Random
from typing import Annotated, Any

import typer

from clearway.gateways.simulators.line import Line, keep_at, load_or_create

CLIENT = "simulated-agency"
SCOPE = "permits:read permits:write"
WAITING, PERMITS = "/v1/permits/waiting", "/v1/permits"
#: The permit is not on file; nothing else is mended by issuing one.
NOT_ON_FILE = "PRM-102"
#: A permit whose number begins so is never issued, so that somebody always waits.
NEVER = "NEVER"
#: One of these is the unit in which a kind of permit is counted; the last, of kinds that are not counted.
COUNTED_IN: tuple[list[dict[str, str]], ...] = (
    [{"unit": "KGM", "quantity": "100000"}],
    [{"unit": "NAR", "quantity": "1000"}],
    [],
)


class Agency:
    """Looks who waits, thinks it over for some rounds, and issues the permit for the holder that was named."""

    def __init__(self, line: Line, *, seed: int, patience: int = 3) -> None:
        """Speak to customs over a line; at most ``patience`` rounds pass before a permit is issued."""
        self.line = line
        self._chance = Random(seed)
        self._patience = patience
        self._rounds: dict[str, int] = {}

    def work(self) -> int:
        """One round; says how many permits were issued."""
        waiting = {one["number"]: one for one in self.line.get(WAITING) if self._can_be_issued(one)}
        return sum(self._issued(one) for number, one in waiting.items() if self._is_ripe(number))

    def _can_be_issued(self, one: dict[str, Any]) -> bool:
        return one["rule"] == NOT_ON_FILE and not one["number"].startswith(NEVER)

    def _is_ripe(self, number: str) -> bool:
        left = self._rounds.setdefault(number, self._chance.randint(0, self._patience))
        self._rounds[number] = left - 1
        return left <= 0

    def _issued(self, one: dict[str, Any]) -> bool:
        permit = {
            "number": one["number"],
            "document": one["document"],
            "holder": one["holder"],
            "since": "2020-01-01",
        }
        for quantities in COUNTED_IN:
            if self.line.post(PERMITS, {**permit, "quantities": quantities}).status_code == 201:
                return True
        return False


def agency(
    account: Annotated[Path, typer.Option(help="The agency's client and secret; made where it is not there.")],
    url: Annotated[str, typer.Option(help="Where customs are.")] = "http://127.0.0.1:8000",
    seed: Annotated[int, typer.Option(help="How long the agency thinks follows from it.")] = 1,
    every: Annotated[float, typer.Option(help="Seconds between rounds.")] = 2.0,
) -> None:
    """Be an agency until told to end; the first line says where customs are."""
    line = Line(url, load_or_create(account, CLIENT), SCOPE)
    one = Agency(line, seed=seed)
    typer.echo(url)
    keep_at(one.work, line, every=every)
