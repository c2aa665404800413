"""What the duties station can say."""

import msgspec

from clearway.core.assess.assessment import Assessment
from clearway.stations.duties import models


def assessment_of(declaration: int, version: int) -> Assessment | None:
    """What is owed for a version, with every step; nothing where it was never assessed."""
    row = models.Assessed.objects.filter(declaration_id=declaration, version=version).first()
    return msgspec.convert(row.assessment, Assessment, strict=False) if row else None
