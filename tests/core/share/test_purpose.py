"""Nothing is looked up without a live rule, and a denial says what would pass."""

import os
from collections import Counter
from datetime import date, datetime, timedelta
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clearway.core.kernel.period import Period
from clearway.core.law.information import Article
from clearway.core.share import Agreement, Case, Consent, Question, Ruling, World, decide
from clearway.core.share import purpose as codes
from tests.core.share.worlds import ALWAYS, FIRST, HOURS, KIND, ZONE, drawn, questions, worlds

#: Worlds that are drawn from a seed; and those by which Hypothesis looks for the smallest that fails.
WORLDS, EXAMPLES = (100_000 if os.environ.get("CLEARWAY_PROVE") == "1" else 10_000), 1000
NOON = datetime(2026, 11, 20, 12, tzinfo=ZONE)
ARTICLES = {code: Article(code, {}, "law", ALWAYS) for code in ("A1", "A2")}
RULE = Agreement(
    "1", 1, "K1", "O1", "A1", frozenset({"name", "address"}), frozenset({"clerk"}), ALWAYS, state="approved",
    offices=frozenset({"F1"}), case_kinds=frozenset({"loan"}), in_office_hours=True,
)  # fmt: skip
CONSENT = Consent("C1", "P1", "O1", "K1", "A1", frozenset({"name", "address"}), FIRST - timedelta(days=1))
QUESTION = Question(
    "K1", frozenset({"name"}), "P1", "O1", "F1", "user:o", frozenset({"clerk"}), "A1", NOON, 2,
    case=Case("N1", "loan", frozenset({"P1"})),
)  # fmt: skip


def _world(*rules: Agreement, consents: tuple[Consent, ...] = (CONSENT,)) -> World:
    return World({"K1": KIND}, ARTICLES, rules or (RULE,), consents, HOURS)


def _changed(**changes: object) -> Question:
    return msgspec.structs.replace(QUESTION, **changes)


def _codes(question: Question, world: World | None = None) -> list[str]:
    return [one.code for one in decide(question, world or _world()).denials]


def test_a_look_up_rests_on_a_rule_and_a_consent() -> None:
    ruling = decide(QUESTION, _world())

    assert (ruling.is_allowed, ruling.rule, ruling.basis, ruling.basis_is) == (True, "1/1", "consent", "C1")


def test_without_any_rule_it_is_denied() -> None:
    world = World({"K1": KIND}, ARTICLES, (), (CONSENT,), HOURS)

    assert _codes(QUESTION, world) == [codes.NO_AGREEMENT]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": "K9"}, codes.UNKNOWN),
        ({"organisation": "O9"}, codes.NO_AGREEMENT),
        ({"article": "A2"}, codes.OTHER_ARTICLE),
        ({"names": frozenset({"name", "debt"}), "assurance": 3}, codes.NOT_GRANTED),
        ({"names": frozenset()}, codes.NOT_GRANTED),
        ({"roles": frozenset({"judge"})}, codes.OTHER_ROLE),
        ({"office": "F2"}, codes.OTHER_OFFICE),
        ({"case": None}, codes.NO_CASE),
        ({"case": Case("N1", "licence")}, codes.OTHER_CASE),
        ({"case": Case("N1", "loan", frozenset({"P2"}))}, codes.OTHER_CASE),
        ({"case": Case("N1", "loan", is_open=False)}, codes.OTHER_CASE),
        ({"at": NOON + timedelta(hours=6)}, codes.CLOSED_HOURS),
        ({"at": NOON + timedelta(days=1)}, codes.CLOSED_HOURS),
        ({"subject": "P9", "case": Case("N1", "loan")}, codes.NO_CONSENT),
        ({"emergency": "a child is missing"}, codes.NO_EMERGENCY),
    ],
)
def test_each_condition_is_asked_alone(changes: dict[str, object], code: str) -> None:
    found = _codes(_changed(**changes))

    assert code in found
    assert set(found) <= {code, codes.NO_CONSENT, codes.OTHER_CONSENT, codes.EXPIRED}


def test_what_is_sensitive_needs_somebody_the_house_is_sure_of() -> None:
    rule = msgspec.structs.replace(RULE, grants=frozenset({"debt"}), exemption="A2")
    asked = _changed(names=frozenset({"debt"}))

    assert _codes(asked, _world(rule)) == [codes.NOT_SURE_ENOUGH]
    assert decide(msgspec.structs.replace(asked, assurance=3), _world(rule)).basis == "exemption"


@pytest.mark.parametrize(
    ("consent", "code"),
    [
        ({"withdrawn_at": NOON}, codes.WITHDRAWN),
        ({"until": NOON}, codes.EXPIRED),
        ({"grants": frozenset({"address"})}, codes.OTHER_CONSENT),
        ({"subject": "P2"}, codes.NO_CONSENT),
    ],
)
def test_why_a_consent_does_not_serve_is_said(consent: dict[str, object], code: str) -> None:
    assert _codes(QUESTION, _world(consents=(msgspec.structs.replace(CONSENT, **consent),))) == [code]


