"""Verbs that keep the house running: prepare it, work behind it."""

import os
import select
import signal
import threading
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.core.management import call_command

from clearway.clearance.proceed import sweep
from clearway.gateways.console import bank, demonstration, outside, sharing
from clearway.gateways.console.files import err, out
from clearway.platform.calendar import day_in, now
from clearway.platform.database import hot
from clearway.platform.events import errands, partitions, wake
from clearway.platform.notifications import texts
from clearway.platform.transparency import keys, parties, sequencing
from clearway.registers.lawbook import public as lawbook
from clearway.registers.rates import public as rates
from clearway.registers.traders import public as traders
from clearway.watch.findings import public as findings
from clearway.watch.rulebook import public as rulebook

#: How far the worker stands behind in the queue for a processor, as ``nice`` counts.
BEHIND = 10
#: So long a companion has to finish what it is at.
COMPANION_SECONDS = 5.0


def prepare(
    port: Annotated[int, typer.Option(help="Where the portal will listen.")] = 8000,
    registers: Annotated[str, typer.Option(help="Where the simulated registers are; empty changes nothing.")] = "",
) -> None:
    """Bring the store up to date, load the country and the demonstration; repeatable."""
    pack = Path(settings.CLEARWAY_PACK)
    err.print("migrating …")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    partitions.make(now().date())
    err.print(f"loading {pack.name} …")
    version = lawbook.load(pack, effective_from=demonstration.LAW_SINCE, by="prepare")
    book = rulebook.load(pack, by="prepare", at=now())
    findings.adopt(book, day_in(lawbook.current(now()).country.time_zone, now()), at=now())
    rates.load_rates(pack)
    texts.load(lawbook.notice_texts(pack))
    traders.load_register(pack)
    logins = demonstration.set_up()
    var = Path(settings.CLEARWAY_VAR)
    bank.introduce(pack, var, at=now())
    outside.set_up(pack / "demonstration", var, at=now())
    sharing.set_up(pack, var, registers, at=now())
    out.print(f"\nClearway with {pack.name} {version.version}:  http://127.0.0.1:{port}/", highlight=False)
    for login in logins:
        out.print(f"  {login}", highlight=False)
    out.print("Ctrl-C stops everything.\n")


def worker(context: typer.Context) -> None:
    """Work behind the transactions: the Merkle log, partitions, and whatever reacts to events."""
    work: errands.Work = context.obj or errands.Work()
    stop = threading.Event()
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, lambda *_: stop.set())
    # Whoever waits for an answer goes before what is done behind it.
    os.nice(BEHIND)
    signer = keys.load_or_create(Path(settings.CLEARWAY_VAR) / keys.LOG_KEY, settings.CLEARWAY_ORIGIN)
    with hot.connect() as listening:
        listening.execute(f"LISTEN {wake.CHANNEL}")
        companions = errands.accompany(
            work._replace(companions=(*work.companions, sequencing.companion(signer), parties.run)), stop
        )
        while not stop.is_set():
            sweep(at=now())
            errands.go_round(work.errands, stop)
            partitions.make(now().date())
            select.select([listening.fileno()], [], [], wake.LOOK_SECONDS)
            # What comes now enters with it: a round costs the same for one event and for a thousand.
            stop.wait(wake.PAUSE_SECONDS)
            for _ in listening.notifies(timeout=0):
                pass
        for companion in companions:
            companion.join(COMPANION_SECONDS)
