"""Every kind of notice as a row: what it comes from, who is told, what it may name, and how unless they chose.

A text can name only the facts of its row; whatever else an event holds is not passed on.
"""

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

from django.utils.translation import gettext_noop as noop

from clearway.platform.events.readers import Happened

#: Who is told: parties of a declaration, a party that the event names, people of the office, whoever acted, whom an
#: event is about, and whom they have named.
Role = Literal[
    "parties", "holder", "permit holder", "payer", "trader", "agent", "assigned officer", "control officers",
    "supervisors", "self", "person", "delegate", "data holders", "members", "privacy officers",
]  # fmt: skip
Audience = Literal["trader", "officer", "official", "person"]


class Kind(NamedTuple):
    """A kind of notice.

    ``facts`` are the names a text may use, and the event's own names of them; ``when`` are the words that facts of
    the event must have. ``by`` are the ways to people who have not chosen otherwise. ``page`` is the name of the page
    on which it is read in full, where the subject of the event has none.
    """

    name: str
    title: str
    audience: Audience
    event: str
    told: tuple[Role, ...]
    facts: Mapping[str, str] = {}
    by: frozenset[str] = frozenset({"portal"})
    when: Mapping[str, frozenset[str]] = {}
    page: str = ""

    def is_about(self, event: Happened) -> bool:
        """Whether an event is one of these."""
        return event.type == self.event and all(event.facts.get(name) in words for name, words in self.when.items())

    @property
    def is_for_software(self) -> bool:
        """Whether parties' software is told as well."""
        return self.audience == "trader"


_MRN: Final = {"mrn": "mrn"}
_MONEY: Final = {"amount": "amount", "currency": "currency"}
_QUIET: Final[frozenset[str]] = frozenset()
_LOUD: Final = frozenset({"portal", "email"})
_URGENT: Final = frozenset({"portal", "email", "sms"})
_CONSENT: Final = "consents.moved.v1"
_AGREEMENT: Final = "agreements.moved.v1"
_DECIDED, _ADVANCED = "clearance.decided.v1", "clearance.advanced.v1"

