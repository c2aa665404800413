"""Editions of the rulebook are loaded, and the latest is in force."""

import threading
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import transaction

from clearway.core.watch import ScenarioRefused
from clearway.watch.rulebook import models, reading
from clearway.watch.rulebook.reading import Book

_LOCK: Final = threading.Lock()
_KEPT: Final[dict[str, Book]] = {}


def load(pack: Path, *, by: str, at: datetime) -> Book:
    """Put a country's scenarios in force, with the packs that extend it and what was written in the portal.

    The same again changes nothing.
    """
    beside = models.Extension.objects.filter(country=pack.resolve().name).order_by("pack")
    extending = (reading.own(pack.resolve().parent / one.pack) for one in beside)
    return _enforce(reading.together(reading.gather(pack), *extending), by=by, at=at)


@transaction.atomic
def extend(country: Path, pack: Path, *, by: str, at: datetime) -> Book:
    """Put a pack that extends a country's in force beside it, now and whenever the country's is loaded again."""
    country, pack = country.resolve(), pack.resolve()
    if reading.extended(pack) != country:
        asked = f'extends = "{country.name}" in a pack beside it'
        raise ScenarioRefused("WAT-044", found=pack.name, allowed=(asked,), place="pack.toml")
    known = {"pack": pack.name, "country": country.name}
    models.Extension.objects.get_or_create(**known, defaults={"at": at, "by": by})
    return load(country, by=by, at=at)


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
