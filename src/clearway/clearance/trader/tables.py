"""Tables that are opened by a spreadsheet program: nothing in them may be taken for a formula."""

from collections.abc import Iterable, Iterator

#: A spreadsheet program works out a cell that begins with one of these.
FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def as_text(value: str) -> str:
    """A cell that is shown and never worked out."""
    return f"'{value}" if value.startswith(FORMULA_BEGINS) else value


def as_csv(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Rows as lines of CSV, quoted where they must be, each harmless to a spreadsheet program."""
    for row in rows:
        yield ",".join(_quoted(as_text(cell)) for cell in row) + "\r\n"


def _quoted(cell: str) -> str:
    return f'"{cell.replace(chr(34), chr(34) * 2)}"' if any(one in cell for one in ',"\r\n') else cell
