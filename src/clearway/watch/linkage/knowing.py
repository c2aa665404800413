"""What is known of keys: the changes that concern them, and which of them registers hold."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

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

Answer = Sequence[tuple[Any, ...]]


class Question(NamedTuple):
    """A statement with what it is given."""

    statement: str
    given: dict[str, Any]


#: Who asks: Django's connection, or another in whose moment of the records the answer is wanted.
Ask = Callable[[Question], Answer]


def asked(question: Question) -> Answer:
    """What Django's connection answers."""
    with connection.cursor() as cursor:
        cursor.execute(*question)
        found: Answer = cursor.fetchall()
        return found


def of_changes(tenant: str, registers: Collection[str], keys: Iterable[str]) -> Question:
    """The changes that have one of these keys."""
    return Question(_CHANGES, {"tenant": tenant, "registers": sorted(registers), "keys": sorted(keys)})


def changes_of(
    tenant: str, registers: Collection[str], keys: Iterable[str], *, ask: Ask = asked
) -> frozenset[KeyChange]:
    """Every change of these keys, and of the keys that they lead to, however far."""
    found: set[KeyChange] = set()
    known = set[str]()
    edge = set(keys)
    while edge:
        found |= {KeyChange(*row) for row in ask(of_changes(tenant, registers, edge))}
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
    tenant: str, names: Collection[str], keys: Collection[str], sources: Sources, *, ask: Ask = asked
) -> Mapping[str, Register]:
    """Registers as rows with these keys see them."""
    if not names or not keys:
        return {}
    changes = changes_of(tenant, names, keys, ask=ask)
    held = ask(of_held(tenant, names, {*keys, *keys_of(changes)}, sources, alike=keys))
    return {name: register(sources.table(name), changes, held) for name in names}


def of_held(
    tenant: str, names: Collection[str], keys: Iterable[str], sources: Sources, *, alike: Iterable[str]
) -> Question:
    """Rows of registers that have one of these keys, or one that is only written otherwise than some."""
    tables = [sources.table(name) for name in sorted(names)]
    some = list(alike)
    forms = {
        f"forms_{kind}": sorted({form_of(key, kind) for key in some} - {""})
        for kind in {*map(written, tables)} - {""}
    }
    return Question(" UNION ALL ".join(map(_held, tables)), {"tenant": tenant, "keys": sorted(keys), **forms})


def register(table: Table, changes: Iterable[KeyChange], held: Answer) -> Register:
    """A register, from rows of several with their names, identities, keys and forms."""
    here = [row[1:] for row in held if row[0] == table.name]
    alike: dict[str, list[str]] = {}
    for came, _, form in here:
        if form:
            alike.setdefault(form, []).append(came)
    lineage = Lineage(one for one in changes if one.numbers == table.name)
    holds = frozenset(key for _, key, _ in here if key is not None)
    return Register(lineage, holds, written(table), alike)


def moved(tenant: str, table: Table, column: str) -> dict[str, str | None]:
    """The keys by which rows are linked where these are others than they came with, by what identifies the row."""
    statement = (
        f"SELECT row_id, {named(column)} FROM {intake.table_name(table.name)}"
        f" WHERE tenant = %(tenant)s AND {named(column)} IS DISTINCT FROM {sides.came(column)}"
    )
    return dict(asked(Question(statement, {"tenant": tenant})))


def _held(table: Table) -> str:
    key, kind = table.row[0], written(table)
    form = sides.form(key)
    alike = f" OR {form} = ANY(%(forms_{kind})s)" if kind else ""
    return (
        f"SELECT '{table.name}', row_id, {named(key)}, {form} FROM {intake.table_name(table.name)}"
        f" WHERE tenant = %(tenant)s AND (row_id = ANY(%(keys)s){alike})"
    )
