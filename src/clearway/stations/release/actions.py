"""How goods are released."""

from datetime import datetime

from clearway.platform.events import log
from clearway.stations.release import models
from clearway.stations.release.events import GoodsReleased


def release(declaration: int, *, mrn: str, version: int, at: datetime) -> None:
    """The goods may leave from now on; said once. The caller's transaction holds the declaration's lock."""
    _, is_new = models.ReleaseOrder.objects.get_or_create(
        declaration_id=declaration, defaults={"version": version, "at": at}
    )
    if is_new:
        log.record(GoodsReleased(mrn=mrn, version=version), subject=f"declaration/{mrn}", actor="clearway", at=at)
