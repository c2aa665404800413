"""The record of accesses, as the subject and the organisation read it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

import msgspec
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Q

from clearway.hub.exchange import models

#: No list shows more at a time.
MOST = 50
#: The fields of ``Accessed`` in their order; read as they are, for it is asked about every look-up that there was.
_RECORDED: Final = """
SELECT number::text, at, subject, ordinal, kind, holder, organisation, office, official, official_number, article,
       case_number, names, outcome, rule, basis, basis_is, missing, concealment
FROM exchange_access WHERE number = ANY (%s::uuid[])
"""


class Accessed(msgspec.Struct, frozen=True):
    """One access, as it is on record; ``official`` is a name, which no subject is shown."""

    number: str
    at: datetime
    subject: str
    ordinal: int
    kind: str
    holder: str
    organisation: str
    office: str
    official: str
    official_number: str
    article: str
    case_number: str
    names: tuple[str, ...]
    outcome: str
    rule: str
    basis: str
    basis_is: str
    missing: tuple[str, ...]
    concealment: str


def about(subject: str, *, before: int | None = None, limit: int = MOST) -> tuple[Accessed, ...]:
    """The accesses about a subject (``person/<number>``), newest first; their ordinals have no gap."""
    rows = models.Access.objects.filter(subject=subject).order_by("-ordinal")
    if before is not None:
        rows = rows.filter(ordinal__lt=before)
    return tuple(_read(row) for row in rows[:limit])


def one(number: str, subject: str) -> Accessed | None:
    """One access about a subject; another's is as unknown as one that never was."""
    row = models.Access.objects.filter(number=number, subject=subject).first()
    return _read(row) if row else None


def recorded(numbers: Iterable[str]) -> tuple[Accessed, ...]:
    """Accesses by their numbers, for whoever keeps watch over who looks; for no subject and no organisation."""
    with connection.cursor() as cursor:
        cursor.execute(_RECORDED, [list(numbers)])
        return tuple(_accessed(*row) for row in cursor.fetchall())


def of_organisation(
    organisation: str,
    *,
    since: datetime,
    until: datetime,
    official: str = "",
    named: str = "",
    kind: str = "",
    outcome: str = "",
    before: str = "",
    limit: int = MOST,
) -> tuple[Accessed, ...]:
    """What an organisation's officials asked between two instants, newest first.

    ``official`` is one of them exactly, ``named`` a part of a name; ``before`` is the access after which a list goes
    on.
    """
    rows = models.Access.objects.filter(organisation=organisation, at__gte=since, at__lt=until)
    for field, wanted in (
        ("official", official),
        ("official__icontains", named),
        ("kind", kind),
        ("outcome", outcome),
    ):
        rows = rows.filter(**{field: wanted}) if wanted else rows
    last = _place(before, organisation)
    if last is not None:
        rows = rows.filter(Q(at__lt=last.at) | Q(at=last.at, number__lt=last.number))
    return tuple(_read(row) for row in rows.order_by("-at", "-number")[:limit])


def _place(number: str, organisation: str) -> models.Access | None:
    if not number:
        return None
    try:
        return models.Access.objects.filter(number=number, organisation=organisation).first()
    except ValidationError:
        return None


def count(subject: str) -> int:
    """How many accesses there were about a subject."""
    return models.Subject.objects.filter(name=subject).values_list("accesses", flat=True).first() or 0


def kept_since() -> datetime | None:
    """The instant of the first access on record; ``None`` where there is none yet."""
    return models.Access.objects.order_by("at").values_list("at", flat=True).first()


def _accessed(*row: Any) -> Accessed:
    *before, names, outcome, rule, basis, basis_is, missing, concealment = row
    return Accessed(*before, tuple(names), outcome, rule, basis, basis_is, tuple(missing), concealment)


def _read(row: models.Access) -> Accessed:
    said = {name: getattr(row, name) for name in Accessed.__struct_fields__}
    return msgspec.convert({**said, "number": str(row.number)}, Accessed)
