"""``clearway simulate bank`` and ``clearway simulate pay``."""

import secrets
import signal
import threading
from pathlib import Path
from typing import Annotated

import httpx
import typer

from clearway.gateways.banks import signing
from clearway.gateways.simulators.bank.account import load_or_create
from clearway.gateways.simulators.bank.customs import Customs
from clearway.gateways.simulators.bank.outbox import Outbox
from clearway.gateways.simulators.bank.plans import WAYS
from clearway.gateways.simulators.bank.serving import Bank, desk

PORT = 8701


def bank(
    account: Annotated[Path, typer.Option(help="The bank's client, secret and key; made where it is not there.")],
    url: Annotated[str, typer.Option(help="Where customs are.")] = "http://127.0.0.1:8000",
    port: Annotated[int, typer.Option(help="Where to listen, on the loopback; 0 takes a free one.")] = PORT,
    seed: Annotated[int | None, typer.Option(help="What the bank does follows from it.")] = None,
    every: Annotated[float, typer.Option(help="Seconds between rounds of telling; 0 only when asked.")] = 1.0,
) -> None:
    """Be a bank until told to end; the first line says where, the second its public key."""
    known = load_or_create(account)
    outbox = Outbox(account.with_suffix(".sqlite"))
    chosen = outbox.seed(secrets.randbelow(2**32) if seed is None else seed)
    customs = Customs(url, known, outbox, seed=chosen)
    one = Bank(customs, outbox, seed=chosen)
    server = desk(one, port)
    stop = threading.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: stop.set())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    if every:
        threading.Thread(target=one.keep_working, args=(stop, every), daemon=True).start()
    typer.echo(f"http://127.0.0.1:{server.server_port}")
    typer.echo(signing.public_key(known.private))
    stop.wait()
    server.shutdown()
    customs.close()
    outbox.close()


def pay(
    reference: Annotated[str, typer.Argument(help="The movement reference number, or the account to be settled.")],
    url: Annotated[str, typer.Option(help="Where the bank is.")] = f"http://127.0.0.1:{PORT}",
    amount: Annotated[str | None, typer.Option(help="How much, as 12.50; else what customs say is due.")] = None,
    currency: Annotated[str, typer.Option(help="The currency of the amount.")] = "DML",
    late: Annotated[bool, typer.Option("--late", help="After the day it was due.")] = False,
    twice: Annotated[bool, typer.Option("--twice", help="Two payments.")] = False,
    short: Annotated[bool, typer.Option("--short", help="Only a part.")] = False,
    more: Annotated[bool, typer.Option("--more", help="Too much.")] = False,
    wrong: Annotated[bool, typer.Option("--wrong", help="With a slip in the reference.")] = False,
    repeated: Annotated[bool, typer.Option("--repeated", help="The very same message several times.")] = False,
    other: Annotated[bool, typer.Option("--currency-other", help="In money nobody asked for.")] = False,
    never: Annotated[bool, typer.Option("--never", help="Not at all.")] = False,
) -> None:
    """Have the bank pay what is due under a reference, as people do."""
    asked = (late, twice, short, more, wrong, other, repeated, never)
    wish: dict[str, object] = {
        "reference": reference,
        "ways": [way for way, is_asked in zip(WAYS, asked, strict=True) if is_asked],
    }
    if amount is not None:
        wish["amount"] = {"amount": amount, "currency": currency}
    answer = httpx.post(f"{url}/payments", json=wish)
    typer.echo(answer.text)
    raise typer.Exit(0 if answer.status_code == 201 else 1)
