"""The messages that benchmarks send: made from the demonstration, under references of their own."""

from pathlib import Path

from clearway.formats import recognise
from clearway.formats.message import Format

SOURCE = Path(__file__).parents[1] / "packs" / "demoland" / "demonstration" / "1-tableware.json"
REFERENCE = b"DEMO-2026-0001"


def one_item(format: Format) -> bytes:
    """A lawful one-item import in a format; its reference is ``REFERENCE``."""
    return recognise.write(recognise.read(SOURCE.read_bytes()), format)


def with_reference(message: bytes, reference: str) -> bytes:
    """The same message under another reference of the same length or any other."""
    return message.replace(REFERENCE, reference.encode())
