"""What is handed to copies, and what is told of them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec


class Put(msgspec.Struct, frozen=True, gc=False):
    """A row as it came: the key and digest by which the hub knows it, and what the source keeps of it."""

    key: bytes
    digest: bytes
    row: Mapping[str, Any]


class Part(msgspec.Struct, frozen=True):
    """One part of a distribution; ``is_whole`` where every row of the range that does not come is gone."""

    number: int
    sending: int
    range: int
    is_whole: bool
    as_of: datetime
    checksum: str
    puts: tuple[Put, ...] = ()
    removed: tuple[bytes, ...] = ()


class Standing(msgspec.Struct, frozen=True):
    """How a copy stands; ``is_new`` where it was begun just now."""

    id: int
    tenant: str
    source: str
    number: str
    seal: bytes
    part: int
    checksum: str
    deleted: int
    is_new: bool = False
