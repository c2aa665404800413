"""Members' certificates: put on file, taken off, and announced before they end."""

import re
from datetime import datetime, timedelta
from typing import Final

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from django.db import transaction

from clearway.hub.boarding import errors, events, models
from clearway.platform.calendar import now
from clearway.platform.events import log
from clearway.platform.notifications import deadlines
from clearway.platform.notifications.deadlines import Due
from clearway.registers.lawbook import public as lawbook

#: The deadline by which the end of a certificate is announced.
ENDING: Final = "boarding.certificate"
#: No certificate in PEM is longer.
LONGEST: Final = 20_000
_MOST: Final = 50
_PEM: Final = re.compile(r"-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----")


class Certificate(msgspec.Struct, frozen=True):
    """A certificate on file."""

    fingerprint: str
    subject: str
    issuer: str
    since: datetime
    until: datetime
    days: int

    @property
    def is_over(self) -> bool:
        """Whether it is good no more."""
        return self.days < 0


def certificates_of(organisation: str, at: datetime) -> tuple[Certificate, ...]:
    """The certificates of a member, the first to end first."""
    rows = models.Certificate.objects.filter(organisation=organisation, withdrawn_at=None).order_by("until")
    return tuple(
        Certificate(row.fingerprint, row.subject, row.issuer, row.since, row.until, (row.until - at).days)
        for row in rows[:_MOST]
    )


def certified(fingerprint: str, at: datetime) -> str | None:
    """The member whose certificate this is, where it is on file and good at an instant."""
    rows = models.Certificate.objects.filter(fingerprint=fingerprint, withdrawn_at=None, since__lte=at, until__gt=at)
    found: str | None = rows.values_list("organisation", flat=True).first()
    return found


@transaction.atomic
def add_certificate(organisation: str, pem: str, *, by: str, at: datetime) -> Certificate:
    """Put a certificate on file; its end is announced on the days that the country's law names."""
    found = _read(pem)
    if found.not_valid_after_utc <= at:
        raise errors.CertificateOver(until=f"{found.not_valid_after_utc:%Y-%m-%d}")
    fingerprint = found.fingerprint(hashes.SHA256()).hex()
    row, is_new = models.Certificate.objects.get_or_create(
        fingerprint=fingerprint,
        defaults={
            "organisation": organisation,
            "subject": found.subject.rfc4514_string(),
            "issuer": found.issuer.rfc4514_string(),
            "since": found.not_valid_before_utc,
            "until": found.not_valid_after_utc,
            "added_by": by,
            "added_at": at,
        },
    )
    if not is_new:
        raise errors.CertificateTaken
    told = events.CertificateAdded(organisation=organisation, certificate=fingerprint, until=f"{row.until:%Y-%m-%d}")
    log.record(told, subject=f"organisation/{organisation}", actor=by, at=at)
    _watch(fingerprint, row.until, at)
    days = (row.until - at).days
    return Certificate(fingerprint, row.subject, row.issuer, row.since, row.until, days)


@transaction.atomic
def withdraw_certificate(organisation: str, fingerprint: str, *, by: str, at: datetime) -> None:
    """Take a certificate off file; another's is as unknown as one that never was."""
    rows = models.Certificate.objects.filter(fingerprint=fingerprint, organisation=organisation, withdrawn_at=None)
    if rows.update(withdrawn_at=at):
        deadlines.met(ENDING, f"certificate/{fingerprint}")
        told = events.CertificateWithdrawn(organisation=organisation, certificate=fingerprint)
        log.record(told, subject=f"organisation/{organisation}", actor=by, at=at)


def tell_ending(due: Due) -> None:
    """The end of a certificate is announced, and the next call is set; one that was taken off is not."""
    at = now()
    fingerprint = due.subject.removeprefix("certificate/")
    row = models.Certificate.objects.filter(fingerprint=fingerprint, withdrawn_at=None).first()
    if row is None:
        return
    if row.until > at:
        event = events.CertificateEnding(
            organisation=row.organisation, certificate=fingerprint, called=row.subject, until=f"{row.until:%Y-%m-%d}",
            days=max((row.until - at).days, 0),
        )  # fmt: skip
        log.record(event, subject=f"organisation/{row.organisation}", actor="clearway", at=at)
    _watch(fingerprint, row.until, at)


def _watch(fingerprint: str, until: datetime, at: datetime) -> None:
    moments = (until - timedelta(days=days) for days in lawbook.current(at).sharing.announced)
    moment = min((one for one in moments if one > at), default=None)
    if moment is not None:
        deadlines.deadline(ENDING, f"certificate/{fingerprint}", moment)


def _read(pem: str) -> x509.Certificate:
    match = _PEM.search(pem[:LONGEST])
    if match is None or "PRIVATE KEY" in pem:
        raise errors.CertificateUnreadable
    try:
        return x509.load_pem_x509_certificate(match[0].encode())
    except ValueError:
        raise errors.CertificateUnreadable from None
