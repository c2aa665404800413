"""What the release station can say."""

from datetime import UTC, datetime

import msgspec
from django.conf import settings
from django.db.models import QuerySet

from clearway.core.release import check, signature
from clearway.core.release.keylist import FORMAT, KeyList, PublicKey, Revoked
from clearway.core.release.statement import Statement
from clearway.stations.release import models
from clearway.stations.release.contracts import Order, Receipt


def order_of(declaration: int) -> Order | None:
    """The order by which the goods of a declaration may leave; nothing where they may not."""
    rows = models.ReleaseOrder.objects.filter(declaration_id=declaration)
    found = rows.values_list("declaration_id", "version", "at").first()
    return Order(*found) if found else None


def receipt(declaration: int) -> Receipt | None:
    """The receipt of a declaration, as it was issued; nothing where none was made yet."""
    return _first(models.Receipt.objects.filter(order_id=declaration))


def receipt_under(number: str) -> Receipt | None:
    """The receipt issued under a number."""
    return _first(models.Receipt.objects.filter(number=number))


def key_list() -> KeyList:
    """Every key and every revocation as they are now; not signed, so its own key is not named."""
    last = models.PublishedList.objects.order_by("-number").values_list("number", "issued_at").first()
    number, issued_at = last or (0, datetime.min.replace(tzinfo=UTC))
    return KeyList(
        format=FORMAT,
        issuer=settings.CLEARWAY_ORIGIN,
        number=number,
        issued_at=issued_at,
        next_update=issued_at,
        root="",
        keys=_keys(),
        revoked=_revocations(),
    )


def published() -> bytes | None:
    """The list of keys as it was signed and published last."""
    document = models.PublishedList.objects.order_by("-number").values_list("document", flat=True).first()
    return None if document is None else bytes(document)


def _keys() -> tuple[PublicKey, ...]:
    return tuple(
        PublicKey(
            kid=row.kid,
            x=signature.encoded(bytes(row.public)),
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            revoked_at=row.revoked_at,
        )
        for row in models.Key.objects.order_by("valid_from", "kid")
    )


def _revocations() -> tuple[Revoked, ...]:
    rows = models.Revocation.objects.order_by("at", "receipt_id").values_list("receipt_id", "at", "reason")
    return tuple(Revoked(*row) for row in rows)


def _first(rows: "QuerySet[models.Receipt]") -> Receipt | None:
    found = rows.values_list("number", "order_id", "key_id", "document", "issued_at").first()
    if found is None:
        return None
    number, declaration, kid, document, issued_at = found
    signed = signature.taken_apart(document.encode(), check.MEMBER)
    revoked = models.Revocation.objects.filter(receipt_id=number).values_list("receipt_id", "at", "reason").first()
    return Receipt(
        number=number,
        declaration=declaration,
        kid=kid,
        statement=msgspec.json.decode(signed.payload, type=Statement),
        compact=document,
        file=signed.file(check.MEMBER),
        issued_at=issued_at,
        revoked=Revoked(*revoked) if revoked else None,
    )
