"""What a demonstration's hub begins with: agreements approved by their holders, and where the holders are."""

from datetime import datetime
from pathlib import Path

import msgspec
from django.db import connection

from clearway.core.law.information import Catalogue, Holder
from clearway.core.share import Agreement
from clearway.gateways.simulators.registers.offering import schema_of
from clearway.hub.agreements import public as agreements
from clearway.hub.exchange import public as exchange
from clearway.registers.lawbook import public as lawbook

#: Below the data folder, where simulated holders drop their tables.
DROPS = "registers"


def set_up(pack: Path, var: Path, registers: str, *, at: datetime) -> int:
    """Agree what the pack says is agreed, once, and say where holders are; returns how many were agreed now."""
    catalogue = lawbook.current(at).sharing
    if registers:
        for holder in catalogue.holders.values():
            exchange.reach(holder.code, _address(holder, var, registers))
    return sum(_agree(one, catalogue, at) for one in lawbook.first_agreements(pack, catalogue))


def _address(holder: Holder, var: Path, registers: str) -> str:
    """A simulated holder is called until its views or tables have been made, which takes the first minutes."""
    if holder.system == "sql" and _has_views(holder):
        return f"postgresql:#{schema_of(holder.code)}"
    if holder.system == "file" and (var / DROPS / "mark").exists():
        return (var / DROPS / holder.code).absolute().as_uri()
    return f"{registers}/{holder.code}"


def _has_views(holder: Holder) -> bool:
    """A schema is marked once everything in it has been made."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = %s",
            [schema_of(holder.code)],
        )
        found = cursor.fetchone()
    return found is not None and found[0] is not None


def _agree(wanted: Agreement, catalogue: Catalogue, at: datetime) -> bool:
    """Whether it is new; what a holder has suspended or ended since stays so."""
    before = [one for one in agreements.of_organisation(wanted.organisation) if one.number == wanted.number]
    if any(_content(one) == _content(wanted) for one in before):
        return False
    holder = catalogue.kinds[wanted.kind].holder
    written = agreements.propose(wanted, catalogue, by=f"demonstration:{wanted.organisation}", at=at)
    agreements.move(
        written.number, written.version, "approved",
        holder=holder, reason="", by=f"demonstration:{holder}", at=at,
    )  # fmt: skip
    return True


def _content(one: Agreement) -> Agreement:
    return msgspec.structs.replace(one, version=0, state="proposed")
