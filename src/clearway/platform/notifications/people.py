"""A person's own side of notices: what they want to be told and how, and what they were told."""

import re
from collections.abc import Collection, Mapping
from datetime import datetime

import msgspec
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q

from clearway.platform.calendar import now
from clearway.platform.notifications import addresses, errors, models
from clearway.platform.notifications.telling import reach_of

_PHONE = re.compile(r"\+[1-9][0-9]{6,14}")
#: No inbox shows more at a time.
MOST_SHOWN = 50


class Noticed(msgspec.Struct, frozen=True):
    """A notice in somebody's inbox."""

    id: int
    kind: str
    subject: str
    title: str
    text: str
    at: datetime
    is_read: bool


class Delivered(msgspec.Struct, frozen=True):
    """A delivery as its recipient sees it in the log."""

    id: str
    kind: str
    subject: str
    channel: str
    recipient: str
    address: str
    state: str
    made_at: datetime
    due_at: datetime | None
    attempts: int
    last_answer: str


class Tried(msgspec.Struct, frozen=True):
    """One attempt of a delivery."""

    number: int
    at: datetime
    took_ms: int
    outcome: str
    answer: str


def inbox(user: int, *, before: int | None = None, limit: int = MOST_SHOWN) -> list[Noticed]:
    """What a person was told, newest first."""
    rows = models.Notice.objects.filter(user_id=user).order_by("-id")
    if before is not None:
        rows = rows.filter(id__lt=before)
    return [_noticed(row) for row in rows[:limit]]


def since(user: int, number: int, *, limit: int = MOST_SHOWN) -> list[Noticed]:
    """What a person was told after a notice, first to last."""
    return [_noticed(row) for row in models.Notice.objects.filter(user_id=user, id__gt=number).order_by("id")[:limit]]


def latest(user: int) -> int:
    """The number of the last notice in an inbox, 0 where there is none."""
    return models.Notice.objects.filter(user_id=user).order_by("-id").values_list("id", flat=True).first() or 0


def unread(user: int) -> int:
    """How many notices a person has not read."""
    return models.Notice.objects.filter(user_id=user, read_at__isnull=True).count()


def mark_read(user: int, *, upto: int, at: datetime, only: bool = False) -> int:
    """A person has read a notice, or everything up to it; how many were new."""
    chosen = Q(id=upto) if only else Q(id__lte=upto)
    return models.Notice.objects.filter(chosen, user_id=user, read_at__isnull=True).update(read_at=at)


def choices(user: int) -> dict[tuple[str, str], bool]:
    """What a person has chosen, by kind and way; where nothing was chosen, a kind's default holds."""
    rows = models.Choice.objects.filter(user_id=user).values_list("kind", "channel", "is_wanted")
    return {(kind, channel): is_wanted for kind, channel, is_wanted in rows}


@transaction.atomic
def choose(user: int, wanted: Mapping[tuple[str, str], bool], *, known: Collection[str]) -> None:
    """A person says what they want to be told, and how."""
    if {kind for kind, _ in wanted} - set(known):
        raise errors.UnknownKind
    models.Choice.objects.bulk_create(
        [
            models.Choice(user_id=user, kind=kind, channel=channel, is_wanted=is_wanted)
            for (kind, channel), is_wanted in wanted.items()
            if channel in models.CHANNELS
        ],
        update_conflicts=True,
        unique_fields=["user", "kind", "channel"],
        update_fields=["is_wanted"],
    )


def reach(user: int) -> tuple[str, str]:
    """Where a person says they are reached: mail address and telephone, confirmed or not."""
    found, asked = reach_of(user), {one.way: one.address for one in addresses.unconfirmed(user)}
    email, phone = (found.email, found.phone) if found else ("", "")
    return asked.get("email", email), asked.get("sms", phone)


def be_reached_at(user: int, *, email: str, phone: str) -> None:
    """A person says where they are reached outside the portal; empty means: not that way.

    A new address is asked first whether it is theirs; until it has answered, the former one stays.
    """
    email, phone = email.strip(), re.sub(r"[ ()/.-]", "", phone)
    try:
        validate_email(email or "nobody@example.org")
    except ValidationError:
        raise errors.NotAnAddress from None
    if phone and not _PHONE.fullmatch(phone):
        raise errors.NotAnAddress
    at = now()
    for way, address in (("email", email), ("sms", phone)):
        addresses.say(user, way, address, at=at)


def deliveries(recipient: str, *, before: datetime | None = None, limit: int = MOST_SHOWN) -> list[Delivered]:
    """The delivery log of a person or an endpoint, newest first."""
    rows = models.Delivery.objects.filter(recipient=recipient).order_by("-made_at", "id")
    if before is not None:
        rows = rows.filter(made_at__lt=before)
    return [_delivered(row) for row in rows[:limit]]


def delivery(number: str, *, recipient: str = "", party: str = "") -> tuple[Delivered, tuple[Tried, ...]] | None:
    """One delivery and its attempts, where it is the person's or the party's."""
    if not recipient and not party:
        return None
    mine = Q(recipient=recipient) if recipient else Q(party=party)
    row = models.Delivery.objects.filter(mine, pk=number).first()
    if row is None:
        return None
    tried = row.tried.order_by("number").values_list("number", "at", "took_ms", "outcome", "answer")
    return _delivered(row), tuple(Tried(*one) for one in tried)


@transaction.atomic
def send_again(user: int, number: str, *, at: datetime) -> bool:
    """A person asks for a delivery that has ended, and may never have come, to be handed over once more."""
    ended = models.Delivery.objects.filter(pk=number, recipient=f"user/{user}", state__in=("doubtful", "failed"))
    return ended.update(state="waiting", due_at=at, tries=0, ended_at=None) > 0


def _noticed(row: models.Notice) -> Noticed:
    return Noticed(row.pk, row.kind, row.subject, row.title, row.text, row.at, row.read_at is not None)


def _delivered(row: models.Delivery) -> Delivered:
    return Delivered(
        str(row.pk), row.kind, row.subject, row.channel, row.recipient, row.address, row.state, row.made_at,
        row.due_at, row.attempts, row.last_answer,
    )  # fmt: skip
