"""What the targeting station can say; the reasons are for officers."""

import msgspec

from clearway.core.target.selection import Selection
from clearway.stations.targeting import models


def selection_of(declaration: int, version: int) -> Selection | None:
    """The lane of a version and every reason for it; nothing where it was never targeted."""
    row = models.Selected.objects.filter(declaration_id=declaration, version=version).first()
    return msgspec.convert(row.selection, Selection, strict=False) if row else None
