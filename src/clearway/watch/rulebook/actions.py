"""Editions of the rulebook are loaded, and the latest is in force."""

import threading
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import transaction

from clearway.watch.rulebook import models, reading
from clearway.watch.rulebook.reading import Book

_LOCK: Final = threading.Lock()
_KEPT: Final[dict[str, Book]] = {}


def load(pack: Path, *, by: str, at: datetime) -> Book:
    """Put a pack's scenarios in force, and those that were written in the portal; the same again changes nothing."""
    return _enforce(reading.gather(pack), by=by, at=at)


@transaction.atomic
def put(files: Mapping[str, bytes], *, by: str, at: datetime) -> Book:
    """Put files that were written in the portal in force, beside the pack's or in place of them."""
    for path, content in files.items():
        models.Written.objects.update_or_create(path=path, defaults={"content": content, "at": at, "by": by})
    return _enforce(_latest(), by=by, at=at)


def in_force() -> dict[str, bytes]:
    """The files of the edition in force, by path."""
    return _latest()


def current() -> Book | None:
    """The scenarios in force; nothing where none were ever loaded."""
    digest = models.Edition.objects.order_by("-id").values_list("digest", flat=True).first()
    if digest is None:
        return None
    if digest not in _KEPT:
        row = models.Edition.objects.filter(digest=digest).latest("id")
        return _keep(reading.read(reading.opened(bytes(row.archive)), fixtures=False))
    return _KEPT[digest]


def _enforce(files: Mapping[str, bytes], *, by: str, at: datetime) -> Book:
    written = {row.path: bytes(row.content) for row in models.Written.objects.all()}
    together = {**files, **written}
    book = reading.read(together, fixtures=False)
    latest = models.Edition.objects.order_by("-id").values_list("digest", flat=True).first()
    if latest != book.digest:
        packed = reading.archive(together)
        models.Edition.objects.create(digest=book.digest, archive=packed, loaded_at=at, loaded_by=by)
    return _keep(book)


def _latest() -> dict[str, bytes]:
    row = models.Edition.objects.order_by("-id").first()
    return {} if row is None else reading.opened(bytes(row.archive))


def _keep(book: Book) -> Book:
    """One book at a time stays in memory."""
    with _LOCK:
        _KEPT.clear()
        _KEPT[book.digest] = book
    return book
