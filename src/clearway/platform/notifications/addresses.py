"""Addresses at which people want to be told: each is asked first whether it is theirs, and only then used.

A mail asks by a link and by a code, a text message by a code alone. The link is signed, is good for nothing else, and
counts as long as its question stands.
"""

import secrets
from datetime import datetime, timedelta
from uuid import uuid4

import msgspec
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from clearway.platform.notifications import errors, models
from clearway.platform.notifications.telling import reach_of

#: So long the question counts, by its way.
COUNTS = {"email": timedelta(days=3), "sms": timedelta(minutes=30)}
MOST_TRIES = 5
#: So many questions are sent for one person within a day, to whatever addresses.
MOST_A_DAY = 6
_SALT = "clearway.notices.address"
_FIELDS = {"email": "email", "sms": "phone"}


class Asked(msgspec.Struct, frozen=True):
    """An address that is not confirmed yet, when it was asked, and until when the question counts."""

    way: str
    address: str
    asked_at: datetime
    until: datetime


def unconfirmed(user: int) -> tuple[Asked, ...]:
    """The addresses that a person gave and has not confirmed."""
    rows = models.Unconfirmed.objects.filter(user_id=user).order_by("way")
    return tuple(Asked(row.way, row.address, row.asked_at, row.until) for row in rows)


@transaction.atomic
def say(user: int, way: str, address: str, *, at: datetime) -> None:
    """A person says where they are reached by a way; what is new is asked, what is known or empty holds at once."""
    rows = models.Unconfirmed.objects.filter(user_id=user, way=way)
    confirmed = _confirmed(user)
    if address == confirmed[way]:
        rows.delete()
        return
    if not address:
        rows.delete()
        _keep(user, {**confirmed, way: ""})
    elif not rows.filter(address=address).exists():
        _ask(user, way, address, at)


@transaction.atomic
def ask_again(user: int, way: str, *, at: datetime) -> bool:
    """The question is sent once more, with another code; whether there was one."""
    row = models.Unconfirmed.objects.select_for_update().filter(user_id=user, way=way).first()
    if row is None:
        return False
    _ask(user, way, row.address, at)
    return True


def confirm_by_code(user: int, way: str, code: str, *, at: datetime) -> bool:
    """The person types what was sent; whether an address waited for it. A wrong code costs one of a few tries."""
    row = models.Unconfirmed.objects.filter(user_id=user, way=way).first()
    if row is None:
        return False
    if at >= row.until:
        raise errors.CodeOver
    # The try is counted first and alone, so that many at once are still counted one by one.
    if not models.Unconfirmed.objects.filter(pk=row.pk, tries__lt=MOST_TRIES).update(tries=F("tries") + 1):
        raise errors.CodeOver
    if not constant_time_compare(row.digest, _digest(user, row.address, "".join(code.split()))):
        raise errors.CodeWrong
    return _confirm(user, way, row.address)


def asked_by(token: str, *, at: datetime) -> Asked | None:
    """What a link asks about; nothing where its question does not stand any more."""
    found = _question(token)
    return Asked(found.way, found.address, found.asked_at, found.until) if found and at < found.until else None


def confirm_by_link(token: str, *, at: datetime) -> bool:
    """Whoever reads the mail says that the address is theirs; whether its question still stands."""
    found = _question(token)
    return found is not None and at < found.until and _confirm(found.user_id, found.way, found.address)


def _question(token: str) -> models.Unconfirmed | None:
    try:
        number, digest = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    # The digest is another one after the question was sent again: then only the later link counts.
    return models.Unconfirmed.objects.filter(pk=number, digest=digest).first()


@transaction.atomic
def _confirm(user: int, way: str, address: str) -> bool:
    if not models.Unconfirmed.objects.filter(user_id=user, way=way, address=address).delete()[0]:
        return False
    _keep(user, {**_confirmed(user), way: address})
    return True


def _confirmed(user: int) -> dict[str, str]:
    found = reach_of(user)
    return {"email": found.email if found else "", "sms": found.phone if found else ""}


def _keep(user: int, reach: dict[str, str]) -> None:
    fields = {_FIELDS[way]: address for way, address in reach.items()}
    models.Reach.objects.update_or_create(user_id=user, defaults=fields)


def _ask(user: int, way: str, address: str, at: datetime) -> None:
    recipient = f"address/{user}"
    today = models.Delivery.objects.filter(recipient=recipient, made_at__gt=at - timedelta(days=1))
    if today.count() >= MOST_A_DAY:
        raise errors.TooManyQuestions
    code = f"{secrets.randbelow(1_000_000):06}"
    row, _is_new = models.Unconfirmed.objects.update_or_create(
        user_id=user,
        way=way,
        defaults={
            "address": address, "digest": _digest(user, address, code), "asked_at": at, "until": at + COUNTS[way],
            "tries": 0,
        },
    )  # fmt: skip
    models.Delivery.objects.create(
        source=f"question/{uuid4().hex}", recipient=recipient, channel=way, line=way, kind="address",
        subject="account", address=address, content=_content(row, way, code), made_at=at, due_at=at,
    )  # fmt: skip


def _content(row: models.Unconfirmed, way: str, code: str) -> dict[str, str]:
    if way == "sms":
        return {"text": _("{code} is the code that confirms this number for notices.").format(code=code)}
    name = get_user_model().objects.values_list("username", flat=True).get(pk=row.user_id)
    text = _(
        "{name} wants to be told at this address. If that is you, confirm it: follow the link below, or type the code"
        " {code} where you are reached, on your account's page. If it is not you, do nothing: nothing else is sent."
    )
    title = _("Confirm your address for notices")
    content = {"title": title, "text": text.format(name=name, code=code), "language": get_language() or "en"}
    return {**content, "link": _link(row)}


def _link(row: models.Unconfirmed) -> str:
    """Where the address is confirmed; nothing where the house does not know its own address, and the code serves."""
    if not settings.CLEARWAY_PORTAL:
        return ""
    token = signing.dumps([row.pk, row.digest], salt=_SALT)
    return f"{settings.CLEARWAY_PORTAL}{reverse('address-confirm', args=[token])}"


def _digest(user: int, address: str, code: str) -> str:
    return salted_hmac(_SALT, f"{user}/{address}/{code}", algorithm="sha256").hexdigest()
