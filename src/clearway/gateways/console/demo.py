"""clearway demo: a morning of trade in the demonstration country, played through the house's own doors."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, NamedTuple, TypeVar

import typer
from django.conf import settings
from rich.progress import Progress
from rich.table import Table

from clearway.clearance import writer
from clearway.gateways.console.counters import citizens, playing
from clearway.gateways.console.counters.desk import register
from clearway.gateways.console.counters.plan import day
from clearway.gateways.console.files import err, out
from clearway.gateways.console.morning import banks, desks, traders, windows
from clearway.gateways.console.morning.plan import Story, stories
from clearway.gateways.console.morning.portal import Lodged, Portal, Refused
from clearway.platform.calendar import now
from clearway.registers.offices import public as offices

One = TypeVar("One")
Done = TypeVar("Done")


class Played(NamedTuple):
    """A story of the morning, and the declaration that came of it."""

    story: Story
    lodged: Lodged


app = typer.Typer(invoke_without_command=True, add_completion=False)


@app.callback()
def demo(
    context: typer.Context,
    at: Annotated[str, typer.Option(help="Where the portal listens.")] = "http://127.0.0.1:8000",
    most: Annotated[int, typer.Option(help="At most so many declarations; 0 plays the whole morning.")] = 0,
) -> None:
    """Play a morning: declarations of every kind are lodged, checked, asked about, paid, released, refused."""
    if context.invoked_subcommand:
        return
    var, pack = Path(settings.CLEARWAY_VAR), Path(settings.CLEARWAY_PACK)
    portal = _found(at, var)
    run = f"{now():%y%m%d%H%M%S}"
    planned = stories(pack / "demonstration", run=run)
    planned = planned[:most] if most else planned
    portal.register({one.planned.by for one in planned})
    desks.staff({one.planned.office for one in planned}, pack)
    bank = banks.open_bank(portal, var, pack)
    filled = windows.forms(pack / "demonstration")
    at_pages = windows.open_windows(at, filled, windows.passwords(var))
    by_hand = partial(_fill, at_pages, run)
    with Progress(console=err, transient=True) as progress:
        before = [one for one in filled if one.when == "before" and one.who in at_pages]
        after = [one for one in filled if one.when == "after" and one.who in at_pages]
        told = _each(progress, "people prepare", before, by_hand)
        played = _each(progress, "traders lodge", planned, lambda one: Played(one, _lodged(portal, one)))
        done = Counter(one.lodged.outcome or "not taken" for one in played)
        for title, act in (
            ("traders change their mind", lambda one: traders.change(portal, one.story, one.lodged.mrn)),
            ("officers work", lambda one: desks.work(one.lodged.mrn, one.story.planned)),
            ("traders appeal", _appealed),
            ("banks pay", lambda one: bank.pay(one.lodged.mrn, one.story.planned.bank)),
            ("banks pay late", lambda one: bank.pay_late(one.lodged.mrn, one.story.planned.bank)),
        ):
            done.update(said for said in _each(progress, title, _known(played), act) if said)
        told += _each(progress, "people fill in forms", after, by_hand)
        done.update(said for said in told if said)
    writer.close()
    _show(done)


@app.command("hub")
def hub(at: Annotated[str, typer.Option(help="Where the portal listens.")] = "http://127.0.0.1:8000") -> None:
    """Play a day at the counters of a bank, a licence desk and a welfare office: nobody brings a paper."""
    var, pack = Path(settings.CLEARWAY_VAR), Path(settings.CLEARWAY_PACK)
    _found(at, var)
    planned = day(pack / "demonstration")
    if planned is None:
        err.print("The country's pack has no demonstration/hub.toml, which says what happens at the counters.")
        raise typer.Exit(1)
    offices.load_offices(pack)
    secret_of = register(planned.counter, var)
    logins = citizens.passwords(planned.citizens, var, at=now())
    house = playing.House(at, secret_of, logins)
    with Progress(console=err, transient=True) as progress:
        progress.add_task("citizens come to the counters", total=None)
        done = playing.play(planned, house, f"{now():%y%m%d%H%M%S}")
    _show(done)
    for number in planned.citizens:
        name, password = logins[number]
        out.print(f"sign in as {name} ({number}) with {password}", markup=False)


def _found(at: str, var: Path) -> Portal:
    """The house at an address, if anybody answers."""
    portal = Portal(at, var / "morning.json")
    if not portal.is_there():
        err.print(f"Nobody answers at {at}. Start the house with `make up`, then play the morning beside it.")
        raise typer.Exit(1)
    return portal


def _each(progress: Progress, title: str, many: Sequence[One], act: Callable[[One], Done]) -> list[Done]:
    bar = progress.add_task(title, total=len(many))
    results = []
    for one in many:
        results.append(act(one))
        progress.advance(bar)
    return results


def _lodged(portal: Portal, story: Story) -> Lodged:
    try:
        return portal.lodge(story.planned.by, story.content)
    except Refused as error:
        err.print(f"{story.reference}: {error}", markup=False)
        return Lodged()


def _known(played: list[Played]) -> list[Played]:
    """Those that have a number and were not refused at once."""
    return [one for one in played if one.lodged.mrn and one.lodged.outcome != "refused"]


def _appealed(one: Played) -> str:
    return (
        desks.appeal(one.lodged.mrn, one.story.planned) if one.story.planned.trader_does.startswith("appeals") else ""
    )


def _fill(at_pages: dict[str, windows.Window], run: str, form: windows.Form) -> str:
    try:
        return at_pages[form.who].fill(form, run)
    except windows.NotTaken as error:
        return f"not filled in: {error}"


def _show(done: Counter[str]) -> None:
    table = Table("what happened", "how often")
    for what, number in sorted(done.items()):
        table.add_row(what, str(number))
    out.print(table)