KINDS: Final[tuple[Kind, ...]] = (
    Kind("declaration.decided", noop("A declaration is decided"), "trader", _DECIDED, ("parties",), _MRN, _QUIET,
         {"outcome": frozenset({"accepted", "decided"})}),
    Kind("declaration.refused", noop("A declaration is refused when it is lodged"), "trader", _DECIDED, ("parties",),
         _MRN, when={"outcome": frozenset({"refused"})}),
    Kind("declaration.payment-awaited", noop("A declaration waits for its payment"), "trader", _ADVANCED,
         ("parties",), _MRN, when={"waits_for": frozenset({"payment"})}),
    Kind("declaration.permit-awaited", noop("A declaration waits for a permit"), "trader", "permits.awaited.v1",
         ("parties",), _MRN),
    Kind("declaration.amended", noop("A declaration is amended"), "trader", "declarations.amended.v1", ("parties",),
         _MRN | {"version": "version"}),
    Kind("declaration.cancelled", noop("A declaration is withdrawn"), "trader", "declarations.cancelled.v1",
         ("parties",), _MRN),
    Kind("declaration.question", noop("An officer asks a question"), "trader", "controls.question-asked.v1",
         ("parties",), _MRN, _URGENT),
    Kind("declaration.inspection", noop("Goods are to be inspected"), "trader", "controls.inspection-ordered.v1",
         ("parties",), _MRN | {"place": "place", "moment": "planned_at"}, _LOUD),
    Kind("declaration.detained", noop("Goods are detained"), "trader", "controls.detained.v1", ("parties",),
         _MRN | {"law": "law"}, _LOUD),
    Kind("declaration.detention-ended", noop("A detention has ended"), "trader", "controls.detention-ended.v1",
         ("parties",), _MRN, _LOUD),
    Kind("declaration.refused-by-officer", noop("An officer refuses a declaration"), "trader", "controls.refused.v1",
         ("parties",), _MRN | {"law": "law"}, _LOUD),
    Kind("declaration.appeal-decided", noop("An appeal is decided"), "trader", "controls.appeal-decided.v1",
         ("parties",), _MRN, _LOUD),
    Kind("declaration.released", noop("Goods are released"), "trader", "release.released.v1", ("parties",), _MRN,
         _LOUD),
    Kind("declaration.receipt-revoked", noop("A receipt of release is withdrawn"), "trader",
         "release.receipt-revoked.v1", ("parties",), _MRN | {"receipt": "receipt"}, _URGENT),
    Kind("goods.arrived", noop("Goods have arrived"), "trader", "cargo.goods_arrived.v1", ("parties",),
         _MRN | {"place": "place"}, _QUIET),
    Kind("goods.left", noop("Goods have left through the gate"), "trader", "cargo.goods_left.v1", ("parties",), _MRN,
         _QUIET),
    Kind("payment.received", noop("A payment has come"), "trader", "payments.received.v1", ("payer",),
         _MONEY | {"number": "about"}, _QUIET),
    Kind("payment.returned", noop("Money goes back"), "trader", "payments.return-announced.v1", ("payer",),
         _MONEY | {"number": "about"}),
    Kind("account.low", noop("A deferment account runs low"), "trader", "payments.balance-low.v1", ("holder",),
         {"account": "account", "amount": "room", "currency": "currency"}, _LOUD),
    Kind("account.too-low", noop("A deferment account cannot cover a declaration"), "trader",
         "payments.room-lacking.v1", ("parties",), _MRN, _LOUD),
    Kind("permit.issued", noop("A permit is issued"), "trader", "permits.issued.v1", ("holder",),
         {"permit": "permit"}),
    Kind("permit.changed", noop("A permit is suspended, revoked or given back"), "trader",
         "permits.status_changed.v1", ("permit holder",), {"permit": "permit"}, _LOUD),
    Kind("mandate.given", noop("A mandate is given"), "trader", "traders.mandate_given.v1", ("trader", "agent"),
         {"trader": "trader", "agent": "agent"}),
    Kind("mandate.revoked", noop("A mandate is revoked"), "trader", "traders.mandate_revoked.v1", ("trader", "agent"),
         {"trader": "trader", "agent": "agent"}, _LOUD),
    Kind("office.assigned", noop("A file is given to me"), "officer", "controls.assigned.v1", ("assigned officer",),
         _MRN),
    Kind("office.answered", noop("A trader answers a question"), "officer", "controls.question-answered.v1",
         ("control officers",), _MRN),
    Kind("office.override-asked", noop("Somebody asks for a second pair of eyes"), "officer",
         "controls.override-asked.v1", ("supervisors",), _MRN, _LOUD),
    Kind("office.appeal-lodged", noop("A trader appeals"), "officer", "controls.appeal-lodged.v1", ("supervisors",),
         _MRN),
    Kind("hub.agreement-proposed", noop("An organisation asks us for an agreement"), "official", _AGREEMENT,
         ("data holders",), {"agreement": "agreement"}, _LOUD, {"state": frozenset({"proposed"})}, "holding"),
    Kind("hub.agreement-decided", noop("An agreement of ours is decided, suspended or ended"), "official", _AGREEMENT,
         ("members",), {"agreement": "agreement"}, _LOUD,
         {"state": frozenset({"approved", "refused", "suspended", "ended"})}, "joining-agreements"),
    Kind("hub.agreement-ending", noop("An agreement ends soon"), "official", "agreements.ending.v1",
         ("members", "data holders"), {"agreement": "agreement", "day": "until", "days": "days"}, _LOUD),
    Kind("hub.certificate-ending", noop("A certificate of ours ends soon"), "official",
         "boarding.certificate-ending.v1", ("members", "data holders"),
         {"called": "called", "day": "until", "days": "days"}, _LOUD, page="joining-certificates"),
    Kind("hub.objection-raised", noop("A citizen objects to an access, or reports misuse"), "official",
         "disclosures.objection-raised.v1", ("privacy officers",), {}, _LOUD, page="privacy"),
    Kind("person.second-factor-added", noop("A second factor was added to my account"), "person",
         "identity.second_factor_added.v1", ("self",), {}, _LOUD),
    Kind("person.second-factor-removed", noop("A second factor was removed from my account"), "person",
         "identity.second_factor_removed.v1", ("self",), {}, _LOUD),
    Kind("person.looked-up", noop("Somebody asks for information about me"), "person", "exchange.looked-up.v1",
         ("person",), {"ordinal": "ordinal"}, when={"concealment": frozenset({""})}, page="accesses"),
    Kind("person.access-disclosed", noop("Accesses about me are concealed no longer"), "person",
         "disclosures.concealment-ended.v1", ("person",), page="accesses"),
    Kind("person.consent-asked", noop("An organisation asks for my consent"), "person", _CONSENT, ("person",), {},
         _LOUD, {"state": frozenset({"asked"})}, "consents"),
    Kind("person.consent-decided", noop("A consent of mine is given, refused or taken back"), "person", _CONSENT,
         ("person",), when={"state": frozenset({"given", "refused", "withdrawn"})}, page="consents"),
    Kind("person.delegated", noop("Somebody may decide for another, or no longer"), "person",
         "consents.delegation-moved.v1", ("person", "delegate"), page="delegates"),
    Kind("person.objection-answered", noop("My objection is answered"), "person",
         "disclosures.objection-answered.v1", ("person",), {}, _LOUD, page="accesses"),
)  # fmt: skip

BY_NAME: Final = {kind.name: kind for kind in KINDS}
EVENTS: Final = frozenset(kind.event for kind in KINDS)
#: What a party's software may be told.
FOR_SOFTWARE: Final = tuple(kind.name for kind in KINDS if kind.is_for_software)


def of(event: Happened) -> tuple[Kind, ...]:
    """The kinds of notice that an event gives rise to."""
    return tuple(kind for kind in KINDS if kind.is_about(event))


def for_audiences(audiences: frozenset[str]) -> tuple[Kind, ...]:
    """The kinds that somebody may choose from."""
    return tuple(kind for kind in KINDS if kind.audience in audiences)
