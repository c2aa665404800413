"""The lawbook in effect at an instant, and any lawbook that ever was.

Each process keeps the list of versions and the few lawbooks it decides with. The list is replaced whole by
``refresh``, so a decision that has begun keeps its lawbook and the next one sees the new.
"""

import atexit
import gc
import threading
import zlib
from collections import OrderedDict
from datetime import datetime

import msgspec

from clearway.core.law.lawbook import Lawbook
from clearway.registers.lawbook import errors, models
from clearway.registers.lawbook.contracts import LawbookVersion
from clearway.registers.lawbook.packs.compiling import compile_files
from clearway.registers.lawbook.packs.gathering import from_archive

#: So many compiled lawbooks are kept in a process: the present one, the next, and some that are being replayed.
COMPILED_AT_ONCE = 4


class _Shelf:
    """What one process has read: the versions, newest effect first, and the lawbooks compiled last."""

    def __init__(self) -> None:
        self.versions: tuple[LawbookVersion, ...] = ()
        self.compiled: OrderedDict[str, Lawbook] = OrderedDict()
        self.lock = threading.Lock()


_SHELF = _Shelf()


def refresh() -> bool:
    """Look whether other versions came into effect; one cheap read. Says whether the list changed."""
    found = _versions()
    changed = found != _SHELF.versions
    _SHELF.versions = found
    return changed


def current(at: datetime) -> Lawbook:
    """The lawbook that decides at an instant; the tables are read only where this process knows no version yet."""
    version = _in_effect(at)
    if version is None:
        refresh()
        version = _in_effect(at)
    if version is None:
        raise errors.NoLawbook(at)
    return by_hash(version.hash)


def by_hash(hash: str) -> Lawbook:
    """The lawbook with a hash, compiled again from its archive where this process has not got it."""
    shelf = _SHELF
    book = shelf.compiled.get(hash)
    if book is not None:
        return book
    with shelf.lock:
        book = shelf.compiled.get(hash)
        if book is None:
            book = shelf.compiled[hash] = _compiled(hash)
            while len(shelf.compiled) > COMPILED_AT_ONCE:
                shelf.compiled.popitem(last=False)
            _set_aside()
    return book


def versions() -> tuple[LawbookVersion, ...]:
    """Every version that was loaded, the one that comes into effect last first."""
    return _versions()


def _set_aside() -> None:
    """A lawbook is hundreds of thousands of objects that stay; the collector shall not walk them again and again.

    Measured: it took two fifths of the time of a decision. What was set aside before is looked at once more first,
    so that lawbooks that were dropped are freed.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


#: Libraries that count their objects at the end find all of them freed.
atexit.register(gc.unfreeze)


def _in_effect(at: datetime) -> LawbookVersion | None:
    return next((version for version in _SHELF.versions if version.effective_from <= at), None)


def _versions() -> tuple[LawbookVersion, ...]:
    rows = models.Version.objects.order_by("-effective_from", "-number").values_list(
        "number", "archive__version", "archive_id", "effective_from", "loaded_at", "loaded_by"
    )
    return tuple(LawbookVersion(*row) for row in rows)


def _compiled(hash: str) -> Lawbook:
    content = models.Archive.objects.filter(hash=hash).values_list("files", flat=True).first()
    if content is None:
        raise errors.LawbookUnknown(hash)
    try:
        files = from_archive(bytes(content))
    except (zlib.error, msgspec.MsgspecError) as error:
        raise errors.ArchiveDamaged(hash, str(error)) from error
    # An archive that was tampered with must not run: its formulas are code.
    if files.hash() != hash:
        raise errors.ArchiveDamaged(hash, files.hash())
    return compile_files(files)
