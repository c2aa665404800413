"""Published rates enter the register."""

import csv
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

from clearway.registers.rates import errors, models, queries

COLUMNS = ["currency", "day", "rate", "source"]

_RATE = re.compile(r"\d{1,12}(\.\d{1,10})?")


def load_rates(folder: str | Path) -> int:
    """Take every rate of a pack's ``rates/*.csv`` that the register does not have; says how many rows there were.

    A rate that was published stays as it was: a table that says otherwise for a known day is refused.
    """
    faults: list[str] = []
    rows = [row for path in sorted(Path(folder).glob("rates/*.csv")) for row in _rows(path, faults)]
    known = {
        (currency, day): rate
        for currency, day, rate in models.ExchangeRate.objects.values_list("currency", "day", "rate")
    }
    for row in rows:
        if known.get((row.currency, row.day), row.rate) != row.rate:
            faults.append(f"{row.currency} {row.day}: published as {known[row.currency, row.day]}, now {row.rate}")
    if faults:
        raise errors.RatesRefused(faults)
    models.ExchangeRate.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
    queries.refresh()
    return len(rows)


def _rows(path: Path, faults: list[str]) -> list[models.ExchangeRate]:
    with path.open(encoding="utf-8", newline="") as table:
        reader = csv.reader(table)
        if next(reader, []) != COLUMNS:
            faults.append(f"{path.name}:1: the columns must be {', '.join(COLUMNS)}")
            return []
        found = [_row(path.name, reader.line_num, cells, faults) for cells in reader if cells]
    return [row for row in found if row]


def _row(file: str, line: int, cells: list[str], faults: list[str]) -> models.ExchangeRate | None:
    currency, day, rate, source = cells if len(cells) == len(COLUMNS) else ("", "", "", "")
    try:
        since = date.fromisoformat(day)
    except ValueError:
        faults.append(f"{file}:{line}: {','.join(cells)} is not currency,day,rate,source with a day as 2026-01-31")
        return None
    if not re.fullmatch("[A-Z]{3}", currency) or not _RATE.fullmatch(rate) or Decimal(rate) == 0 or not source:
        faults.append(f"{file}:{line}: {','.join(cells)} needs a currency, a rate above zero and its source")
        return None
    return models.ExchangeRate(currency=currency, day=since, rate=Decimal(rate), source=source)
