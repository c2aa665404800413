"""Which measures of the tariff bear on goods of an origin on a day, sorted by what the assessment does with them.

The answer is the same for every declaration of the same code and origin, so it is worked out once for each law.
"""

from functools import lru_cache
from typing import NamedTuple

from clearway.core.assess import expression
from clearway.core.assess.assessment import ParameterUsed
from clearway.core.law.lawbook import Law
from clearway.core.law.tariff import DutyComponent, GoodsLine, Measure

#: Roles whose measures are read from the goods' own origin; ``requirement`` asks for documents only.
CHARGING_ROLES = ("duty", "remedy", "excise", "vat", "fee")
#: The end of the additional code under which everybody falls who is not named.
RESIDUAL_SUFFIX = "999"


class Ready(NamedTuple):
    """A measure with everything about it that does not depend on the declaration."""

    measure: Measure
    role: str
    type_code: str
    words: str
    law: str
    used: ParameterUsed
    proofs: tuple[frozenset[str], ...]
    is_everybodys: bool

    @property
    def components(self) -> tuple[DutyComponent, ...]:
        """The parts of the duty expression."""
        return self.measure.components

    def is_proven_by(self, documents: frozenset[str]) -> bool:
        """Whether, for every kind of condition, one of its documents is there."""
        return not self.proofs or all(kind & documents for kind in self.proofs)

    def missing(self, documents: frozenset[str]) -> str:
        """The documents that are still asked for, in words."""
        return ", ".join("/".join(sorted(kind)) for kind in self.proofs if not kind & documents)


class Resolution(NamedTuple):
    """The goods line and what bears on it; groups hold the variants of one measure type, nearest first."""

    line: GoodsLine
    duty: Ready | None
    claimable: tuple[Ready, ...]
    remedies: tuple[tuple[Ready, ...], ...]
    excises: tuple[tuple[Ready, ...], ...]
    vats: tuple[tuple[Ready, ...], ...]
    fees: tuple[tuple[Ready, ...], ...]
    is_origin_needed: bool


def resolve(law: Law, commodity: str | None, origin: str | None) -> Resolution | None:
    """What bears on the goods, or nothing where the code is not declarable."""
    if not commodity:
        return None
    return _resolve(law, commodity[: law.tariff.declarable_length], origin)


def choose(group: tuple[Ready, ...], codes: tuple[str, ...]) -> Ready | None:
    """The variant of the declared additional code; else the one without a code; else the one for all others."""
    for ready in group:
        if ready.measure.additional_code in codes:
            return ready
    return residual(group)


def residual(group: tuple[Ready, ...]) -> Ready | None:
    """The variant for whoever is not named: without an additional code, or with the code for all others."""
    for ready in group:
        if ready.measure.additional_code is None:
            return ready
    return next((ready for ready in group if (ready.measure.additional_code or "").endswith(RESIDUAL_SUFFIX)), None)


@lru_cache(maxsize=32768)
def _resolve(law: Law, code: str, origin: str | None) -> Resolution | None:
    line = law.tariff.declared(code, law.day)
    if line is None:
        return None
    applicable = law.tariff.applicable(line.code, origin, law.day)
    ready = [_ready(law, measure) for measure in applicable if _is_open(law, measure)]
    # A measure for named countries stands before the one for everybody of the same type.
    ready.sort(key=lambda one: one.is_everybodys)
    duties = [one for one in ready if one.role == "duty" and not one.measure.preference_codes]
    return Resolution(
        line=line,
        duty=duties[0] if duties else None,
        claimable=tuple(one for one in ready if one.role == "preference" or _is_claimed_duty(one)),
        remedies=_groups(ready, "remedy"),
        excises=_groups(ready, "excise"),
        vats=_groups(ready, "vat"),
        fees=_groups(ready, "fee"),
        is_origin_needed=origin is None and _depends_on_origin(law, line.code),
    )


def _is_open(law: Law, measure: Measure) -> bool:
    """A quota counts while one of its periods runs; an order number that the law does not list always does."""
    quota = law.tariff.quotas.get(measure.quota_order or "")
    return quota is None or quota.on(law.day) is not None


def _ready(law: Law, measure: Measure) -> Ready:
    kinds: dict[str, set[str]] = {}
    for condition in measure.conditions:
        kinds.setdefault(condition.kind, set()).update(condition.documents)
    words = expression.words(measure)
    quoted = law.tariff.law_of(measure)
    kind = law.tariff.types[measure.type]
    return Ready(
        measure=measure,
        role=kind.role,
        type_code=kind.tax_type or measure.type,
        words=words,
        law=quoted,
        used=ParameterUsed(f"measure {measure.sid}", words, measure.period.since.isoformat(), quoted),
        proofs=tuple(frozenset(documents) for documents in kinds.values()),
        is_everybodys=law.tariff.area(measure.area).members is None,
    )


def _is_claimed_duty(ready: Ready) -> bool:
    return ready.role == "duty" and bool(ready.measure.preference_codes)


def _groups(ready: list[Ready], role: str) -> tuple[tuple[Ready, ...], ...]:
    groups: dict[str, list[Ready]] = {}
    for one in ready:
        if one.role == role:
            groups.setdefault(one.measure.type, []).append(one)
    return tuple(tuple(group) for group in groups.values())


def _depends_on_origin(law: Law, code: str) -> bool:
    tariff = law.tariff
    return any(
        tariff.types[measure.type].role in CHARGING_ROLES
        and not measure.preference_codes
        and tariff.area(measure.area).members is not None
        and measure.period.covers(law.day)
        for length in range(2, len(code) + 1)
        for measure in tariff.measures.get(code[:length], ())
    )
