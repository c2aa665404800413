"""All rules in force, asked at once; the answer is every finding, in the order of the document."""

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache, partial
from typing import NamedTuple

from clearway.core.facts.circumstances import Circumstances
from clearway.core.facts.declaration import Declaration, Purpose, Regime
from clearway.core.facts.goods import GoodsItem
from clearway.core.kernel.finding import Finding
from clearway.core.law.lawbook import Law, Lawbook, RuleInForce
from clearway.core.law.parameter import NotInForce
from clearway.core.validate.background import Background
from clearway.core.validate.fusing import Ask, Bound, Said, fused
from clearway.core.validate.parts import LISTED, PLACED
from clearway.core.validate.places import Position, settle
from clearway.core.validate.rule import Breach
from clearway.core.validate.rules import RULES
from clearway.core.validate.treatment import Treatment

#: The one rule that can be asked of numbers that no other rule can reckon with.
NUMBERS = "NUM-001"


class RuleUnknown(LookupError):
    """A country puts a rule in force that the core does not know, or does not say its numbers."""


class Plan(NamedTuple):
    """The rules to ask of one kind of declaration, by what they look at; parts by the name of their list."""

    whole: Ask
    placed: tuple[tuple[str, Ask], ...]
    item: Ask
    listed: tuple[tuple[str, Ask], ...]
    numbers: Ask


def validate(declaration: Declaration, law: Law, circumstances: Circumstances) -> tuple[Finding, ...]:
    """Every finding of every rule in force on the day, in document order."""
    background = Background(declaration, law, circumstances)
    plan = _plan(law, background.regime, declaration.purpose)
    found: list[Found] = []
    if background.odd_numbers:
        _keep(found, plan.numbers(declaration, background, None), "")
        return _ordered(declaration, found)
    if said := plan.whole(declaration, background, None):
        _keep(found, said, "")
    for name, ask in plan.placed:
        for at, part in getattr(background, name):
            if said := ask(part, background, None):
                _keep(found, said, f"{at}/")
    for position, treatment in enumerate(background.treatments, start=1):
        _ask_item(found, plan, background, treatment, position)
    return _ordered(declaration, found) if found else ()


#: A rule, its breach, and the path of what it looked at, with a stroke behind it.
Found = tuple[Bound, Breach, str]


def _ask_item(found: list[Found], plan: Plan, background: Background, treatment: Treatment, position: int) -> None:
    item = treatment.item
    if said := plan.item(item, background, treatment):
        _keep(found, said, f"goods_shipment/items/{position}/")
    for name, ask in plan.listed:
        n = 0
        for part in getattr(item, name):
            n += 1
            if said := ask(part, background, treatment):
                _keep(found, said, f"goods_shipment/items/{position}/{name}/{n}/")


def _keep(found: list[Found], said: Said, prefix: str) -> None:
    for bound, outcome in said:
        if isinstance(outcome, Breach):
            found.append((bound, outcome, prefix))
        else:
            found += [(bound, breach, prefix) for breach in outcome]


def _ordered(declaration: Declaration, found: list[Found]) -> tuple[Finding, ...]:
    placed: list[tuple[Position, str, Finding]] = []
    for bound, breach, prefix in found:
        path, position = settle(declaration, prefix + breach.at if breach.at else prefix[:-1])
        placed.append((position, bound.rule.code, _finding(bound, breach, path)))
    placed.sort(key=lambda one: one[:2])
    return tuple(finding for _, _, finding in placed)


def _finding(bound: Bound, breach: Breach, path: str) -> Finding:
    return Finding(
        rule=bound.rule.code,
        severity=bound.law.severity,
        at=path,
        sentence=bound.rule.sentence,
        found=breach.found,
        remedy=breach.remedy,
        facts=breach.facts,
        law=bound.law.law,
        national=bound.law.national,
    )


@lru_cache(maxsize=2048)
def _plan(law: Law, regime: Regime, purpose: Purpose) -> Plan:
    meant = (_bind(one, law) for one in law.rules if not one.applies_to or regime in one.applies_to)
    bound = [one for one in meant if purpose in one.rule.of]
    return Plan(
        whole=_asking(bound, Declaration),
        placed=tuple((name, _asking(bound, part)) for part, name in PLACED.items() if _is_asked(bound, part)),
        item=_asking(bound, GoodsItem),
        listed=tuple((name, _asking(bound, part)) for part, name in LISTED.items() if _is_asked(bound, part)),
        numbers=fused(one for one in bound if one.rule.code == NUMBERS),
    )


def _asking(bound: Iterable[Bound], subject: object) -> Ask:
    return fused(one for one in bound if one.rule.subject == subject)


def _is_asked(bound: Iterable[Bound], subject: object) -> bool:
    return any(one.rule.subject == subject for one in bound)


def _bind(one: RuleInForce, law: Law) -> Bound:
    rule = RULES.get(one.code)
    if rule is None:
        raise RuleUnknown(f"{one.code} is in force, but no such rule is known")
    numbers = {name: _number(law, one, name) for name in rule.numbers}
    return Bound(partial(rule.function, **numbers) if numbers else rule.function, rule, one)


def _number(law: Law, one: RuleInForce, name: str) -> Decimal:
    code = one.parameters.get(name)
    if code is None or code not in law.book.parameters:
        raise RuleUnknown(f"{one.code} needs a number called {name}")
    value = law.parameter(code).value
    if value is None:
        raise NotInForce(f"{code} is abolished, but {one.code} needs it")
    return value


def unmet(book: Lawbook) -> tuple[str, ...]:
    """What a country's rules in force need and its pack does not say, in words; empty where all is well."""
    said = []
    for one in book.rules:
        try:
            _bind(one, book.on(one.period.since))
        except LookupError as missing:
            said.append(str(missing))
    return tuple(said)
