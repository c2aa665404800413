"""How what is owed is kept."""

import msgspec

from clearway.core.assess.assessment import Assessment
from clearway.stations.duties import models


def keep(declaration: int, version: int, assessment: Assessment) -> None:
    """Keep what is owed for a version."""
    models.Assessed.objects.create(
        declaration_id=declaration,
        version=version,
        total=assessment.total.amount,
        currency=assessment.total.currency,
        assessment=msgspec.to_builtins(assessment),
    )
