"""What can go wrong with agreements.

AgreementError
├── AgreementUnknown   AGR-001
├── AgreementUnsound   AGR-002
└── NotPossibleNow     AGR-003
"""

from typing import ClassVar


class AgreementError(Exception):
    """An agreement cannot be written or moved as asked."""

    code: ClassVar[str] = ""
    sentence: ClassVar[str] = ""
    remedy: ClassVar[str] = ""

    def __init__(self, **facts: str) -> None:
        """Keep the facts; the sentence is filled when somebody reads it."""
        super().__init__(self.sentence.format(**facts))
        self.facts = facts


class AgreementUnknown(AgreementError):
    """There is no such version; another holder's is as unknown as one that never was."""

    code = "AGR-001"
    sentence = "There is no agreement {agreement}."
    remedy = "Give number and version, as 2026-001/1."


class AgreementUnsound(AgreementError):
    """An agreement names what the catalogue does not have."""

    code = "AGR-002"
    sentence = "{what}: {found} is not in the catalogue."
    remedy = "Name a kind, its fields and articles as the catalogue has them."


class NotPossibleNow(AgreementError):
    """The state of an agreement does not lead to the one asked for."""

    code = "AGR-003"
    sentence = "The agreement {agreement} is {state}; it cannot become {wanted}."
    remedy = "Propose a new version."
