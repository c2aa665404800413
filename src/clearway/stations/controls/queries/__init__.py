"""What the controls station can say."""

from datetime import datetime

from django.db.models import Count

from clearway.core.release import Hindrance
from clearway.stations.controls import models
from clearway.stations.controls.queries.cases import awaiting_answer, case_of, clocks_of, picture, told
from clearway.stations.controls.queries.clocks import control_clocks
from clearway.stations.controls.queries.standards import grounds

__all__ = [
    "awaiting_answer",
    "case_of",
    "clocks_of",
    "control_clocks",
    "grounds",
    "hands",
    "hindrances",
    "picture",
    "told",
]


def hindrances(declaration: int) -> tuple[Hindrance, ...]:
    """What officers have not finished, or hold."""
    checks = models.Control.objects.filter(declaration_id=declaration, closed_at__isnull=True)
    holds = models.Hold.objects.filter(declaration_id=declaration, lifted_at__isnull=True)
    notices = models.Notice.objects.filter(declaration_id=declaration, ended_at__isnull=True)
    found = [("control", kind, at) for kind, at in checks.values_list("kind", "opened_at")]
    found += [("officer", kind, at) for kind, at in holds.values_list("kind", "placed_at")]
    found += [("officer", kind, at) for kind, at in notices.values_list("kind", "at")]
    return tuple(Hindrance(waits_for, what, since.isoformat()) for waits_for, what, since in found)


def hands(opened_before: datetime, office: str | None = None) -> tuple[tuple[str, str, str, int], ...]:
    """How much open work lies in which hands: control or appeal, office, officer (nobody yet), number.

    Of every office, or of one.
    """
    controls = models.Control.objects.filter(closed_at__isnull=True, opened_at__lte=opened_before)
    appeals = models.Appeal.objects.filter(decided_at__isnull=True, lodged_at__lte=opened_before)
    if office is not None:
        controls, appeals = controls.filter(office=office), appeals.filter(office=office)
    found = [
        ("control", *row)
        for row in controls.values_list("office", "officer").annotate(Count("id")).order_by("office")
    ]
    found += [
        ("appeal", *row) for row in appeals.values_list("office", "officer").annotate(Count("id")).order_by("office")
    ]
    return tuple(found)
