"""How lanes are kept."""

import msgspec

from clearway.core.target.selection import Selection
from clearway.stations.targeting import models


def keep(declaration: int, version: int, selection: Selection) -> None:
    """Keep the lane of a version and its reasons."""
    models.Selected.objects.create(
        declaration_id=declaration,
        version=version,
        lane=selection.lane,
        is_random=selection.is_random,
        selection=msgspec.to_builtins(selection),
    )
