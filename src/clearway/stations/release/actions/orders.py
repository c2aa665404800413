"""How goods are released, and how their receipt is made and withdrawn."""

import secrets
from base64 import b32encode
from datetime import datetime

import msgspec
from django.conf import settings
from django.db import transaction

from clearway.core.release import check, signature
from clearway.core.release.keylist import Reason
from clearway.core.release.statement import FORMAT, Statement
from clearway.platform.events import log
from clearway.platform.identity.actor import Actor
from clearway.stations.release import errors, models, queries
from clearway.stations.release.actions import keys
from clearway.stations.release.contracts import Contents, Receipt
from clearway.stations.release.events import GoodsReleased, ReceiptIssued, ReceiptRevoked

#: A number of a receipt cannot be guessed from the declaration's: forty random bits stand behind it.
RANDOM_BYTES = 5


def release(declaration: int, *, mrn: str, version: int, at: datetime) -> None:
    """The goods may leave from now on; said once. The caller's transaction holds the declaration's lock."""
    _, is_new = models.ReleaseOrder.objects.get_or_create(
        declaration_id=declaration, defaults={"version": version, "at": at}
    )
    if is_new:
        log.record(GoodsReleased(mrn=mrn, version=version), subject=f"declaration/{mrn}", actor="clearway", at=at)


@transaction.atomic
def issue(declaration: int, contents: Contents, *, at: datetime) -> Receipt:
    """The receipt of a release: signed when it is first asked for, the same ever after, revoked or not."""
    order = models.ReleaseOrder.objects.select_for_update().filter(declaration_id=declaration).first()
    if order is None:
        raise errors.NotReleased(mrn=contents.mrn)
    made = queries.receipt(declaration)
    if made is not None:
        return made
    private, since = keys.signing_key(at)
    # Whoever waited while the key was changed signs with the new one, and not before it began.
    issued_at = max(keys.second(at), since)
    statement = Statement(
        format=FORMAT,
        number=f"{contents.mrn}-{b32encode(secrets.token_bytes(RANDOM_BYTES)).decode()}",
        issuer=settings.CLEARWAY_ORIGIN,
        version=order.version,
        released_at=keys.second(order.at),
        issued_at=issued_at,
        **msgspec.structs.asdict(contents),
    )
    signed = signature.sign(statement, private, typ=check.TYP)
    kid = signed.header.kid
    models.Receipt.objects.create(
        number=statement.number, order=order, key_id=kid, document=signed.compact, issued_at=issued_at
    )
    event = ReceiptIssued(mrn=contents.mrn, receipt=statement.number, kid=kid)
    log.record(event, subject=f"declaration/{contents.mrn}", actor="clearway", at=at)
    return _made(declaration)


@transaction.atomic
def revoke(number: str, *, reason: Reason, by: Actor, at: datetime) -> Receipt:
    """A receipt is no longer good; the list that says so is published at once."""
    by.must("receipts:revoke")
    row = models.Receipt.objects.select_for_update().filter(number=number).first()
    if row is None:
        raise errors.ReceiptUnknown(number=number)
    made = _made(row.order_id)
    if made.revoked is not None:
        raise errors.AlreadyRevoked(number=number, reason=made.revoked.reason)
    models.Revocation.objects.create(receipt=row, reason=reason, by=by.name, at=keys.second(at))
    event = ReceiptRevoked(mrn=made.statement.mrn, receipt=number, reason=reason)
    log.record(event, subject=f"declaration/{made.statement.mrn}", actor=by.name, at=at)
    keys.publish(at=at)
    return _made(row.order_id)


def _made(declaration: int) -> Receipt:
    made = queries.receipt(declaration)
    assert made is not None, "it was written in this transaction"
    return made
