"""How a holder's system is asked: one record of a kind, by its key, and no more fields than the kind it is given has.

The way follows from the address: ``https://…`` is asked over HTTP, ``postgresql://…#schema`` through the holder's
views, ``file:///folder`` in the tables that the holder drops there.
"""

from collections.abc import Callable, Iterable
from typing import Protocol
from urllib.parse import urlsplit

import msgspec

from clearway.core.law.information import Holder, InformationKind
from clearway.core.share import Record
from clearway.hub.exchange import errors, models
from clearway.hub.exchange.dropped import FileConnector
from clearway.hub.exchange.rest import RestConnector
from clearway.hub.exchange.views import SqlConnector


class Connector(Protocol):
    """Asks a holder's system; ``None`` where it knows of no such record.

    ``HolderAway`` where it does not answer in time, ``AnswerUnreadable`` where it answers something else.
    """

    def record(self, kind: InformationKind, key: str) -> Record | None:
        """The fields of a kind under a key; nothing but these leaves the holder where its system can choose."""
        ...


_WAYS: dict[str, Callable[[str, str], Connector]] = {
    "http": RestConnector,
    "https": RestConnector,
    "postgresql": SqlConnector,
    "file": FileConnector,
}


def to(holder: Holder) -> Connector:
    """The way to a holder's system; ``HolderAway`` where this installation knows none."""
    row = models.HolderSystem.objects.filter(holder=holder.code).first()
    way = _WAYS.get(urlsplit(row.address).scheme) if row is not None else None
    if row is None or way is None:
        raise errors.HolderAway(holder=holder.code)
    return way(holder.code, row.address)


def only(kind: InformationKind, names: Iterable[str]) -> InformationKind:
    """The kind with its key and the fields that are needed to show or to judge these names."""
    asked = set(names)
    judged = [kind.predicates[name] for name in asked if name in kind.predicates]
    needed = {kind.key, *asked, *(one.field for one in judged), *(one.until for one in judged)}
    return msgspec.structs.replace(
        kind, fields={name: field for name, field in kind.fields.items() if name in needed}
    )
