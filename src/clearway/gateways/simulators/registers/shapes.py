"""What records of each kind say: as the country's catalogue has it, which every holder has agreed to."""

import csv
from pathlib import Path
from typing import NamedTuple

#: The demonstration's own pack, beside the sources.
PACK = Path(__file__).resolve().parents[5] / "packs" / "demoland"


class Shape(NamedTuple):
    """A kind: whose it is, what its key names, and the fields of its records, the key first."""

    kind: str
    holder: str
    system: str
    about: str
    fields: tuple[str, ...]


def shapes(pack: Path = PACK) -> dict[str, Shape]:
    """Every kind of a pack's catalogue."""
    systems = {row["code"]: row["system"] for row in _rows(pack / "sharing" / "holders.csv")}
    return {
        row["code"]: Shape(
            row["code"], row["holder"], systems[row["holder"]], row["about"], tuple(row["fields"].split())
        )
        for row in _rows(pack / "sharing" / "kinds.csv")
    }


def types(pack: Path = PACK) -> dict[str, str]:
    """The type of each field, by its name."""
    return {row["name"]: row["type"] for row in _rows(pack / "sharing" / "elements.csv")}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
