"""Import duty: the third-country duty or what is claimed instead of it, and trade remedies on top."""

from typing import NamedTuple

from clearway.core.assess import findings, wording
from clearway.core.assess.assessment import DutyLine, Step
from clearway.core.assess.charging import Case, charge, line
from clearway.core.assess.expression import Worked
from clearway.core.assess.measures import Ready, choose, residual, resolve
from clearway.core.assess.numerals import shown
from clearway.core.facts.goods import GoodsItem
from clearway.core.kernel.finding import Finding
from clearway.core.kernel.money import Money

#: EU customs data model: 100 claims nothing; codes that begin with 1 need no preferential origin.
NOTHING_CLAIMED, ERGA_OMNES = "100", "1"
SUBJECT = "DUTY"


class Offer(NamedTuple):
    """A measure that could replace the full duty, and what the duty would then be."""

    ready: Ready
    worked: Worked


def duty(case: Case, said: list[Finding]) -> DutyLine:
    """The duty proper: as claimed if the claim holds, else in full, with what would have lowered it.

    Nobody owes more for having claimed: where the full duty is lower, it is the full duty.
    """
    if case.resolution.is_origin_needed:
        commodity = case.resolution.line.code
        raise findings.stop(findings.ORIGIN_NEEDED, f"{case.at}/origins", commodity=commodity)
    claim = case.item.preference or NOTHING_CLAIMED
    offers = _offers(claim, case)
    granted = [offer for offer in offers if offer.ready.is_proven_by(case.documents)]
    best = min(granted, key=_amount) if granted else None
    if best is not None and not best.worked.amount.amount:
        return _duty_line(best, case, regime_code=claim)
    full = _full(case)
    if best is not None and best.worked.amount <= full.worked.amount:
        return _duty_line(best, case, regime_code=claim)
    if claim != NOTHING_CLAIMED and best is None:
        said.append(_refused(claim, offers, full, case))
    return _duty_line(full, case, regime_code=NOTHING_CLAIMED)


def remedies(case: Case, said: list[Finding]) -> list[DutyLine]:
    """Anti-dumping, countervailing and safeguard duties: by producer, or at the rate for all others."""
    lines = []
    for group in case.resolution.remedies:
        ready = chosen(group, case)
        if ready is None:
            continue
        before: tuple[Step, ...] = ()
        if len(group) > 1 and ready is residual(group):
            before = (Step(wording.RESIDUAL, {}, ready.words),)
            said.append(_residual_finding(group, ready, case))
        lines.append(line(ready, charge(ready, case.value, case), case, subject="duty", before=before))
    return lines


def chosen(group: tuple[Ready, ...], case: Case) -> Ready | None:
    """The variant that the declared additional code and documents lead to; unproven ones give way to the rest."""
    ready = choose(group, case.item.additional_codes)
    if ready is None or ready.is_proven_by(case.documents):
        return ready
    return residual(group) or ready


def _offers(claim: str, case: Case) -> list[Offer]:
    offers = []
    for ready in _claimable(claim, case):
        measure = ready.measure
        is_claimed = claim in measure.preference_codes if measure.preference_codes else claim == NOTHING_CLAIMED
        if is_claimed and measure.quota_order == (case.item.quota_order if measure.quota_order else None):
            offers.append(Offer(ready, charge(ready, case.value, case)))
    return offers


def _claimable(claim: str, case: Case) -> tuple[Ready, ...]:
    """Preferences are read from the preferential origin, everything else from the origin of the goods."""
    if claim.startswith(ERGA_OMNES):
        return case.resolution.claimable
    resolution = resolve(case.grounds.law, case.item.commodity, preferential_origin(case.item))
    return resolution.claimable if resolution else ()


def preferential_origin(item: GoodsItem) -> str | None:
    """The preferential origin; an origin without a type serves for both."""
    return item.preferential_origin or next((o.country for o in item.origins if o.country and not o.type_code), None)


def _full(case: Case) -> Offer:
    ready = case.resolution.duty
    if ready is None:
        found, day = case.resolution.line.code, case.grounds.day()
        raise findings.stop(findings.NO_DUTY, case.at, found=found, day=day)
    return Offer(ready, charge(ready, case.value, case))


def _duty_line(offer: Offer, case: Case, *, regime_code: str) -> DutyLine:
    order = offer.ready.measure.quota_order
    before = (Step(wording.QUOTA, {"order": order}, offer.ready.words),) if order else ()
    return line(offer.ready, offer.worked, case, subject="duty", before=before, regime_code=regime_code)


def _refused(claim: str, offers: list[Offer], full: Offer, case: Case) -> Finding:
    at = f"{case.at}/duty_tax_fees"
    if not offers:
        return findings.finding(
            findings.PREFERENCE_UNKNOWN,
            at,
            found=claim,
            commodity=case.resolution.line.code,
            origin=preferential_origin(case.item) or case.item.origin or "-",
            day=case.grounds.day(),
        )
    best = min(offers, key=_amount)
    owed, offered = (case.grounds.rounded(one.worked.amount, "duty", []) for one in (full, best))
    return findings.finding(
        findings.PREFERENCE_UNPROVEN,
        at,
        found=claim,
        law=best.ready.law,
        documents=best.ready.missing(case.documents),
        saving=shown(Money(owed.amount - offered.amount, owed.currency)),
    )


def _residual_finding(group: tuple[Ready, ...], ready: Ready, case: Case) -> Finding:
    asked = sorted({one.missing(case.documents) for one in group if one is not ready} - {""})
    return findings.finding(
        findings.RESIDUAL_RATE,
        f"{case.at}/classifications",
        found=", ".join(case.item.additional_codes) or None,
        law=ready.law,
        commodity=case.resolution.line.code,
        documents="; ".join(asked) or "-",
    )


def _amount(offer: Offer) -> Money:
    return offer.worked.amount
