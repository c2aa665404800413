"""What can go wrong with agreements.

AgreementError
├── AgreementUnknown   AGR-001
├── AgreementUnsound   AGR-002
├── NotPossibleNow     AGR-003
├── ReasonMissing      AGR-004
├── Stopped            AGR-005
├── NotInForce         AGR-006
└── ArticleSilent      AGR-007
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


class ReasonMissing(AgreementError):
    """Whoever refuses, suspends or ends an agreement says why; whoever asked for it reads it."""

    code = "AGR-004"
    sentence = "A reason is missing."
    remedy = "Say in a sentence why; whoever asked for the agreement reads it."


class Stopped(AgreementError):
    """What a privacy officer has stopped, only a privacy officer lets go on."""

    code = "AGR-005"
    sentence = "A privacy officer has stopped the agreement {agreement}."
    remedy = "Ask the privacy officer; only they let it go on."


class NotInForce(AgreementError):
    """A proposal names a time that is over, or an article or kind that is not in force in it."""

    code = "AGR-006"
    sentence = "{what} is not in force on {day}."
    remedy = (
        "Choose days on which the kind and its article are in force, the last not before the first or before today."
    )


class ArticleSilent(AgreementError):
    """The article does not let anybody ask for this kind of information."""

    code = "AGR-007"
    sentence = "The article {article} does not speak of {kind}."
    remedy = "Name an article that does; the catalogue says which."
