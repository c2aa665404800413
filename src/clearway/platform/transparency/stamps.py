"""Every hour a stamping authority says when it saw a checkpoint, so that not even the log can date one back."""

from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import httpx
from cryptography import x509
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

from clearway.platform.transparency import errors, rfc3161
from clearway.platform.transparency.log import latest_checkpoint
from clearway.platform.transparency.models import Stamp

EVERY = timedelta(hours=1)
SECONDS = 10.0
_TYPE = "application/timestamp-query"


class Authority(NamedTuple):
    """A stamping authority: where it is, and the certificate by which its stamps are known."""

    url: str
    certificate: x509.Certificate

    @property
    def fingerprint(self) -> str:
        """What stands for the certificate beside a stamp."""
        return sha256(self.certificate.tbs_certificate_bytes).hexdigest()[:32]


def authority(url: str, path: Path) -> Authority:
    """The authority at an address, with the certificate from a file."""
    return Authority(url, x509.load_pem_x509_certificate(path.read_bytes()))


def is_due(at: datetime) -> bool:
    """The last stamp is an hour old, and the log has grown since."""
    last = Stamp.objects.order_by("-at").first()
    latest = latest_checkpoint()
    if latest is None or (last is not None and last.size >= latest.size):
        return False
    return last is None or at - last.at >= EVERY


def take(one: Authority, *, at: datetime) -> int | None:
    """The latest checkpoint is stamped and the stamp kept; the size, or nothing where there is nothing new."""
    latest = latest_checkpoint()
    if latest is None or Stamp.objects.filter(size=latest.size).exists():
        return None
    note = latest.note.encode()
    asked = TimestampRequestBuilder().data(note).hash_algorithm(HashAlgorithm.SHA256).nonce(nonce=True).build()
    try:
        answer = httpx.post(one.url, content=asked.as_bytes(), headers={"Content-Type": _TYPE}, timeout=SECONDS)
        answer.raise_for_status()
    except httpx.HTTPError as error:
        raise errors.StampingAway(url=one.url, reason=type(error).__name__) from error
    try:
        rfc3161.stamped_at(answer.content, note, one.certificate, nonce=asked.nonce)
    except errors.StampWrong as wrong:
        raise errors.StampingAway(url=one.url, reason=wrong.facts["reason"]) from wrong
    Stamp.objects.get_or_create(
        size=latest.size, defaults={"authority": one.fingerprint, "response": answer.content, "at": at}
    )
    return latest.size
