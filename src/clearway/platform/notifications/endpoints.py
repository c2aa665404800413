"""Endpoints: a party's software asks to be told, and looks after its address and its secret itself."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

import msgspec
from django.conf import settings
from django.db import transaction

from clearway.platform.notifications import errors, guard, lines, models, signature
from clearway.platform.sealing import SealBroken, seal, unseal

MOST_ENDPOINTS = 20
#: So long the former secret signs beside the new one.
OVERLAP = timedelta(hours=24)
#: What secrets are sealed for.
PURPOSE = "clearway webhook secrets"
#: What was sent longer ago is not sent again.
REPLAYED_WITHIN = timedelta(days=30)


class Endpoint(msgspec.Struct, frozen=True):
    """An endpoint as its party sees it, without its secret."""

    id: int
    url: str
    description: str
    kinds: tuple[str, ...]
    is_on: bool
    off_because: str
    made_at: datetime
    made_by: str
    former_until: datetime | None
    failures: int
    rests_until: datetime | None
    last_error: str
    last_success_at: datetime | None


@transaction.atomic
def add(
    party: str, url: str, *, kinds: Collection[str], known: Collection[str], description: str, by: str, at: datetime
) -> tuple[int, str]:
    """A party's software is told from now on; the endpoint's number, and the secret, which is shown only now."""
    if models.Endpoint.objects.select_for_update().filter(party=party, removed_at=None).count() >= MOST_ENDPOINTS:
        raise errors.TooManyEndpoints
    secret = signature.new_secret()
    row = models.Endpoint.objects.create(
        party=party, url=_checked(url), kinds=_known(kinds, known), description=description[:200],
        secret=_sealed(secret),
        made_at=at, made_by=by,
    )  # fmt: skip
    return row.pk, secret


@transaction.atomic
def change(
    party: str,
    number: int,
    url: str,
    *,
    kinds: Collection[str],
    known: Collection[str],
    description: str,
    is_on: bool,
) -> bool:
    """An endpoint gets another address, other kinds, or is switched on or off; whether it is the party's."""
    row = _own(party, number)
    if row is None:
        return False
    row.url, row.kinds, row.description = _checked(url), _known(kinds, known), description[:200]
    if is_on and not row.is_on:
        lines.wake(f"webhook/{number}")
    row.is_on, row.off_because = is_on, ""
    row.save(update_fields=["url", "kinds", "description", "is_on", "off_because"])
    return True


@transaction.atomic
def rotate(party: str, number: int, *, at: datetime, overlap: timedelta = OVERLAP) -> str | None:
    """A new secret, shown only now; the former one signs too for a while, so that nothing is missed meanwhile."""
    row = _own(party, number)
    if row is None:
        return None
    secret = signature.new_secret()
    row.former_secret, row.former_until = (row.secret, at + overlap) if keys_of(row, at=at) else ("", None)
    row.secret = _sealed(secret)
    row.save(update_fields=["secret", "former_secret", "former_until"])
    # It may rest because its secret could no longer be read.
    lines.wake(f"webhook/{number}")
    return secret


def keys_of(row: models.Endpoint, *, at: datetime) -> tuple[str, ...]:
    """The secrets that sign at a moment, the present one first; none where the present one can no longer be read."""
    try:
        present = unseal(row.secret, purpose=PURPOSE)
    except SealBroken:
        return ()
    if row.former_until is None or at >= row.former_until:
        return (present,)
    try:
        return present, unseal(row.former_secret, purpose=PURPOSE)
    except SealBroken:
        return (present,)


@transaction.atomic
def remove(party: str, number: int, *, at: datetime) -> bool:
    """An endpoint is told nothing any more; what waited for it is given up."""
    row = _own(party, number)
    if row is None:
        return False
    row.is_on, row.removed_at = False, at
    row.save(update_fields=["is_on", "removed_at"])
    waiting = models.Delivery.objects.filter(line=f"webhook/{number}", state__in=("waiting", "sending"))
    waiting.update(state="failed", due_at=None, ended_at=at, last_answer="The endpoint was removed.")
    return True


def of_party(party: str) -> tuple[Endpoint, ...]:
    """A party's endpoints, and how each stands."""
    rows = models.Endpoint.objects.filter(party=party, removed_at__isnull=True).order_by("id")
    standing = {one.name: one for one in models.Line.objects.filter(name__in=[f"webhook/{row.pk}" for row in rows])}
    return tuple(_seen(row, standing.get(f"webhook/{row.pk}")) for row in rows)


def one_of(party: str, number: int) -> Endpoint | None:
    """One endpoint, where it is the party's."""
    return next((one for one in of_party(party) if one.id == number), None)


@transaction.atomic
def send_again(party: str, delivery: str, *, at: datetime) -> bool:
    """Hand one delivery over again, under its old number; whether it is the party's and not waiting anyway."""
    rows = models.Delivery.objects.filter(party=party, channel="webhook", pk=delivery)
    return _again(rows, at) > 0


@transaction.atomic
def send_again_since(party: str, number: int, since: datetime, *, at: datetime) -> int:
    """Hand over again, under their old numbers, all deliveries to an endpoint since a moment; how many there are."""
    if since < at - REPLAYED_WITHIN:
        raise errors.TooLongAgo
    if _own(party, number) is None:
        return 0
    lines.wake(f"webhook/{number}")
    return _again(models.Delivery.objects.filter(recipient=f"endpoint/{number}", made_at__gte=since), at)


@transaction.atomic
def ping(party: str, number: int, *, at: datetime, source: str) -> bool:
    """Send an endpoint a notice of no meaning, so that its owner sees whether it works."""
    row = _own(party, number)
    if row is None or not row.is_on:
        return False
    body = {"type": "ping", "timestamp": at.isoformat(), "data": {"subject": f"endpoint/{number}"}}
    models.Delivery.objects.create(
        source=source, recipient=f"endpoint/{number}", channel="webhook", line=f"webhook/{number}", party=party,
        kind="ping", subject=f"endpoint/{number}", address=row.url, content={"body": body}, made_at=at, due_at=at,
    )  # fmt: skip
    lines.wake(f"webhook/{number}")
    return True


def _again(rows: "models.models.QuerySet[models.Delivery]", at: datetime) -> int:
    """What waits comes at once; what has ended begins anew. What is just being handed over is left alone."""
    return rows.exclude(state="sending").update(state="waiting", due_at=at, tries=0, ended_at=None)


def _own(party: str, number: int) -> models.Endpoint | None:
    return models.Endpoint.objects.select_for_update().filter(party=party, pk=number, removed_at__isnull=True).first()


def _sealed(secret: str) -> str:
    return seal(secret, purpose=PURPOSE)


def _checked(url: str) -> str:
    url = url.strip()
    guard.check_form(url, is_private_allowed=bool(settings.CLEARWAY_WEBHOOKS_TO_PRIVATE))
    return url


def _known(kinds: Collection[str], known: Collection[str]) -> Sequence[str]:
    if set(kinds) - set(known):
        raise errors.UnknownKind
    return sorted(set(kinds))


def _seen(row: models.Endpoint, line: models.Line | None) -> Endpoint:
    return Endpoint(
        row.pk, row.url, row.description, tuple(row.kinds), row.is_on, row.off_because, row.made_at, row.made_by,
        row.former_until, line.failures if line else 0, line.rests_until if line else None,
        line.last_error if line else "", line.last_success_at if line else None,
    )  # fmt: skip
