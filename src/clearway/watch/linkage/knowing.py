"""What is known of keys: the changes that concern them, and which of them registers hold."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from django.db import connection

from clearway.core.watch import Sources, Table, named, sides
from clearway.core.watch.linking import KeyChange, Lineage, Register
from clearway.core.watch.names import form_of
from clearway.core.watch.sources import Written
from clearway.watch.intake import public as intake

_SAID: Final = "SELECT numbers, kind, old_key, new_key, from_on FROM watch_sources.key_changes"
_CHANGES: Final = f"""
{_SAID} WHERE tenant = %(tenant)s AND old_key = ANY(%(keys)s) AND numbers = ANY(%(registers)s)
UNION
{_SAID} WHERE tenant = %(tenant)s AND new_key = ANY(%(keys)s) AND numbers = ANY(%(registers)s)
"""


def changes_of(tenant: str, registers: Collection[str], keys: Iterable[str]) -> frozenset[KeyChange]:
    """Every change of these keys, and of the keys that they lead to, however far."""
    found: set[KeyChange] = set()
    known = set[str]()
    edge = set(keys)
    with connection.cursor() as cursor:
        while edge:
            cursor.execute(_CHANGES, {"tenant": tenant, "registers": sorted(registers), "keys": sorted(edge)})
            found |= {KeyChange(*row) for row in cursor.fetchall()}
            known |= edge
            edge = {key for one in found for key in (one.old, one.new)} - known
    return frozenset(found)


def keys_of(changes: Iterable[KeyChange]) -> frozenset[str]:
    """The keys that changes are of."""
    return frozenset(key for one in changes for key in (one.old, one.new))


def written(register: Table) -> Written:
    """How the keys of a register may be written."""
    return register.column(register.row[0]).written


def registers_for(
    tenant: str, names: Collection[str], keys: Collection[str], sources: Sources
) -> Mapping[str, Register]:
    """Registers as rows with these keys see them."""
    if not names or not keys:
        return {}
    changes = changes_of(tenant, names, keys)
    tables = [sources.table(name) for name in sorted(names)]
    forms = {kind: sorted({form_of(key, kind) for key in keys}) for kind in {*map(written, tables)} - {""}}
    given = {"tenant": tenant, "keys": sorted({*keys, *keys_of(changes)})}
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(_held(table, is_written=bool(written(table))) for table in tables),
            {**given, **{f"forms_{kind}": [one for one in some if one] for kind, some in forms.items()}},
        )
        rows = cursor.fetchall()
    found = {}
    for table in tables:
        here = [row[1:] for row in rows if row[0] == table.name]
        alike: dict[str, list[str]] = {}
        for came, _, form in here:
            if form:
                alike.setdefault(form, []).append(came)
        lineage = Lineage(one for one in changes if one.numbers == table.name)
        holds = frozenset(key for _, key, _ in here if key is not None)
        found[table.name] = Register(lineage, holds, written(table), alike)
    return found


def _held(table: Table, *, is_written: bool) -> str:
    key = table.row[0]
    form = sides.form(key)
    alike = f" OR {form} = ANY(%(forms_{written(table)})s)" if is_written else ""
    return (
        f"SELECT '{table.name}', row_id, {named(key)}, {form} FROM {intake.table_name(table.name)}"
        f" WHERE tenant = %(tenant)s AND (row_id = ANY(%(keys)s){alike})"
    )
