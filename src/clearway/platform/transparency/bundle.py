"""One event with all that is needed to show that it is in the log."""

from base64 import b64encode
from collections.abc import Sequence

import msgspec

from clearway.core.kernel import canonical

BUNDLE_FORMAT = "clearway.log-proof.v1"


class Bundle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One event with all that is needed to show that it is in the log."""

    format: str
    event: str
    salt: str
    index: int
    proof: list[str]
    checkpoint: str

    @classmethod
    def of(cls, event: bytes, salt: bytes, *, index: int, proof: Sequence[bytes], checkpoint: str) -> "Bundle":
        """The parts of a proof are put into words for JSON."""
        hashes = [b64encode(part).decode() for part in proof]
        return cls(BUNDLE_FORMAT, event.decode(), b64encode(salt).decode(), index, hashes, checkpoint)

    def encoded(self) -> bytes:
        """The bundle as it is handed out."""
        return canonical.encode(self)
