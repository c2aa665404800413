"""Goods are looked at: an order with a plan, a result, and photographs."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from clearway.platform.identity.actor import Actor
from clearway.stations.controls import errors, events, models
from clearway.stations.controls.actions.asked import name_of, tell, worded
from clearway.stations.controls.actions.checking import close, own_control
from clearway.stations.controls.contracts import FileNow, OrderInspection, RecordInspection

MOST_PICTURES = 12
LARGEST_PICTURE = 5 * 1024 * 1024
#: What the first bytes of a file say it is, whatever its name or its sender says.
SIGNATURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


def order_inspection(order: OrderInspection, file: FileNow, *, by: Actor, at: datetime) -> str | None:
    """Goods are to be shown at a place and a time; who checks documents may order it too, and then looks at both."""
    control = own_control(order.control, file, by)
    if models.Inspection.objects.filter(control=control, recorded_at__isnull=True).exists():
        raise errors.AlreadyDone(officer=name_of(by))
    if order.packages < 1:
        raise errors.WordsMissing(what="The number of packages", limit="1")
    models.Inspection.objects.create(
        control=control,
        what=worded(order.what, "What is to be looked at"),
        place=worded(order.place, "The place"),
        planned_at=order.planned_at,
        packages=order.packages,
        ordered_by=name_of(by),
        ordered_at=at,
    )
    event = events.InspectionOrdered(
        mrn=file.mrn, place=order.place.strip(), planned_at=order.planned_at.isoformat(), packages=order.packages
    )
    tell(event, file, by=by, at=at)
    return None


def record_inspection(order: RecordInspection, file: FileNow, *, by: Actor, at: datetime) -> str | None:
    """Goods were looked at; with the result, the check they belong to is closed."""
    rows = models.Inspection.objects.select_for_update().filter(id=order.inspection, control__declaration_id=file.id)
    inspection = rows.first()
    if inspection is None:
        raise errors.NoSuchThing()
    if inspection.recorded_at is not None:
        raise errors.AlreadyDone(officer=inspection.recorded_by)
    control = own_control(inspection.control_id, file, by)
    inspection.result, inspection.found = order.result, worded(order.found, "What was found")
    inspection.packages_opened = max(0, order.packages_opened)
    inspection.recorded_by, inspection.recorded_at = name_of(by), at
    inspection.save()
    digests = _keep(inspection, order.pictures, by=by, at=at)
    event = events.InspectionRecorded(
        mrn=file.mrn, result=order.result, packages_opened=inspection.packages_opened, photographs=digests
    )
    tell(event, file, by=by, at=at)
    close(control, file, result=order.result, found=order.found, by=by, at=at)
    return None


def _keep(inspection: models.Inspection, pictures: Sequence[bytes], *, by: Actor, at: datetime) -> tuple[str, ...]:
    limits = {"most": str(MOST_PICTURES), "limit": str(LARGEST_PICTURE // 1024 // 1024)}
    if len(pictures) > MOST_PICTURES:
        raise errors.PictureRefused(what="there are too many", **limits)
    kept: dict[str, bytes] = {}
    for content in pictures:
        if len(content) > LARGEST_PICTURE:
            raise errors.PictureRefused(what="it is too large", **limits)
        if media_type(content) is None:
            raise errors.PictureRefused(what="it is neither PNG nor JPEG", **limits)
        kept[sha256(content).hexdigest()] = content
    models.Photograph.objects.bulk_create(
        models.Photograph(
            inspection=inspection,
            digest=digest,
            media_type=media_type(content) or "",
            content=content,
            taken_by=name_of(by),
            taken_at=at,
        )
        for digest, content in kept.items()
    )
    return tuple(kept)


def media_type(content: bytes) -> str | None:
    """What a picture is by its first bytes; nothing where it is none that is kept."""
    return next((kind for signature, kind in SIGNATURES.items() if content.startswith(signature)), None)
