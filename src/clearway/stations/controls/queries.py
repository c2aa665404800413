"""What the controls station can say."""

from clearway.core.release import Hindrance
from clearway.stations.controls import models


def hindrances(declaration: int) -> tuple[Hindrance, ...]:
    """What officers have not finished, or hold."""
    rows = models.Control.objects.filter(declaration_id=declaration, closed_at__isnull=True)
    return tuple(Hindrance("control", row.kind, row.opened_at.isoformat()) for row in rows)
