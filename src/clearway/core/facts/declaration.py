"""The declaration itself: lodged, amended or withdrawn."""

from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from clearway.core.facts.basis import Fact
from clearway.core.facts.consignment import Carriage, TransportMeans
from clearway.core.facts.documents import AdditionalDocument, AdditionalInformation, Amendment
from clearway.core.facts.goods import GoodsItem, GoodsShipment
from clearway.core.facts.parties import Agent, Authentication, AuthorisationHolder, Party, Submitter
from clearway.core.kernel.money import Money

#: UN/EDIFACT 1225, as far as a declaration uses it: 9 original, 13 request (amend or cancel).
ORIGINAL, REQUEST = "9", "13"
#: Declaration types of a request (WCO D013): correction, and invalidation.
CORRECTION, INVALIDATION = "COR", "INV"

Purpose = Literal["original", "amendment", "cancellation"]
Regime = Literal["import", "export", "transit", "unknown"]

_REGIMES: dict[str, Regime] = {"IM": "import", "CO": "import", "EX": "export", "EU": "export", "T": "transit"}


# Many rules ask, and there are few types; what a trader may write instead is kept within a limit.
@lru_cache(maxsize=256)
def _regime_of(type_code: str | None) -> Regime:
    code = type_code or ""
    return _REGIMES.get(code[:2]) or _REGIMES.get(code[:1]) or "unknown"


class CurrencyExchange(Fact, frozen=True):
    """A rate of exchange agreed or declared for one currency."""

    currency: str | None = None
    rate: Decimal | None = None


class Guarantee(Fact, frozen=True):
    """Security offered for what is owed or may become owed."""

    amount: Money | None = None
    id: str | None = None
    reference: str | None = None
    type_code: str | None = None
    access_code: str | None = None
    office: str | None = None


class Declaration(Fact, frozen=True):
    """What a trader tells customs about goods (WCO class 42A), whole and at one moment.

    ``reference`` is the trader's own (functional reference, LRN); ``mrn`` is ours and absent until lodgement.
    """

    function_code: str
    reference: str | None = None
    mrn: str | None = None
    type_code: str | None = None
    accepted_at: datetime | None = None
    issued_at: datetime | None = None
    issue_location: str | None = None
    item_count: int | None = None
    declaration_office: str | None = None
    invoice_amount: Money | None = None
    loading_list_count: int | None = None
    total_gross_mass: Decimal | None = None
    total_packages: Decimal | None = None
    specific_circumstances_code: str | None = None
    authentication: Authentication | None = None
    submitter: Submitter | None = None
    documents: tuple[AdditionalDocument, ...] = ()
    information: tuple[AdditionalInformation, ...] = ()
    agent: Agent | None = None
    amendments: tuple[Amendment, ...] = ()
    authorisations: tuple[AuthorisationHolder, ...] = ()
    border_means: TransportMeans | None = None
    carriage: Carriage | None = None
    currency_exchanges: tuple[CurrencyExchange, ...] = ()
    declarant: Party | None = None
    exit_office: str | None = None
    exporter: Party | None = None
    goods_shipment: GoodsShipment | None = None
    guarantees: tuple[Guarantee, ...] = ()
    presentation_office: str | None = None
    supervising_office: str | None = None

    @property
    def purpose(self) -> Purpose:
        """Whether this lodges, amends or withdraws."""
        if self.type_code == INVALIDATION:
            return "cancellation"
        if self.type_code == CORRECTION or self.function_code == REQUEST:
            return "amendment"
        return "original"

    @property
    def regime(self) -> Regime:
        """Import, export or transit, read from the first letters of the declaration type."""
        return _regime_of(self.type_code)

    @property
    def items(self) -> tuple[GoodsItem, ...]:
        """All goods items, in the order declared."""
        return self.goods_shipment.items if self.goods_shipment else ()

    @property
    def importer(self) -> Party | None:
        """Who brings the goods in."""
        return self.goods_shipment.importer if self.goods_shipment else None