def test_an_emergency_stands_for_case_hours_and_consent_and_for_nothing_else() -> None:
    rule = msgspec.structs.replace(RULE, emergency=True)
    asked = _changed(emergency="a child is missing", case=None, at=NOON + timedelta(hours=12))

    assert decide(asked, _world(rule, consents=())).basis == "emergency"
    assert _codes(msgspec.structs.replace(asked, roles=frozenset()), _world(rule, consents=())) == [codes.OTHER_ROLE]


def test_the_nearest_rule_is_explained() -> None:
    far = msgspec.structs.replace(RULE, number="0", state="ended", offices=frozenset({"F2"}))

    ruling = decide(_changed(article="A2"), _world(far, RULE))

    assert [(one.code, one.rule) for one in ruling.denials if one.code != codes.NO_CONSENT] == [
        (codes.OTHER_ARTICLE, "1/1")
    ]


@settings(max_examples=EXAMPLES)
@given(question=questions, world=worlds)
def test_no_look_up_without_a_live_rule_and_no_live_rule_without_a_look_up(question: Question, world: World) -> None:
    _check(question, world)


def test_no_look_up_without_a_live_rule_in_many_worlds() -> None:
    chance = Random(20261120)
    met: Counter[str] = Counter()
    for _ in range(WORLDS):
        ruling = _check(*drawn(chance))
        met.update([ruling.basis, *(one.code for one in ruling.denials)])

    # Each basis and each denial was met often enough to say something of it.
    assert all(met[one] > WORLDS / 1000 for one in ("consent", "exemption", "emergency", *codes.SENTENCES)), met


def _check(question: Question, world: World) -> Ruling:
    """Deciding agrees with the law as it is read out, and says why."""
    ruling = decide(question, world)

    assert ruling.is_allowed == any(_is_live(rule, question, world) for rule in world.agreements)
    assert ruling.is_allowed != bool(ruling.denials)
    if ruling.basis == "consent":
        assert any(one.number == ruling.basis_is and one.holds(question.at) for one in world.consents)
    if not ruling.is_allowed:
        assert all(one.sentence.format(**one.facts) and one.passes.format(**one.facts) for one in ruling.denials)
    return ruling


def _is_live(rule: Agreement, question: Question, world: World) -> bool:
    """The law as a lawyer would read it out, condition by condition, apart from how it is decided."""
    day = question.at.astimezone(ZONE).date()
    kind = world.kinds.get(question.kind)
    if kind is None or not kind.period.covers(day) or rule.kind != question.kind:
        return False
    levels = {"name": 1, "address": 2, "debt": 3, "owes_much": 1}
    is_asker_right = (
        rule.organisation == question.organisation
        and any(role in rule.roles for role in question.roles)
        and (not rule.offices or question.office in rule.offices)
        and question.assurance >= max([rule.assurance, *(levels.get(name, 1) for name in question.names)])
    )
    is_law_in_force = all(
        code in world.articles and world.articles[code].period.covers(day)
        for code in ([rule.article, rule.exemption] if rule.exemption else [rule.article])
    )
    is_rule_live = rule.state == "approved" and rule.period.covers(day) and rule.article == question.article
    is_granted = bool(question.names) and all(name in rule.grants for name in question.names)
    if not (is_asker_right and is_law_in_force and is_rule_live and is_granted):
        return False
    if question.emergency:
        return rule.emergency
    return _has_occasion(rule, question) and (bool(rule.exemption) or _is_consented(rule, question, world))


def _has_occasion(rule: Agreement, question: Question) -> bool:
    local = question.at.astimezone(ZONE)
    if rule.in_office_hours and not (local.isoweekday() < 6 and 8 <= local.hour < 17):
        return False
    if not rule.case_kinds:
        return True
    case = question.case
    return bool(
        case and case.is_open and case.kind in rule.case_kinds and question.subject in (case.subjects or {"P1"})
    )


def _is_consented(rule: Agreement, question: Question, world: World) -> bool:
    return any(
        one.since <= question.at
        and (one.until is None or question.at < one.until)
        and (one.withdrawn_at is None or question.at < one.withdrawn_at)
        and (one.subject, one.organisation, one.kind, one.article)
        == (question.subject, rule.organisation, rule.kind, rule.article)
        and all(name in one.grants for name in question.names)
        for one in world.consents
    )


@given(question=questions, world=worlds, extra=st.lists(st.sampled_from(["approve", "widen"]), max_size=1))
def test_a_rule_more_never_takes_away_what_was_allowed(question: Question, world: World, extra: list[str]) -> None:
    more = [*world.agreements, msgspec.structs.replace(RULE, number="9", period=Period(date(2026, 1, 1)))]

    if decide(question, world).is_allowed:
        assert decide(question, msgspec.structs.replace(world, agreements=more)).is_allowed
