"""Which lane a declaration takes: every rule in force is asked about every item, and chance has its share."""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final

import msgspec

from clearway.core.assess.assessment import Assessment
from clearway.core.facts.circumstances import Circumstances
from clearway.core.facts.declaration import Declaration
from clearway.core.kernel import canonical
from clearway.core.law.lawbook import Law, TargetingRule
from clearway.core.predicates import Predicate, PredicateRefused, fuse, parse
from clearway.core.predicates.compile import Fused
from clearway.core.target.columns import CATALOGUE, values_of
from clearway.core.target.rows import rows_of
from clearway.core.target.selection import LANES, Lane, Reason, Selection

#: Rules that select; a draft does nothing, a trial is counted by the back-test and does nothing here.
LIVE: Final = "live"
RANDOM_CLASS: Final = "Chosen at random, so that controls can be measured."


class Profile(msgspec.Struct, frozen=True):
    """The live rules of a day, fused into one function, the columns they ask for, and their hash."""

    rules: dict[str, TargetingRule]
    predicates: dict[str, Predicate]
    ask: Fused
    columns: frozenset[str]
    columns_of: dict[str, tuple[str, ...]]
    share: Decimal
    hash: str


def target(declaration: Declaration, law: Law, circumstances: Circumstances, assessment: Assessment) -> Selection:
    """The lane of a declaration and every reason for it; the strongest reason decides."""
    profile = profile_of(law)
    reasons = []
    for number, row in rows_of(declaration, circumstances, assessment, profile.columns):
        for code in profile.ask(row):
            rule = profile.rules[code]
            looked_at = values_of(row, profile.columns_of[code])
            reasons.append(Reason(code, number, _lane(rule.lane), rule.reason_class, rule.law, looked_at))
    stream = law.random_stream
    is_random = circumstances.draw < profile.share
    if is_random:
        reasons.append(Reason("RANDOM", 0, _lane(stream.lane), RANDOM_CLASS, stream.law))
    lane = max([reason.lane for reason in reasons], key=LANES.index, default=LANES[0])
    return Selection(lane, tuple(reasons), str(circumstances.draw), stream.share, is_random, profile.hash)


@lru_cache(maxsize=64)
def profile_of(law: Law) -> Profile:
    """The rules of selection that are live on a day, ready to be asked."""
    lists = law.book.named_lists
    rules = {rule.code: rule for rule in law.targeting if rule.status == LIVE}
    predicates = {code: parsed(rule, lists) for code, rule in rules.items()}
    columns_of = {code: predicate.columns for code, predicate in predicates.items()}
    return Profile(
        rules=rules,
        predicates=predicates,
        ask=fuse(list(predicates.items())),
        columns=frozenset(name for asked in columns_of.values() for name in asked),
        columns_of=columns_of,
        share=Decimal(law.random_stream.share),
        hash=_digest(rules, predicates, lists),
    )


def parsed(rule: TargetingRule, lists: Mapping[str, frozenset[str]]) -> Predicate:
    """A rule's condition, read against the published columns; ``PredicateRefused`` says what is wrong with it."""
    return parse(rule.sql, CATALOGUE, parameters=rule.parameters, lists=lists)


def check_rule(rule: TargetingRule, lists: Mapping[str, frozenset[str]]) -> str | None:
    """What is wrong with a rule's condition, in one line for its author; nothing where it can be asked."""
    try:
        predicate = parsed(rule, lists)
    except PredicateRefused as refusal:
        return str(refusal)
    unused = sorted(rule.parameters.keys() - predicate.parameters.keys())
    return f"The condition does not use the parameter {unused[0]}." if unused else None


def _digest(
    rules: dict[str, TargetingRule], predicates: dict[str, Predicate], lists: Mapping[str, frozenset[str]]
) -> str:
    """Everything that decides: conditions with their numbers, lanes, and the lists that are asked."""
    asked = {name for predicate in predicates.values() for name in predicate.lists}
    cards = [
        [rule.code, rule.lane, rule.sql, {name: str(value) for name, value in rule.parameters.items()}]
        for rule in rules.values()
    ]
    return canonical.digest_text([cards, {name: sorted(lists[name]) for name in asked}])


def _lane(name: str) -> Lane:
    return LANES[LANES.index(name)]
