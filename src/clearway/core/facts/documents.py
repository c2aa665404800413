"""Documents, statements and references that a declaration leans on."""

from datetime import datetime

from clearway.core.facts.basis import Fact, Pointer, Quantity
from clearway.core.facts.parties import Submitter
from clearway.core.kernel.money import Money


class AdditionalDocument(Fact, frozen=True):
    """A document, certificate or authorisation produced; its code is category and type read together."""

    category_code: str | None = None
    type_code: str | None = None
    id: str | None = None
    name: str | None = None
    status_code: str | None = None
    effective_at: datetime | None = None
    submitter: Submitter | None = None
    write_off_quantity: Quantity | None = None
    write_off_amount: Money | None = None

    @property
    def code(self) -> str:
        """The code under which the country's list knows the document, for example ``N935``."""
        return f"{self.category_code or ''}{self.type_code or ''}"


class AdditionalInformation(Fact, frozen=True):
    """A statement made by code or in words, and the places of the declaration that it speaks of."""

    code: str | None = None
    description: str | None = None
    type_code: str | None = None
    pointers: tuple[Pointer, ...] = ()


class PreviousDocument(Fact, frozen=True):
    """What the goods came under before: a summary declaration, a transit, an earlier procedure."""

    category_code: str | None = None
    type_code: str | None = None
    id: str | None = None
    line: int | None = None


class Amendment(Fact, frozen=True):
    """Why a lodged declaration is changed or withdrawn, and the places that change."""

    reason_code: str | None = None
    pointers: tuple[Pointer, ...] = ()


class ConsignmentReference(Fact, frozen=True):
    """The unique consignment reference (UCR) and the trader's own reference beside it."""

    id: str | None = None
    trader_reference: str | None = None


class Invoice(Fact, frozen=True):
    """The commercial invoice."""

    id: str | None = None
    issued_at: datetime | None = None
