"""Tables of a pack: comma-separated, with a header that must be the one expected."""

import csv
from collections.abc import Iterator, Sequence

from clearway.registers.lawbook.packs.entries import Entry
from clearway.registers.lawbook.packs.faults import FaultList
from clearway.registers.lawbook.packs.gathering import PackFiles


def rows(
    files: PackFiles, path: str, columns: Sequence[str], faults: FaultList, *, open_ended: bool = False
) -> Iterator[Entry]:
    """The rows of a table; where it is ``open_ended``, columns of its own may follow those expected."""
    text = files.text(path, faults)
    if text is None:
        return
    reader = csv.reader(text.splitlines(), strict=True)
    try:
        header = next(reader, [])
        if not _is_as_expected(path, header, columns, faults, open_ended):
            return
        for cells in reader:
            if not any(cells):
                continue
            if len(cells) != len(header):
                found = f"{len(cells)} cells"
                faults.add(path, reader.line_num, "LAW-003", found, f"{len(header)} cells, as the header has")
                continue
            yield Entry(dict(zip(header, cells, strict=True)), file=path, line=reader.line_num, faults=faults)
    except csv.Error as error:
        faults.add(path, reader.line_num, "LAW-003", str(error), "comma-separated values, quoted by double quotes")


def _is_as_expected(
    path: str, header: list[str], columns: Sequence[str], faults: FaultList, open_ended: bool
) -> bool:
    for column in columns:
        if column not in header:
            faults.add(path, 1, "LAW-006", f"no column {column}", f"the columns {', '.join(columns)}")
    for position, column in enumerate(header):
        if column in header[:position]:
            faults.add(path, 1, "LAW-004", f"the column {column} again", "each column once")
        elif column not in columns and not open_ended:
            faults.add(path, 1, "LAW-005", f"the column {column}", f"the columns {', '.join(columns)}")
    return set(columns) <= set(header)
