"""The proof of a decision: its event with everything that shows, offline, that it stands in the signed log."""

from clearway.clearance import stored
from clearway.clearance.errors import DeclarationUnknown
from clearway.platform.transparency import proofs
from clearway.platform.transparency.verify import Bundle


def proof_of(mrn: str, version: int | None = None) -> Bundle:
    """The proof of the decision on a version, the latest where none is named."""
    found = [one for one in stored.decisions(mrn=mrn) if version in (None, one.version) and one.event is not None]
    if not found or found[-1].event is None:
        raise DeclarationUnknown(number=mrn)
    event = found[-1].event
    return proofs.bundle(event.id, event.committed_bytes, event.salt)
