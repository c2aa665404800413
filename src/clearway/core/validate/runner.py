"""All rules in force, asked at once; the answer is every finding, in the order of the document."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import lru_cache, partial
from itertools import groupby
from typing import NamedTuple

from clearway.core.facts.circumstances import Circumstances
from clearway.core.facts.declaration import Declaration, Purpose, Regime
from clearway.core.kernel.finding import Finding
from clearway.core.law.lawbook import Law, Lawbook, RuleInForce
from clearway.core.law.parameter import NotInForce
from clearway.core.validate.background import Background
from clearway.core.validate.places import Position, settle
from clearway.core.validate.rule import Breach, Outcome, Rule
from clearway.core.validate.rules import RULES
from clearway.core.validate.treatment import Treatment

#: The one rule that can be asked of numbers that no other rule can reckon with.
NUMBERS = "NUM-001"


class RuleUnknown(LookupError):
    """A country puts a rule in force that the core does not know, or does not say its numbers."""


class Bound(NamedTuple):
    """A rule together with the law that puts it in force; its numbers are filled in."""

    ask: Callable[..., Outcome]
    rule: Rule
    law: RuleInForce


class Group(NamedTuple):
    """Rules that take the same help: what they are asked by, and the rules themselves, in the same order."""

    helps: tuple[type, ...]
    asks: tuple[Callable[..., Outcome], ...]
    rules: tuple[Bound, ...]


class Plan(NamedTuple):
    """The rules to ask of one kind of declaration: some once, some of every item, one before all others."""

    once: tuple[Group, ...]
    items: tuple[Group, ...]
    numbers: tuple[Group, ...]


def validate(declaration: Declaration, law: Law, circumstances: Circumstances) -> tuple[Finding, ...]:
    """Every finding of every rule in force on the day, in document order."""
    plan = _plan(law, declaration.regime, declaration.purpose)
    background = Background(declaration, law, circumstances)
    if background.odd_numbers:
        return _ordered(declaration, _ask_once(plan.numbers, background))
    found = _ask_once(plan.once, background)
    for position, treatment in enumerate(background.treatments, start=1):
        found += _ask_item(plan.items, background, treatment, position)
    return _ordered(declaration, found) if found else ()


Found = tuple[Bound, Breach, str]


def _ask_once(groups: tuple[Group, ...], background: Background) -> list[Found]:
    given: dict[type, object] = {
        Law: background.law,
        Circumstances: background.circumstances,
        Background: background,
    }
    return _ask(groups, background.declaration, given, "")


def _ask_item(groups: tuple[Group, ...], background: Background, treatment: Treatment, position: int) -> list[Found]:
    given: dict[type, object] = {
        Declaration: background.declaration,
        Law: background.law,
        Circumstances: background.circumstances,
        Background: background,
        Treatment: treatment,
    }
    return _ask(groups, treatment.item, given, f"goods_shipment/items/{position}/")


def _ask(groups: tuple[Group, ...], subject: object, given: dict[type, object], prefix: str) -> list[Found]:
    found: list[Found] = []
    for group in groups:
        outcomes = _outcomes(group.asks, subject, [given[one] for one in group.helps])
        # Nearly always every rule of a group is silent, and counting is the fastest way to see it.
        if outcomes.count(None) == len(outcomes):
            continue
        for bound, outcome in zip(group.rules, outcomes, strict=True):
            if outcome is not None:
                found += _breaches(bound, outcome, prefix)
    return found


def _outcomes(asks: tuple[Callable[..., Outcome], ...], subject: object, help: list[object]) -> list[Outcome]:
    """The answers of all rules of a group; written out by number of arguments because this is the hot path."""
    if not help:
        return [ask(subject) for ask in asks]
    if len(help) == 1:
        first = help[0]
        return [ask(subject, first) for ask in asks]
    return [ask(subject, *help) for ask in asks]


def _breaches(bound: Bound, outcome: Breach | Iterable[Breach], prefix: str) -> list[Found]:
    if isinstance(outcome, Breach):
        return [(bound, outcome, prefix)]
    return [(bound, breach, prefix) for breach in outcome]


def _ordered(declaration: Declaration, found: list[Found]) -> tuple[Finding, ...]:
    placed: list[tuple[Position, str, Finding]] = []
    for bound, breach, prefix in found:
        path, position = settle(declaration, prefix + breach.at)
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
        once=_groups(one for one in bound if one.rule.scope == "declaration"),
        items=_groups(one for one in bound if one.rule.scope == "item"),
        numbers=_groups(one for one in bound if one.rule.code == NUMBERS),
    )


def _groups(bound: Iterable[Bound]) -> tuple[Group, ...]:
    def taken(one: Bound) -> list[str]:
        return [help.__name__ for help in one.rule.helps]

    found = []
    for _, together in groupby(sorted(bound, key=taken), key=taken):
        rules = tuple(together)
        found.append(Group(rules[0].rule.helps, tuple(one.ask for one in rules), rules))
    return tuple(found)


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
