"""A pack is loaded: checked, kept whole, and made effective from an instant."""

from datetime import datetime
from pathlib import Path

from django.db import transaction

from clearway.registers.lawbook import errors, models, queries
from clearway.registers.lawbook.contracts import LawbookVersion
from clearway.registers.lawbook.packs import compiling, gathering
from clearway.registers.lawbook.packs.faults import FaultList


def load(folder: str | Path, *, effective_from: datetime, by: str) -> LawbookVersion:
    """Make a pack the law from an instant on.

    Where the same content decides at that instant already, nothing changes. An earlier content that comes back
    is a version of its own, and its files are not kept twice.
    """
    faults = compiling.check(folder)
    if faults:
        raise errors.PackRefused(faults)
    files = gathering.gather(Path(folder), FaultList())
    book = compiling.compile_files(files)
    decides = next((one for one in queries.versions() if one.effective_from <= effective_from), None)
    if decides is not None and decides.hash == book.hash:
        queries.refresh()
        return decides
    with transaction.atomic():
        models.Archive.objects.get_or_create(
            hash=book.hash, defaults={"version": book.version, "files": files.archive()}
        )
        row = models.Version.objects.create(archive_id=book.hash, effective_from=effective_from, loaded_by=by)
    queries.refresh()
    return next(version for version in queries.versions() if version.number == row.number)
