"""TAR: what the tariff's measures ask of a declaration."""

from clearway.core.facts.goods import GoodsItem
from clearway.core.law.lawbook import Law
from clearway.core.law.tariff import Condition
from clearway.core.validate.rule import NEW, Breach, rule
from clearway.core.validate.treatment import Treatment

NOTHING_CLAIMED = "100"
REQUIREMENT = "requirement"


def _missing(conditions: tuple[Condition, ...], documents: frozenset[str]) -> list[str]:
    """The alternatives of every kind of condition that no document meets, written out."""
    kinds: dict[str, list[str]] = {}
    for condition in conditions:
        kinds.setdefault(condition.kind, []).extend(condition.documents)
    return [", ".join(codes) for codes in kinds.values() if codes and documents.isdisjoint(codes)]


@rule("TAR-001", of=NEW)
def required_documents_are_shown(item: GoodsItem, law: Law, treatment: Treatment) -> list[Breach] | None:
    """These goods need a document of another agency.

    The alternatives are in the conditions of the measure; one of each kind is enough.
    """
    found = []
    for measure in treatment.measures:
        if not measure.conditions or law.tariff.types[measure.type].role != REQUIREMENT:
            continue
        for alternatives in _missing(measure.conditions, treatment.documents):
            facts = {"documents": alternatives, "law": law.tariff.law_of(measure)}
            remedy = "Add one of {documents}, as {law} asks."
            found.append(Breach(at="documents", found=treatment.commodity, remedy=remedy, facts=facts))
    return found or None


def _claim_place(item: GoodsItem) -> str:
    place = next((n for n, one in enumerate(item.duty_tax_fees, start=1) if one.regime_code), None)
    return f"duty_tax_fees/{place}/regime_code" if place else "duty_tax_fees"


@rule("TAR-002")
def claim_is_granted(item: GoodsItem, treatment: Treatment) -> Breach | None:
    """A preference, suspension or quota may be claimed only where the tariff grants it.

    For these goods, of this origin, on this day.
    """
    claim = treatment.preference
    if claim is None or claim == NOTHING_CLAIMED or treatment.line is None:
        return None
    if any(claim in measure.preference_codes for measure in treatment.measures):
        return None
    granted = sorted({code for measure in treatment.measures for code in measure.preference_codes})
    facts = {"granted": ", ".join([NOTHING_CLAIMED, *granted])}
    return Breach(at=_claim_place(item), found=claim, remedy="Claim one of {granted}.", facts=facts)


@rule("TAR-003", of=NEW)
def claim_is_proven(item: GoodsItem, treatment: Treatment) -> list[Breach] | None:
    """A preference claimed needs its proof among the documents."""
    claim = treatment.preference
    if claim is None or claim == NOTHING_CLAIMED:
        return None
    granting = [one for one in treatment.measures if claim in one.preference_codes]
    missing = [_missing(one.conditions, treatment.documents) for one in granting]
    # Where two agreements grant the same code, the proof that one of them asks for is enough.
    if not missing or not all(missing):
        return None
    facts = {"documents": missing[0][0], "preference": claim}
    remedy = "Add one of {documents}, or claim 100."
    return [Breach(at="documents", found=claim, remedy=remedy, facts=facts)]


def _is_quota(law: Law, preference: str | None) -> bool:
    entry = law.code("preferences", preference) if preference else None
    return entry is not None and entry.attributes.get("needs_quota") == "yes"


@rule("TAR-004")
def quota_goes_with_its_preference(item: GoodsItem, law: Law, treatment: Treatment) -> Breach | None:
    """A quota order number goes with a preference for quotas only, for example 120 or 320."""
    if item.quota_order is None or _is_quota(law, treatment.preference):
        return None
    place = next(n for n, one in enumerate(item.duty_tax_fees, start=1) if one.quota_order)
    remedy = "Claim the preference of the quota, or leave the number out."
    return Breach(at=f"duty_tax_fees/{place}/quota_order", found=item.quota_order, remedy=remedy)


@rule("TAR-005")
def quota_claim_names_quota(item: GoodsItem, law: Law, treatment: Treatment) -> Breach | None:
    """A preference within a quota needs the quota's order number."""
    if not _is_quota(law, treatment.preference) or item.quota_order:
        return None
    at = _claim_place(item).replace("regime_code", "quota_order")
    return Breach(at=at, found=treatment.preference, remedy="Give the six digits of the quota.")


@rule("TAR-006")
def quota_is_for_these_goods(item: GoodsItem, treatment: Treatment) -> Breach | None:
    """A quota must be open for these goods of this origin on the day."""
    order = item.quota_order
    if order is None or treatment.line is None or any(one.quota_order == order for one in treatment.measures):
        return None
    place = next(n for n, one in enumerate(item.duty_tax_fees, start=1) if one.quota_order)
    at, remedy = f"duty_tax_fees/{place}/quota_order", "Choose a quota of these goods, or claim none."
    return Breach(at=at, found=order, remedy=remedy)


@rule("TAR-007", of=NEW)
def additional_code_is_said(item: GoodsItem, treatment: Treatment) -> list[Breach] | None:
    """What is owed on these goods depends on an additional code, and none is given.

    The general amount is then taken, which may be the highest.
    """
    codes: dict[str, set[str]] = {}
    for measure in treatment.measures:
        if measure.additional_code is not None:
            codes.setdefault(measure.type, set()).add(measure.additional_code)
    if not codes:
        return None
    given = set(item.additional_codes)
    remedy = "Add the one of {codes} that describes the goods."
    return [
        Breach(
            at="classifications", found=treatment.commodity, remedy=remedy, facts={"codes": ", ".join(sorted(one))}
        )
        for one in codes.values()
        if given.isdisjoint(one)
    ] or None


@rule("TAR-008")
def additional_codes_are_used(item: GoodsItem, treatment: Treatment) -> list[Breach] | None:
    """An additional code that no measure on these goods knows has no effect."""
    if len(item.classifications) < 2 or not item.additional_codes or treatment.line is None:
        return None
    used = {measure.additional_code for measure in treatment.measures}
    return [
        Breach(
            at=f"classifications/{n}/id", found=one.id, remedy="Leave it out, or choose one that the tariff names."
        )
        for n, one in enumerate(item.classifications, start=1)
        if one.id in item.additional_codes and one.id not in used
    ] or None


@rule("TAR-009")
def claims_are_one(item: GoodsItem) -> Breach | None:
    """An item can claim one preference only."""
    if len(item.duty_tax_fees) < 2:
        return None
    claims = [one.regime_code for one in item.duty_tax_fees]
    other = next((n for n, one in enumerate(claims, start=1) if one and one != item.preference), None)
    if other is None:
        return None
    remedy = "Claim one, or make another item."
    return Breach(at=f"duty_tax_fees/{other}/regime_code", found=claims[other - 1], remedy=remedy)
