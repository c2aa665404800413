"""What can go wrong with the lawbook.

LawbookError
├── PackRefused        LBK-001
├── LawbookUnknown     LBK-002
├── NoLawbook          LBK-003
└── ArchiveDamaged     LBK-004
"""

from datetime import datetime

from clearway.registers.lawbook.contracts import PackFault


class LawbookError(Exception):
    """The lawbook cannot be had."""

    code = "LBK-000"


class PackRefused(LawbookError):
    """The pack has faults; nothing of it was taken. Correct each and load it again."""

    code = "LBK-001"

    def __init__(self, faults: list[PackFault]) -> None:
        """Keep every fault, and say the first few."""
        self.faults = faults
        more = f"\n… and {len(faults) - 10} more" if len(faults) > 10 else ""
        super().__init__("\n".join(str(fault) for fault in faults[:10]) + more)


class LawbookUnknown(LawbookError):
    """No version of the lawbook has this hash; it was never loaded here."""

    code = "LBK-002"

    def __init__(self, hash: str) -> None:
        """Name the hash."""
        self.hash = hash
        super().__init__(f"no lawbook {hash} was ever loaded")


class NoLawbook(LawbookError):
    """No lawbook is in effect at that time; load a pack first."""

    code = "LBK-003"

    def __init__(self, at: datetime) -> None:
        """Name the time."""
        self.at = at
        super().__init__(f"no lawbook is in effect at {at.isoformat()}")


class ArchiveDamaged(LawbookError):
    """The kept files of a version no longer have the hash they were kept under."""

    code = "LBK-004"

    def __init__(self, hash: str, found: str) -> None:
        """Name both hashes."""
        self.hash, self.found = hash, found
        super().__init__(f"the archive kept as {hash} has the content {found}")
