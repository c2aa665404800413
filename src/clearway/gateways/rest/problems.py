"""Problems after RFC 9457: what is wrong, where, what was found, and what would pass.

Codes: WEB-4xx are the interface's own; FMT-… come from formats, CLR-… from clearance, PAY-… from payments, BNK-…
from banks' calls, PRM-… from permits, CGO-… from cargo, SHR-…
from the hub, CNS-… and WRD-… from consents and their wordings, IDN-… from identity, WAT-… from the
watch; rules bring their own.
"""

from collections.abc import Sequence
from typing import Any

import msgspec

from clearway.clearance.errors import (
    ClearanceError,
    DeclarationUnknown,
    NotAmendable,
    PlaceNotKnown,
    PurposeMisplaced,
    ReferenceReused,
    StoreAway,
)
from clearway.clearance.explanation import FindingSaid, said
from clearway.formats.refusal import Unreadable
from clearway.gateways.banks.errors import (
    BankError,
    MessageUnreadable,
    NotABank,
    NotSigned,
    NumberDiffers,
    OrderUnknown,
    SignatureWrong,
    SignedTooLongAgo,
)
from clearway.gateways.rest.answers import Answered
from clearway.gateways.rest.call import PROBLEM, Reply
from clearway.hub.consents import public as consents
from clearway.hub.consents.public import ConsentError
from clearway.hub.distribution import public as distributions
from clearway.hub.distribution.public import DistributionError
from clearway.hub.exchange import public as exchange
from clearway.hub.exchange.public import Denied, ExchangeError
from clearway.hub.wallet.public import NoSuchDocument, QuestionOver, WalletError
from clearway.hub.wordings import public as wordings
from clearway.hub.wordings.public import WordingError
from clearway.platform.identity.actor import Forbidden
from clearway.platform.wording import say
from clearway.stations.cargo import public as cargo
from clearway.stations.cargo.public import CargoError
from clearway.stations.payments.public import PaymentError
from clearway.stations.payments.public.receiving import MessageReused, ReturnUnknown
from clearway.stations.permits import public as permits
from clearway.stations.permits.public import GrantUnsound, PermitError
from clearway.watch.intake.public import Reason

#: The words of each problem of the interface itself.
TITLES = {
    "WEB-400": "The request cannot be understood.",
    "WEB-401": "A valid access token is needed.",
    "WEB-403": "The client may not do this.",
    "WEB-404": "There is nothing at this address.",
    "WEB-405": "The method is not offered at this address.",
    "WEB-406": "None of the formats asked for can be given.",
    "WEB-413": "The message is larger than is taken.",
    "WEB-415": "The content type is not one that is taken here.",
    "WEB-422": "The message cannot be taken as it stands; nothing was stored.",
    "WEB-500": "Something failed on our side; it has been noted.",
    "WEB-503": "The service cannot answer just now.",
    "FMT": "The message cannot be read.",
    "DEC": "The declaration is refused; it is kept under its number.",
    "WAT-ROWS": "The rows cannot be taken as they are; nothing was written.",
    "WAT": "The delivery is set aside; nothing of it was applied, and what is wrong with it is on record.",
}

#: What is said by those who know it; a code of theirs goes with it.
Coded = (
    ClearanceError
    | PaymentError
    | BankError
    | PermitError
    | CargoError
    | ExchangeError
    | ConsentError
    | WordingError
    | DistributionError
    | WalletError
)

_STATUS: dict[type[Coded], int] = {
    permits.PermitUnknown: 404,
    permits.NumberTaken: 409,
    permits.QuantityUsed: 409,
    permits.StatusFinal: 409,
    cargo.CargoUnknown: 404,
    cargo.NumberTaken: 409,
    cargo.NotArrived: 409,
    cargo.NotReleased: 409,
    cargo.AlreadyLeft: 409,
    consents.ConsentUnknown: 404,
    NoSuchDocument: 404,
    QuestionOver: 404,
    wordings.WordingUnknown: 404,
    wordings.IndividualUnknown: 404,
    wordings.RevisionUnknown: 404,
    wordings.PolicyInUse: 409,
    distributions.DistributionUnknown: 404,
    distributions.PartUnknown: 409,
    distributions.PartDone: 409,
    distributions.OtherContent: 409,
    distributions.NotSending: 409,
    distributions.NotYetOver: 409,
    distributions.Overtaken: 409,
    distributions.TriedOnly: 403,
    distributions.SaltErased: 404,
    exchange.Denied: 403,
    exchange.HolderAway: 503,
    exchange.AnswerUnreadable: 502,
    MessageReused: 409,
    ReturnUnknown: 404,
    NotSigned: 401,
    SignedTooLongAgo: 401,
    SignatureWrong: 401,
    NotABank: 403,
    NumberDiffers: 400,
    MessageUnreadable: 400,
    OrderUnknown: 404,
    ReferenceReused: 409,
    DeclarationUnknown: 404,
    NotAmendable: 409,
    PlaceNotKnown: 422,
    PurposeMisplaced: 422,
    StoreAway: 503,
}
#: What may pass by itself is worth sending again after so many seconds.
RETRY = {"Retry-After": "2"}


