"""A run of a holder's records made ready to be sent: minimised where they come in, and told apart by digests."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from clearway.core.law.information import InformationKind
from clearway.core.share import minimised
from clearway.hub.distribution import models, packing, sources
from clearway.hub.exchange.public import Setting

_ENCODER = msgspec.json.Encoder()


class Row(msgspec.Struct, frozen=True, gc=False):
    """One record, cut down to what was granted: its key, and what is sent of it."""

    key: str
    key_digest: bytes
    digest: bytes
    values: bytes

    @property
    def line(self) -> bytes:
        """As it is sent."""
        return b'{"key":"%b","digest":"%b","values":%b}\n' % (
            self.key_digest.hex().encode(),
            self.digest.hex().encode(),
            self.values,
        )


def read(
    row: models.Distribution,
    kind: InformationKind,
    setting: Setting,
    after: str,
    through: str,
    limit: int,
    *,
    at: datetime,
) -> list[Row]:
    """The holder's records of a run."""
    day, seal = at.astimezone(setting.hours.zone).date(), bytes(row.seal)
    found = sources.run(sources.to(row.holder), sources.only(kind, row.names), after, through, limit)
    rows: list[Row] = []
    for key, record in found:
        values = _ENCODER.encode(minimised(kind, row.names, record, on=day, bounds=row.bounds))
        rows.append(Row(key, packing.key_digest(seal, key), packing.row_digest(seal, values), values))
    return rows


def held(rows: Sequence[Row]) -> packing.Held:
    """Digests of rows by those of their keys."""
    return {one.key_digest: one.digest for one in rows}
