"""Cases as others read them; every question is kept to governments."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, TextField, Value
from django.db.models.functions import Coalesce

from clearway.watch.cases import models
from clearway.watch.cases.contracts import Asked, Named, Quality, Standing, Step, Tally
from clearway.watch.findings.public import Finding

_OPEN = Q(finding__state="open")


def listed(
    tenants: Iterable[str], *, scenario: str = "", official: str | None = None, state: str = "", limit: int = 100
) -> tuple[Standing, ...]:
    """Findings that wait for somebody, those first that are due first, then those with the most money.

    ``official`` keeps to those one person looks after; the empty name to those nobody does.
    """
    rows = _rows(tenants).filter(_OPEN)
    rows = rows.filter(state=state) if state else rows.exclude(state="excluded")
    rows = rows.filter(scenario=scenario) if scenario else rows
    rows = rows.filter(official=official) if official is not None else rows
    order = (F("due").asc(nulls_last=True), F("finding__money").desc(nulls_last=True), "finding_id")
    return tuple(_standing(row) for row in rows.order_by(*order)[:limit])


def waiting(tenants: Iterable[str], today: date) -> tuple[int, int]:
    """How many findings wait for somebody, and how many of them are late."""
    rows = models.Case.objects.filter(_OPEN, tenant__in=list(tenants)).exclude(state="excluded")
    found = rows.aggregate(all=Count("pk"), late=Count("pk", filter=Q(due__lt=today)))
    return found["all"], found["late"]


def settled(tenants: Iterable[str], *, limit: int = 10) -> tuple[Standing, ...]:
    """Findings that are settled, the latest first."""
    rows = _rows(tenants).filter(finding__state="settled")
    return tuple(_standing(row) for row in rows.order_by("-finding__settled_at")[:limit])


def find(number: int, tenants: Collection[str]) -> Standing | None:
    """A finding that was told, if it is one of some governments."""
    row = _rows(tenants).filter(pk=number).first()
    return None if row is None else _standing(row)


def steps(number: int) -> tuple[Step, ...]:
    """What was done about a finding, first to last."""
    rows = models.Step.objects.filter(case_id=number)
    return tuple(_step(row) for row in rows)


def tallies(tenants: Iterable[str], today: date) -> tuple[Tally, ...]:
    """How findings stand, by government and scenario; of persons nothing is counted."""
    todo = _OPEN & ~Q(state="excluded")
    rows = (
        models.Case.objects.filter(tenant__in=list(tenants))
        .values("tenant", "scenario")
        .annotate(
            open=Count("pk", filter=todo),
            late=Count("pk", filter=todo & Q(due__lt=today)),
            excluded=Count("pk", filter=_OPEN & Q(state="excluded")),
            settled=Count("pk", filter=Q(finding__state="settled")),
            lapsed=Count("pk", filter=Q(pk__in=models.Step.objects.filter(kind="lapsed").values("case"))),
            money=Sum("finding__money", filter=todo),
        )
        .order_by("tenant", "scenario")
    )
    return tuple(Tally(**{**row, "money": f"{row['money'] or 0:f}"}) for row in rows)


def posts(tenant: str) -> tuple[Named, ...]:
    """The desks of a government that scenarios have named, who looks after each, and what waits there."""
    counts = (
        models.Case.objects.filter(_OPEN, tenant=tenant)
        .exclude(state="excluded")
        .values("owner")
        .annotate(number=Count("pk"))
    )
    waits = {row["owner"]: row["number"] for row in counts}
    named = dict(models.Post.objects.filter(tenant=tenant).values_list("owner", "official"))
    return tuple(Named(one, named.get(one, ""), waits.get(one, 0)) for one in sorted(waits.keys() | named.keys()))


def reviews(tenants: Iterable[str], *, but_not_of: str, limit: int = 50) -> tuple[Asked, ...]:
    """Exclusions that wait for a second person, the longest waiting first; nothing of how they were decided."""
    rows = models.Review.objects.filter(tenant__in=list(tenants), state="asked").exclude(step__by=but_not_of)
    return tuple(
        _asked(row) for row in rows.select_related("case__finding", "step").order_by("asked_at", "id")[:limit]
    )


def review_of(number: int, tenants: Collection[str], *, but_not_of: str) -> Asked | None:
    """A review that waits, for whoever did not make the exclusion."""
    rows = models.Review.objects.filter(pk=number, tenant__in=list(tenants), state="asked").exclude(
        step__by=but_not_of
    )
    row = rows.select_related("case__finding", "step").first()
    return None if row is None else _asked(row)


def under_review(tenants: Iterable[str]) -> dict[int, int]:
    """The findings whose exclusion waits for a second person, and the number of the review."""
    rows = models.Review.objects.filter(tenant__in=list(tenants), state="asked")
    return dict(rows.values_list("case_id", "id"))


def quality(tenants: Iterable[str]) -> tuple[Quality, ...]:
    """How exclusions fared, by government, scenario and reason; of persons nothing is counted."""
    steps = models.Step.objects.filter(case__tenant__in=list(tenants), kind="excluded")
    ended = models.Step.objects.filter(case=OuterRef("case"), kind="lapsed", id__gt=OuterRef("id"), reason="changed")
    review = models.Review.objects.filter(step=OuterRef("pk"))
    rows = (
        steps.annotate(is_ended=Exists(ended), review=Subquery(review.values("state")))
        .values("case__tenant", "case__scenario", "reason")
        .annotate(
            made=Count("pk"),
            lapsed=Count("pk", filter=Q(is_ended=True)),
            reviewed=Count("pk", filter=Q(review__in=("same", "other"))),
            alike=Count("pk", filter=Q(review="same")),
        )
        .order_by("case__tenant", "case__scenario", "reason")
    )
    return tuple(
        Quality(row["case__tenant"], row["case__scenario"], row["reason"], row["made"], row["lapsed"],
                row["reviewed"], row["alike"])
        for row in rows
    )  # fmt: skip


def own_steps(by: str, tenant: str, *, limit: int = 20) -> tuple[tuple[Standing, Step], ...]:
    """What somebody has put on record themselves, the latest first; nobody else asks this."""
    steps = models.Step.objects.filter(by=by, case__tenant=tenant).order_by("-id")[:limit]
    found = list(steps)
    cases = {row.pk: _standing(row) for row in _rows([tenant]).filter(pk__in={one.case_id for one in found})}
    return tuple((cases[one.case_id], _step(one)) for one in found)


def _asked(row: models.Review) -> Asked:
    found = row.case.finding
    finding = Finding(**{name: getattr(found, name) for name in Finding.__struct_fields__})
    return Asked(row.pk, finding, row.asked_at)


def _step(row: models.Step) -> Step:
    return Step(**{name: getattr(row, name) for name in Step.__struct_fields__})


def _rows(tenants: Iterable[str]) -> QuerySet[Any]:
    named = models.Post.objects.filter(tenant=OuterRef("tenant"), owner=OuterRef("owner")).values("official")
    rows = models.Case.objects.filter(tenant__in=list(tenants)).select_related("finding")
    return rows.annotate(official=Coalesce(Subquery(named), Value(""), output_field=TextField()))


def _standing(row: Any) -> Standing:
    found = Finding(**{name: getattr(row.finding, name) for name in Finding.__struct_fields__})
    return Standing(found, row.owner, row.state, row.due, row.escalated_at, row.reason, row.until, row.official)
