"""clearway keys: the keys that sign receipts, and the list by which everybody checks them."""

from pathlib import Path
from typing import Annotated, get_args

import msgspec
import typer
from django.conf import settings
from rich.table import Table

from clearway.core.release.keylist import KeyList, Reason
from clearway.gateways.console.files import err, out, print_json
from clearway.gateways.console.receipts import KEPT_LIST
from clearway.platform.calendar import now
from clearway.platform.identity.actor import Actor
from clearway.stations.release import public as release
from clearway.stations.release.public import ReleaseError

app = typer.Typer(no_args_is_help=True, help="Keys that sign receipts.")
_BY = "terminal"
REASONS: tuple[str, ...] = get_args(Reason)


@app.command("list")
def list_keys(json: Annotated[bool, typer.Option("--json", help="One JSON document a key.")] = False) -> None:
    """Show every key that signs or signed receipts, and since when."""
    table = Table("key", "from", "until", "state")
    for key in release.key_list().keys:
        state = "revoked" if key.revoked_at else "retired" if key.valid_until else "signs"
        if json:
            print_json({"kid": key.kid, "from": key.valid_from, "until": key.valid_until, "state": state})
        until = f"{key.valid_until:%Y-%m-%d %H:%M}" if key.valid_until else ""
        table.add_row(key.kid, f"{key.valid_from:%Y-%m-%d %H:%M}", until, state)
    if not json:
        out.print(table)


@app.command("rotate")
def rotate() -> None:
    """Sign with a new key from now on; receipts signed before stay valid."""
    kid = release.rotate(by=_BY, at=now())
    _keep(Path(settings.CLEARWAY_VAR) / KEPT_LIST)
    out.print(f"receipts are signed with {kid} from now on", markup=False, highlight=False, soft_wrap=True)


@app.command("revoke")
def revoke(kid: Annotated[str, typer.Argument(help="The key's name, as clearway keys list shows it.")]) -> None:
    """Revoke a key that somebody else may have: nothing that it signed is good any more."""
    try:
        release.revoke_key(kid, by=_BY, at=now())
    except ReleaseError as error:
        err.print(f"{error.code} {error} {error.remedy}", markup=False, highlight=False)
        raise typer.Exit(1) from error
    _keep(Path(settings.CLEARWAY_VAR) / KEPT_LIST)
    out.print(f"{kid} is revoked", markup=False, highlight=False, soft_wrap=True)


@app.command("publish")
def publish(
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Where to; else the data folder.")] = None,
) -> None:
    """Write the signed list of keys and revoked receipts, as it is also served to everybody."""
    path = output or Path(settings.CLEARWAY_VAR) / KEPT_LIST
    known = _keep(path)
    out.print(f"{path}: list {known.number}, {len(known.keys)} keys, {len(known.revoked)} receipts revoked",
              markup=False, highlight=False, soft_wrap=True)  # fmt: skip
    out.print(f"key of the list, to be pinned: {known.pin}", markup=False, highlight=False, soft_wrap=True)


@app.command("revoke-receipt")
def revoke_receipt(
    number: Annotated[str, typer.Argument(help="The receipt's number, as printed.")],
    reason: Annotated[str, typer.Option(help=f"One of: {', '.join(REASONS)}.")],
) -> None:
    """Revoke one receipt, with a reason that everybody sees; the list is published at once."""
    if reason not in REASONS:
        raise typer.BadParameter(f"one of {', '.join(REASONS)} was expected")
    by = Actor(name=_BY, permissions=frozenset({"receipts:revoke"}))
    try:
        release.revoke(number, reason=msgspec.convert(reason, Reason), by=by, at=now())
    except ReleaseError as error:
        err.print(f"{error.code} {error} {error.remedy}", markup=False, highlight=False)
        raise typer.Exit(1) from error
    _keep(Path(settings.CLEARWAY_VAR) / KEPT_LIST)
    out.print(f"{number} is revoked: {reason}", markup=False, highlight=False, soft_wrap=True)


def _keep(path: Path) -> KeyList:
    document = release.publish(at=now())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(document)
    return KeyList.opened(document)
