"""The check of a receipt at a terminal: offline, with a list of keys that was fetched before."""

from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import typer
from django.conf import settings
from rich.table import Table

from clearway.core.release.check import Checked, Verdict, check
from clearway.core.release.keylist import KeyList
from clearway.core.release.reading import receipt_in
from clearway.core.release.signature import NotSigned
from clearway.gateways.console.files import err, out, print_json
from clearway.hub.consents import public as consents
from clearway.platform.calendar import now

#: Where the list of keys is kept that was published last, below the data folder.
KEPT_LIST = Path("keys") / "receipt-keys.json"
#: What the command ends with; 2 is a command that was not understood.
EXITS: dict[Verdict, int] = {
    "valid": 0, "altered": 1, "unreadable": 1, "unknown key": 3, "revoked": 4, "expired key": 5,
}  # fmt: skip
NO_LIST = 6

WORDS: dict[Verdict, str] = {
    "valid": "valid: the goods may leave",
    "altered": "altered: it is not as it was signed",
    "unreadable": "no receipt can be read here",
    "unknown key": "not to be trusted: signed by a key that is not in the list; fetch a newer list",
    "revoked": "revoked: it is no longer good",
    "expired key": "not to be trusted: its key was not in use when it was issued",
}


def verify_receipt(content: bytes, *, keys: Path | None, pin: str | None, json: bool) -> None:
    """Say what a receipt is worth, and end with a status that scripts understand."""
    known = _list(keys or Path(settings.CLEARWAY_VAR) / KEPT_LIST, pin)
    try:
        checked = check(receipt_in(content), known)
    except NotSigned as error:
        checked = Checked(verdict="unreadable", because=str(error))
    if json:
        print_json(_answer(checked, known, now()))
    else:
        _show(checked, known, now())
    if EXITS[checked.verdict]:
        raise typer.Exit(EXITS[checked.verdict])


def verify_consent(content: bytes, *, keys: Path | None, pin: str | None, json: bool) -> None:
    """Say whether the receipt of a consent is as it was signed, and end with a status that scripts understand."""
    known = _list(keys or Path(settings.CLEARWAY_VAR) / KEPT_LIST, pin)
    checked = consents.check_receipt(content, known)
    if json:
        print_json({"verdict": checked.verdict, "because": checked.because, "receipt": checked.receipt})
    else:
        style = "bold green" if checked.verdict == "valid" else "bold red"
        words = "valid: signed so by the house" if checked.verdict == "valid" else WORDS[checked.verdict]
        out.print(words, style=style, highlight=False)
        for event in (checked.receipt or {}).get("events", ()):
            out.print(f"{event['eventTime']} {event['eventType']} {event['entityId']}", markup=False, highlight=False)
    if EXITS[checked.verdict]:
        raise typer.Exit(EXITS[checked.verdict])


def _list(path: Path, pin: str | None) -> KeyList:
    try:
        return KeyList.opened(path.read_bytes(), pin)
    except FileNotFoundError:
        err.print(f"{path}: no list of keys. Fetch /.well-known/clearway-receipt-keys.json and name it by --keys.")
    except (OSError, NotSigned) as error:
        err.print(f"{path}: not to be trusted as a list of keys: {error}", markup=False, highlight=False)
    raise typer.Exit(NO_LIST)


def _answer(checked: Checked, known: KeyList, at: datetime) -> dict[str, Any]:
    return {
        "verdict": checked.verdict,
        "because": checked.because,
        "receipt": msgspec.to_builtins(checked.statement),
        "key": checked.kid,
        "revoked": msgspec.to_builtins(checked.revoked),
        "list": {
            "number": known.number,
            "issuedAt": known.issued_at,
            "nextUpdate": known.next_update,
            "isStale": known.next_update < at,
        },
    }


def _show(checked: Checked, known: KeyList, at: datetime) -> None:
    style = "bold green" if checked.verdict == "valid" else "bold red"
    out.print(WORDS[checked.verdict], style=style, highlight=False)
    if checked.because:
        out.print(checked.because, markup=False, highlight=False)
    if checked.revoked is not None:
        out.print(f"revoked {checked.revoked.at:%Y-%m-%d %H:%M} UTC: {checked.revoked.reason}", highlight=False)
    elif checked.verdict == "revoked" and checked.key is not None:
        out.print(f"its key was revoked {checked.key.revoked_at:%Y-%m-%d %H:%M} UTC", highlight=False)
    if checked.statement is not None:
        table = Table(show_header=False, box=None)
        table.add_column()
        table.add_column(overflow="fold")
        for name, value in _rows(msgspec.to_builtins(checked.statement)):
            table.add_row(name, value)
        out.print(table, markup=False, highlight=False)
    out.print(f"list of keys {known.number} of {known.issued_at:%Y-%m-%d %H:%M} UTC, key of the list {known.pin}",
              style="dim", highlight=False, soft_wrap=True)  # fmt: skip
    if known.next_update < at:
        out.print("The list is old: what was revoked since is not known to it.", style="yellow")


def _rows(said: dict[str, Any], before: str = "") -> list[tuple[str, str]]:
    rows = []
    for name, value in said.items():
        if isinstance(value, dict):
            rows += _rows(value, f"{before}{name}.")
        else:
            rows.append((f"{before}{name}", ", ".join(value) if isinstance(value, list | tuple) else str(value)))
    return rows
