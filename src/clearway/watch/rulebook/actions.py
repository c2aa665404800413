"""Editions of the rulebook are loaded, and the latest is in force."""

import threading
from datetime import datetime
from pathlib import Path
from typing import Final

from clearway.watch.rulebook import models, reading
from clearway.watch.rulebook.reading import Book

_LOCK: Final = threading.Lock()
_KEPT: Final[dict[str, Book]] = {}


def load(pack: Path, *, by: str, at: datetime) -> Book:
    """Put a pack's scenarios in force; the same files again change nothing."""
    files = reading.gather(pack)
    book = reading.read(files, fixtures=False)
    latest = models.Edition.objects.order_by("-id").values_list("digest", flat=True).first()
    if latest != book.digest:
        models.Edition.objects.create(digest=book.digest, archive=reading.archive(files), loaded_at=at, loaded_by=by)
    return _keep(book)


def current() -> Book | None:
    """The scenarios in force; nothing where none were ever loaded."""
    digest = models.Edition.objects.order_by("-id").values_list("digest", flat=True).first()
    if digest is None:
        return None
    if digest not in _KEPT:
        row = models.Edition.objects.filter(digest=digest).latest("id")
        return _keep(reading.read(reading.opened(bytes(row.archive)), fixtures=False))
    return _KEPT[digest]


def _keep(book: Book) -> Book:
    """One book at a time stays in memory."""
    with _LOCK:
        _KEPT.clear()
        _KEPT[book.digest] = book
    return book
