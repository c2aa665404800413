"""What a day at the counters holds, as the country's pack says it."""

from pathlib import Path

import msgspec


class Counter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One counter: who asks there, in which role and for which article, and what about everybody who comes.

    ``denied`` is asked for in vain; ``curious`` are persons at whom a clerk looks without anybody having come;
    ``emergency`` is the reason of somebody who cannot wait.
    """

    title: str
    organisation: str
    role: str
    article: str
    case: str
    clerks: tuple[str, ...]
    looks: dict[str, tuple[str, ...]]
    denied: dict[str, tuple[str, ...]] = {}
    asks_consent: bool = False
    is_office: bool = False
    curious: tuple[str, ...] = ()
    emergency: str = ""


class Day(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who comes to the counters of a day; ``takes_back`` is who takes a consent back."""

    citizens: tuple[str, ...]
    counter: tuple[Counter, ...]
    takes_back: str = ""


def day(folder: Path) -> Day | None:
    """The day of a pack; nothing where it has none."""
    path = folder / "hub.toml"
    return msgspec.toml.decode(path.read_bytes(), type=Day) if path.exists() else None
