"""What can go wrong with the log and with proofs taken from it.

TransparencyError
├── KeyFileUnreadable      LOG-001
├── KeyFileExposed         LOG-002
├── KeyOfAnotherLog        LOG-003
├── TreeDamaged            LOG-011
├── EventNotInLog          LOG-012
├── EventAltered           LOG-013
├── EventErased            LOG-014
├── WitnessAway            LOG-021
├── WitnessRefused         LOG-022
├── StampingAway           LOG-023
└── ProofRefused
    ├── VerifierMalformed    LOG-101
    ├── NoteMalformed        LOG-102
    ├── SignatureRefused     LOG-103
    ├── CheckpointMalformed  LOG-104
    ├── BundleMalformed      LOG-105
    ├── NotIncluded          LOG-106
    ├── NotConsistent        LOG-107
    ├── FileMissing          LOG-108
    ├── FileWrong            LOG-109
    ├── RootWrong            LOG-110
    ├── NotWitnessed         LOG-111
    ├── CounterWrong         LOG-112
    ├── ListIncomplete       LOG-113
    └── StampWrong           LOG-114
"""

import inspect
from typing import ClassVar


class TransparencyError(Exception):
    """The log could not do what it was asked."""

    code: ClassVar[str] = "LOG-000"

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code, facts)
        self.facts = facts

    def __str__(self) -> str:
        return inspect.cleandoc(type(self).__doc__ or "").format(**self.facts)


class KeyFileUnreadable(TransparencyError):
    """{path} does not hold the signing key of a log.

    Restore it from its backup; delete it only if no checkpoint was ever signed with it.
    """

    code = "LOG-001"


class KeyFileExposed(TransparencyError):
    """{path} can be read by others than its owner.

    Restrict it (chmod 600), and consider the key known to others.
    """

    code = "LOG-002"


class KeyOfAnotherLog(TransparencyError):
    """{path} holds the key of {found}, but this log is called {wanted}.

    A log keeps its name and key for life; correct the setting.
    """

    code = "LOG-003"


class TreeDamaged(TransparencyError):
    """The stored tree of {size} leaves does not lead to the root that was signed.

    Nothing was signed on top of it. Compare the tables with the last export before going on.
    """

    code = "LOG-011"


class EventNotInLog(TransparencyError):
    """Event {event} is not in the log yet.

    Events enter the log shortly after they are recorded; ask again.
    """

    code = "LOG-012"


class EventAltered(TransparencyError):
    """Event {event} is not what was committed to when it entered the log at place {index}.

    Keep the row and the export as they are: this is evidence.
    """

    code = "LOG-013"


class EventErased(TransparencyError):
    """Event {event} was erased under the law; its place {index} in the log stays and tells nothing."""

    code = "LOG-014"


class WitnessAway(TransparencyError):
    """The witness at {url} does not answer.

    Checkpoints are signed without it meanwhile; it is asked again.
    """

    code = "LOG-021"


class WitnessRefused(TransparencyError):
    """The witness at {url} refuses to sign the checkpoint of {size} leaves: {reason}.

    It knows another history of this log. Keep both as they are and find out who changed the log.
    """

    code = "LOG-022"


class StampingAway(TransparencyError):
    """The stamping authority at {url} gives no right stamp: {reason}.

    It is asked again; a checkpoint that is stamped later is proven for later.
    """

    code = "LOG-023"


class ProofRefused(TransparencyError):
    """What was shown proves nothing."""


class VerifierMalformed(ProofRefused):
    """{vkey} is not the public key of a log: name+hash+key was expected."""

    code = "LOG-101"


class NoteMalformed(ProofRefused):
    """The checkpoint is not a signed note: {reason}."""

    code = "LOG-102"


class SignatureRefused(ProofRefused):
    """The checkpoint is not signed by {name}: {reason}."""

    code = "LOG-103"


class CheckpointMalformed(ProofRefused):
    """The signed text is not a checkpoint: {reason}."""

    code = "LOG-104"


class BundleMalformed(ProofRefused):
    """The proof cannot be read: {reason}."""

    code = "LOG-105"


class NotIncluded(ProofRefused):
    """The event, as it is shown with its salt, is not in the log of {size} leaves."""

    code = "LOG-106"


class NotConsistent(ProofRefused):
    """The log of {newer} leaves does not begin with the log of {older} leaves: something was changed or removed."""

    code = "LOG-107"


class FileMissing(ProofRefused):
    """{path} is missing from the export."""

    code = "LOG-108"


class FileWrong(ProofRefused):
    """{path} does not hold what the entries of the log lead to."""

    code = "LOG-109"


class RootWrong(ProofRefused):
    """The entries of the log do not lead to the root that was signed for {size} leaves."""

    code = "LOG-110"


class NotWitnessed(ProofRefused):
    """The checkpoint is not signed by the witness {name}: {reason}."""

    code = "LOG-111"


class CounterWrong(ProofRefused):
    """The sealed counter is of another person or another log."""

    code = "LOG-112"


class ListIncomplete(ProofRefused):
    """The list is not whole: {reason}."""

    code = "LOG-113"


class StampWrong(ProofRefused):
    """The stamp is not the authority's, or not over this checkpoint: {reason}."""

    code = "LOG-114"
