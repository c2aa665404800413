"""Random worlds of agreements, consents and questions, small enough that every condition is met and missed."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import strategies as st

from clearway.core.control import OfficeHours
from clearway.core.kernel.period import Period
from clearway.core.law.country import Calendar
from clearway.core.law.information import Article, Field, InformationKind, Predicate
from clearway.core.share import Agreement, Case, Consent, Question, World

ZONE = timezone(timedelta(hours=7))
HOURS = OfficeHours(Calendar(frozenset({6, 7}), {}), ZONE, timedelta(hours=8), timedelta(hours=17))
FIRST = datetime(2026, 11, 20, 0, tzinfo=UTC)
ALWAYS = Period(date(2020, 1, 1))
FIELDS = {
    "name": Field("name", {}, sensitivity="plain"),
    "address": Field("address", {}),
    "debt": Field("debt", {}, "amount", "special"),
}
PREDICATES = {"owes_much": Predicate("owes_much", {}, "debt", "at-least", bound="1000")}
NAMES = st.frozensets(st.sampled_from(["name", "address", "debt", "owes_much", "unheard"]), max_size=3)
SOME_NAMES = st.frozensets(st.sampled_from(["name", "address", "debt", "owes_much"]), min_size=1, max_size=4)
INSTANTS = st.integers(0, 4 * 24).map(lambda hours: FIRST + timedelta(hours=hours))
DAYS = st.integers(-2, 4).map(lambda days: (FIRST + timedelta(days=days)).date())
PERIODS = st.one_of(st.just(ALWAYS), st.builds(Period, DAYS, st.one_of(st.none(), DAYS)))
ARTICLE_CODES = st.sampled_from(["A1", "A2"])

KIND = InformationKind("K1", "H1", "person", {}, "number", FIELDS, PREDICATES, ALWAYS, "law", 24, Decimal(0))
OTHER = InformationKind("K2", "H2", "person", {}, "number", FIELDS, PREDICATES, Period(date(2026, 11, 21)), "law", 24)

agreements = st.builds(
    Agreement,
    number=st.sampled_from(["1", "2"]),
    version=st.integers(1, 2),
    kind=st.sampled_from(["K1", "K1", "K2"]),
    organisation=st.sampled_from(["O1", "O1", "O2"]),
    article=ARTICLE_CODES,
    grants=SOME_NAMES,
    roles=st.frozensets(st.sampled_from(["clerk", "judge"]), min_size=1),
    period=PERIODS,
    state=st.sampled_from(["approved", "approved", "approved", "proposed", "suspended", "ended"]),
    offices=st.frozensets(st.sampled_from(["F1", "F2"]), max_size=1),
    case_kinds=st.frozensets(st.sampled_from(["loan", "licence"]), max_size=1),
    exemption=st.sampled_from(["", "", "A2"]),
    in_office_hours=st.booleans(),
    emergency=st.booleans(),
    assurance=st.sampled_from([1, 1, 2]),
)
consents = st.builds(
    Consent,
    number=st.sampled_from(["C1", "C2"]),
    subject=st.sampled_from(["P1", "P1", "P2"]),
    organisation=st.sampled_from(["O1", "O1", "O2"]),
    kind=st.sampled_from(["K1", "K1", "K2"]),
    article=ARTICLE_CODES,
    grants=SOME_NAMES,
    since=INSTANTS,
    until=st.one_of(st.none(), INSTANTS),
    withdrawn_at=st.one_of(st.none(), INSTANTS),
)
cases = st.builds(
    Case,
    number=st.just("N1"),
    kind=st.sampled_from(["loan", "licence"]),
    subjects=st.frozensets(st.sampled_from(["P1", "P2"]), max_size=1),
    is_open=st.sampled_from([True, True, False]),
)
questions = st.builds(
    Question,
    kind=st.sampled_from(["K1", "K1", "K1", "K2", "K3"]),
    names=NAMES,
    subject=st.just("P1"),
    organisation=st.just("O1"),
    office=st.sampled_from(["F1", "F2"]),
    official=st.just("user:o"),
    roles=st.frozensets(st.sampled_from(["clerk", "judge"]), max_size=2),
    article=ARTICLE_CODES,
    at=INSTANTS,
    assurance=st.sampled_from([1, 2, 3, 3]),
    case=st.one_of(st.none(), cases),
    emergency=st.sampled_from(["", "", "a child is missing"]),
)
worlds = st.builds(
    World,
    kinds=st.just({"K1": KIND, "K2": OTHER}),
    articles=st.fixed_dictionaries(
        {"A1": st.builds(Article, st.just("A1"), st.just({}), st.just("law"), PERIODS)},
        optional={"A2": st.builds(Article, st.just("A2"), st.just({}), st.just("law"), PERIODS)},
    ),
    agreements=st.lists(agreements, max_size=4),
    consents=st.lists(consents, max_size=4),
    hours=st.just(HOURS),
)


def drawn(chance: Random) -> tuple[Question, World]:
    """A question and a world from the same choices, drawn without keeping how: hundreds of times as fast.

    Drawn freely nearly every world lacks something. Most are therefore drawn close to one that allows: each thing
    is as it must be, but for a few.
    """
    pick, flip = chance.choice, chance.random
    closeness = pick((0.0, 0.7, 0.9, 0.97))

    def but(right: Any, other: Callable[[], Any]) -> Any:
        return right if flip() < closeness else other()

    def some(of: tuple[str, ...], least: int, most: int) -> frozenset[str]:
        return frozenset(chance.sample(of, chance.randint(least, most)))

    def instant() -> datetime:
        return FIRST + timedelta(hours=chance.randint(0, 4 * 24))

    def day() -> date:
        return (FIRST + timedelta(days=chance.randint(-2, 4))).date()

    def period() -> Period:
        return but(ALWAYS, lambda: Period(day(), but(None, day)))

    everything = frozenset(FIELDS) | frozenset(PREDICATES)
    known, roles = tuple(sorted(everything)), frozenset({"clerk", "judge"})
    rules = [
        Agreement(
            pick("12"), pick((1, 2)), but("K1", lambda: "K2"), but("O1", lambda: "O2"), but("A1", lambda: "A2"),
            but(everything, lambda: some(known, 1, 4)), but(roles, lambda: frozenset({"judge"})),
            period(), but("approved", lambda: pick(("proposed", "suspended", "ended"))), some(("F1", "F2"), 0, 1),
            some(("loan", "licence"), 0, 1), pick(("", "", "A2")), flip() < 0.5, flip() < 0.5, pick((1, 1, 2)),
        )
        for _ in range(chance.randint(0, 3))
    ]  # fmt: skip
    given = [
        Consent(
            pick(("C1", "C2")), but("P1", lambda: "P2"), but("O1", lambda: "O2"), but("K1", lambda: "K2"),
            but("A1", lambda: "A2"), but(everything, lambda: some(known, 1, 4)), but(FIRST, instant),
            but(None, instant), but(None, instant),
        )
        for _ in range(chance.randint(0, 3))
    ]  # fmt: skip
    case = Case("N1", pick(("loan", "licence")), some(("P1", "P2"), 0, 1), but(True, lambda: False))
    names = but(frozenset({"name"}), lambda: some((*known, "unheard"), 0, 3))
    mine = but(frozenset({"clerk"}), lambda: some(("clerk", "judge"), 0, 2))
    question = Question(
        but("K1", lambda: pick(("K1", "K2", "K3"))), names, "P1", "O1", pick(("F1", "F2")), "user:o", mine,
        but("A1", lambda: "A2"), instant(), but(3, lambda: pick((1, 2))), but(case, lambda: None),
        pick(("", "", "", "a child is missing")),
    )  # fmt: skip
    articles = {code: Article(code, {}, "law", period()) for code in but(("A1", "A2"), lambda: ("A1",))}
    return question, World({"K1": KIND, "K2": OTHER}, articles, rules, given, HOURS)
