"""The ways out of this house, as its settings and its parties' endpoints say."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime

from django.conf import settings

from clearway.platform.calendar import now
from clearway.platform.notifications import endpoints, models
from clearway.platform.notifications.channels import email, smpp, sms, webhook
from clearway.platform.notifications.channels.ending import Carry

ENDPOINT = "webhook/"


def offered() -> tuple[str, ...]:
    """The ways to a person that are set up here."""
    is_set_up = {"portal": True, "email": bool(settings.CLEARWAY_SMTP), "sms": bool(settings.CLEARWAY_SMS)}
    return tuple(way for way in models.CHANNELS if is_set_up[way])


def conversation(line: str) -> AbstractContextManager[Carry] | None:
    """Opens a conversation on a line; nothing where there is no such way."""
    if line.startswith(ENDPOINT):
        return _to_endpoint(line.removeprefix(ENDPOINT))
    if line == "email" and settings.CLEARWAY_SMTP:
        return email.conversation(email.MailServer.at(settings.CLEARWAY_SMTP, settings.CLEARWAY_MAIL_FROM))
    if line == "sms" and settings.CLEARWAY_SMS:
        return _to_centre(smpp.Smsc.at(settings.CLEARWAY_SMS, settings.CLEARWAY_SMS_FROM))
    return None


@contextmanager
def _to_centre(centre: smpp.Smsc) -> Iterator[Carry]:
    with smpp.conversation(centre) as transmitter:
        yield sms.carried_by(transmitter)


def _to_endpoint(number: str) -> AbstractContextManager[Carry] | None:
    row = models.Endpoint.objects.filter(pk=number, is_on=True, removed_at__isnull=True).first()
    if row is None:
        return None

    def keys(at: datetime) -> Sequence[str]:
        return endpoints.keys_of(row, at=at)

    is_private_allowed = bool(settings.CLEARWAY_WEBHOOKS_TO_PRIVATE)
    return nullcontext(webhook.carried_to(row.url, keys, clock=now, is_private_allowed=is_private_allowed))
