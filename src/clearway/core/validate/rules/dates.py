"""DAT: days and moments that can be true."""

from datetime import datetime

from clearway.core.facts.circumstances import Circumstances
from clearway.core.facts.declaration import Declaration
from clearway.core.facts.documents import AdditionalDocument
from clearway.core.validate.rule import NEW, Breach, rule

#: A day further from the day of lodging than this is a slip of the keyboard, in any country.
PLAUSIBLE_YEARS = 50


def _is_after(moment: datetime | None, limit: datetime) -> bool:
    if moment is None:
        return False
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=limit.tzinfo)
    return moment > limit


def _too_late(moment: datetime | None, circumstances: Circumstances, at: str) -> Breach | None:
    if moment is None or not _is_after(moment, circumstances.lodged_at):
        return None
    facts = {"lodged": circumstances.lodged_at.isoformat(timespec="minutes")}
    return Breach(at=at, found=moment.isoformat(), remedy="Give a moment before {lodged}.", facts=facts)


@rule("DAT-001", of=NEW)
def acceptance_is_past(declaration: Declaration, circumstances: Circumstances) -> Breach | None:
    """A declaration cannot have been accepted after it was lodged."""
    return _too_late(declaration.accepted_at, circumstances, "accepted_at")


@rule("DAT-002")
def issue_is_past(declaration: Declaration, circumstances: Circumstances) -> Breach | None:
    """A declaration cannot have been made out after it was lodged."""
    return _too_late(declaration.issued_at, circumstances, "issued_at")


@rule("DAT-003")
def invoice_is_past(declaration: Declaration, circumstances: Circumstances) -> Breach | None:
    """An invoice cannot have been made out after the declaration was lodged."""
    shipment = declaration.goods_shipment
    if shipment is None or shipment.invoice is None:
        return None
    return _too_late(shipment.invoice.issued_at, circumstances, "goods_shipment/invoice/issued_at")


@rule("DAT-004", of=NEW)
def document_is_valid(document: AdditionalDocument, circumstances: Circumstances) -> Breach | None:
    """A document must be valid on the day of the declaration.

    The moment given with a document is the last one on which it may be used.
    """
    if document.effective_at is None or document.effective_at.date() >= circumstances.day:
        return None
    facts = {"day": circumstances.day.isoformat()}
    until = document.effective_at.date().isoformat()
    return Breach(at="effective_at", found=until, remedy="Show a document valid on {day}.", facts=facts)


@rule("DAT-005")
def year_is_plausible(moment: datetime, circumstances: Circumstances) -> Breach | None:
    """A date must lie within fifty years of today."""
    first, last = circumstances.day.year - PLAUSIBLE_YEARS, circumstances.day.year + PLAUSIBLE_YEARS
    if first <= moment.year <= last:
        return None
    facts = {"first": str(first), "last": str(last)}
    return Breach(found=moment.isoformat(), remedy="Give a year from {first} to {last}.", facts=facts)


@rule("DAT-006", of=NEW)
def acceptance_follows_issue(declaration: Declaration) -> Breach | None:
    """A declaration cannot have been accepted before it was made out."""
    issued, accepted = declaration.issued_at, declaration.accepted_at
    if issued is None or accepted is None or not _is_after(issued, _with_zone(accepted, issued)):
        return None
    facts = {"issued": issued.isoformat()}
    return Breach(at="accepted_at", found=accepted.isoformat(), remedy="Give {issued} or later.", facts=facts)


def _with_zone(moment: datetime, other: datetime) -> datetime:
    return moment if (moment.tzinfo is None) == (other.tzinfo is None) else moment.replace(tzinfo=other.tzinfo)