class Place(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """One place that is wrong, in the sender's own terms."""

    code: str
    at: str
    says: str
    found: str | None = None
    passes: str = ""


class Problem(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """A problem document; ``type`` is a stable identifier, ``code`` the same for letters and phone calls."""

    type: str
    title: str
    status: int
    code: str
    detail: str = ""
    places: tuple[Place, ...] = ()
    findings: tuple[FindingSaid, ...] = ()
    mrn: str | None = None
    reference: str | None = None


class Refused(Exception):
    """A request is refused by the interface itself; the sentence is filled from the facts when it is read."""

    def __init__(
        self,
        status: int,
        sentence: str = "",
        *,
        headers: dict[str, str] | None = None,
        at: str | None = None,
        passes: str = "",
        **facts: str,
    ) -> None:
        """Name the status; its code and title follow. ``at`` is the place that is wrong, where there is one."""
        super().__init__(sentence.format_map(facts))
        self.status = status
        self.sentence = sentence
        self.facts = facts
        self.headers = headers or {}
        self.at = at
        self.passes = passes


def reply_to(error: Exception, language: str) -> Reply | None:
    """The reply for an error that we know; nothing for one that we do not."""
    if isinstance(error, Refused):
        return _refused(error, language)
    if isinstance(error, Unreadable):
        return unreadable(error, language)
    if isinstance(error, Coded):
        return _not_carried_out(error, language)
    if isinstance(error, Forbidden):
        return _reply(403, error.code, TITLES["WEB-403"], language)
    return None


def unreadable(error: Unreadable, language: str) -> Reply:
    """Every place of a message that cannot be read."""
    places = tuple(
        Place(
            fault.code,
            fault.at,
            say(fault.sentence, fault.facts, language=language),
            fault.found or None,
            say(fault.passes, fault.facts, language=language),
        )
        for fault in error.faults
    )
    return _reply(400, places[0].code if places else "FMT-000", TITLES["FMT"], language, places=places)


def refused_declaration(answer: Answered, language: str, headers: dict[str, str]) -> Reply:
    """A declaration that was kept and refused, with every finding."""
    told = {"findings": answer.findings, "mrn": answer.mrn, "reference": answer.reference}
    return _reply(422, "DEC-422", TITLES["DEC"], language, headers=headers, **told)


def refused_request(answer: Answered, language: str) -> Reply:
    """An amendment or cancellation that is unlawful in itself; the declaration stands as it was."""
    told = {"findings": answer.findings, "mrn": answer.mrn, "reference": answer.reference}
    return _reply(422, "WEB-422", TITLES["WEB-422"], language, **told)


def set_aside(
    reasons: Sequence[Reason], language: str, *, is_other: bool = False, title: str = TITLES["WAT"]
) -> Reply:
    """A delivery to the watch that was set aside, with every place of it; 409 where its number was used before."""
    places = tuple(
        Place(
            one.code,
            "/".join(part for part in (f"row/{one.row}" if one.row else "", one.column) if part),
            say(one.sentence, {}, language=language),
            one.found,
            ", ".join(one.allowed),
        )
        for one in reasons
    )
    return _reply(409 if is_other else 422, places[0].code, title, language, places=places)


def _refused(error: Refused, language: str) -> Reply:
    code = f"WEB-{error.status}"
    sentence = say(error.sentence, error.facts, language=language)
    headers = {**(RETRY if error.status == 503 else {}), **error.headers}
    if error.at is None:
        return _reply(error.status, code, TITLES[code], language, headers=headers, detail=sentence)
    passes = say(error.passes, error.facts, language=language)
    place = Place(code, error.at, sentence, error.facts.get("found"), passes)
    return _reply(error.status, code, TITLES[code], language, headers=headers, places=(place,))


def _not_carried_out(error: Coded, language: str) -> Reply:
    sentence = say(error.sentence, error.facts, language=language)
    remedy = say(error.remedy, error.facts, language=language)
    status = _STATUS.get(type(error), 422)
    about = {"reference": error.facts.get("reference"), "mrn": error.facts.get("mrn")}
    headers = RETRY if status == 503 else {}
    if isinstance(error, Denied):
        return _reply(status, error.code, sentence, language, detail=remedy, places=_denials(error, language))
    faults = error.faults if isinstance(error, GrantUnsound) else ()
    findings = tuple(said(one, language=language, pointer=f"$.{one.at}") for one in faults)
    return _reply(status, error.code, sentence, language, headers=headers, detail=remedy, findings=findings, **about)


def _denials(error: Denied, language: str) -> tuple[Place, ...]:
    """Everything a look-up lacks: the rule, what was found, what would pass."""
    return tuple(
        Place(
            one.code,
            one.rule,
            say(one.sentence, one.facts, language=language),
            one.found,
            say(one.passes, one.facts, language=language),
        )
        for one in error.denials
    )


def _reply(
    status: int, code: str, title: str, language: str, *, headers: dict[str, str] | None = None, **rest: Any
) -> Reply:
    problem = Problem(
        type=f"urn:clearway:problem:{code.lower()}",
        title=say(title, language=language),
        status=status,
        code=code,
        **rest,
    )
    return Reply(status, msgspec.json.encode(problem), PROBLEM, {"Content-Language": language, **(headers or {})})
