"""Which lane a declaration takes: every rule in force is asked about every item, and chance has its share."""

from decimal import Decimal
from functools import lru_cache
from typing import Final

import msgspec

from clearway.core.assess.assessment import Assessment
from clearway.core.facts.circumstances import Circumstances
from clearway.core.facts.declaration import Declaration
from clearway.core.kernel import canonical
from clearway.core.law.lawbook import Law, TargetingRule
from clearway.core.predicates import Predicate, fuse, parse
from clearway.core.predicates.compile import Fused
from clearway.core.target.columns import CATALOGUE, rows_of, values_of
from clearway.core.target.selection import LANES, Lane, Reason, Selection

#: Rules that select; a draft does nothing, a trial is counted by the back-test and does nothing here.
LIVE: Final = "live"
RANDOM_CLASS: Final = "Chosen at random, so that controls can be measured."


class Profile(msgspec.Struct):
    """The live rules of a day, fused into one function, and their hash."""

    rules: dict[str, TargetingRule]
    predicates: dict[str, Predicate]
    ask: Fused
    hash: str


def target(declaration: Declaration, law: Law, circumstances: Circumstances, assessment: Assessment) -> Selection:
    """The lane of a declaration and every reason for it; the strongest reason decides."""
    profile = profile_of(law)
    reasons = []
    for number, row in rows_of(declaration, circumstances, assessment):
        for code in profile.ask(row):
            rule = profile.rules[code]
            looked_at = values_of(row, profile.predicates[code].columns)
            reasons.append(Reason(code, number, _lane(rule.lane), rule.reason_class, rule.law, looked_at))
    stream = law.random_stream
    is_random = circumstances.draw < Decimal(stream.share)
    lanes = {reason.lane for reason in reasons}
    if is_random:
        lanes.add(_lane(stream.lane))
        reasons.append(Reason("RANDOM", 0, _lane(stream.lane), RANDOM_CLASS, stream.law))
    lane = max(lanes, key=LANES.index, default=LANES[0])
    return Selection(lane, tuple(reasons), str(circumstances.draw), stream.share, is_random, profile.hash)


@lru_cache(maxsize=64)
def profile_of(law: Law) -> Profile:
    """The rules of selection that are live on a day, ready to be asked."""
    rules = {rule.code: rule for rule in law.targeting if rule.status == LIVE}
    predicates = {code: parsed(rule, law.book.named_lists) for code, rule in rules.items()}
    digest = canonical.digest_text([[code, rule.lane, rule.sql] for code, rule in rules.items()])
    return Profile(rules, predicates, fuse(list(predicates.items())), digest)


def parsed(rule: TargetingRule, lists: dict[str, frozenset[str]]) -> Predicate:
    """A rule's condition, read against the published columns; ``PredicateRefused`` says what is wrong with it."""
    return parse(rule.sql, CATALOGUE, parameters=rule.parameters, lists=lists)


def _lane(name: str) -> Lane:
    return next(lane for lane in LANES if lane == name)
