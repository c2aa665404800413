"""What a source receives, as a file describes it: from which hub, which kind, which name fills which column."""

import re
from collections.abc import Mapping
from datetime import date
from ipaddress import ip_address
from typing import Annotated, Any, Final
from urllib.parse import urlsplit

import msgspec

from clearway.core.watch import ReceivingRefused, SourceRefused, Table, WatchRefused
from clearway.watch.rulebook import public as rulebook

_Name = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
_Text = Annotated[str, msgspec.Meta(max_length=500)]
_CLIENT: Final = re.compile(r"[\x21-\x7e]{0,200}")


class Said(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What is received: ``columns`` says which of the hub's names fills which column, ``fixed`` what fills others."""

    hub: _Text
    source: _Name
    kind: _Name
    article: _Name
    columns: dict[_Name, _Name]
    keep_until: date
    fixed: dict[_Name, _Text] = {}
    bounds: dict[_Name, _Text] = {}
    client: str = ""
    changes_hours: Annotated[int, msgspec.Meta(ge=1, le=8784)] | None = None
    part_rows: Annotated[int, msgspec.Meta(ge=1, le=20_000)] = 10_000

    @property
    def terms(self) -> dict[str, Any]:
        """What is subscribed to, and how it fills the source; with any other the copy would be another."""
        said: dict[str, Any] = msgspec.to_builtins(self)
        return {name: value for name, value in said.items() if name not in ("hub", "client", "source")}

    @property
    def names(self) -> frozenset[str]:
        """What is asked for of each record."""
        return frozenset(self.columns.values())

    @property
    def asked(self) -> dict[str, Any]:
        """The same as the hub is asked for it."""
        said = {name: value for name, value in self.terms.items() if name not in ("columns", "fixed")}
        said["names"] = sorted(self.names)
        return {name: value for name, value in said.items() if value is not None}

    def row(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """A record of the hub as a row of the source; what it does not say is not known."""
        return {**self.fixed, **{column: values.get(name) for column, name in self.columns.items()}}


def read(content: bytes, file: str) -> Said:
    """A description in YAML or JSON."""
    try:
        found = rulebook.said({file: content}, file)
        said = msgspec.convert(found, Said, strict=False)
    except WatchRefused as error:
        raise ReceivingRefused("WAT-080", found=error.found, place=file, line=error.line) from None
    except msgspec.ValidationError as error:
        what, _, at = str(error).partition(" - at `$")
        place = f"{file}, {at.strip('.`')}" if at.strip(".`") else file
        raise ReceivingRefused("WAT-080", found=what[:200], allowed=(_SHAPE,), place=place) from None
    _must_be_safe(said.hub, file)
    if not _CLIENT.fullmatch(said.client):
        raise ReceivingRefused("WAT-080", found=repr(said.client[:60]), allowed=("a client's number",), place=file)
    return said


_SHAPE: Final = "hub, client, source, kind, article, columns, fixed, keepUntil, changesHours, partRows, bounds"


def must_fit(said: Said, table: Table) -> None:
    """Every column that is filled is one of the source's, once; what identifies a row is filled."""
    twice = sorted(said.columns.keys() & said.fixed.keys())
    known = [one.name for one in table.columns]
    surplus = sorted((said.columns.keys() | said.fixed.keys()) - set(known))
    lacking = [one for one in table.row if one not in said.columns and one not in said.fixed]
    if twice:
        raise _ill(f"{twice[0]} by a name and a fixed value", "one of them")
    if surplus:
        raise _ill(f"the column {surplus[0]}", ", ".join(known))
    if lacking or not said.columns.keys() & set(table.row):
        raise _ill(f"nothing for {', '.join(lacking or table.row)}", "a name for each column that identifies a row")
    for name, value in said.fixed.items():
        try:
            table.column(name).read(value)
        except SourceRefused as error:
            raise _ill(f"{name}: {error.found}", ", ".join(error.allowed)) from None


def _must_be_safe(address: str, file: str) -> None:
    """What is received is about people, and the secret is said: in the clear only within one machine."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host, parts = "", urlsplit("")
    is_plain = not (parts.query or parts.fragment or parts.username or parts.password)
    if host and is_plain and (parts.scheme == "https" or (parts.scheme == "http" and _is_own(host))):
        return
    allowed = ("https://…", "http://127.0.0.1:…")
    raise ReceivingRefused("WAT-080", found=repr(address[:100]), allowed=allowed, place=f"{file}, hub")


def _is_own(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _ill(found: str, allowed: str) -> ReceivingRefused:
    return ReceivingRefused("WAT-080", found=found, allowed=(allowed,), place="columns")
