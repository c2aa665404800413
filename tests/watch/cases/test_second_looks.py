"""Blind second review, several findings at once, and what a government sets for itself."""

from datetime import timedelta

import pytest

from clearway.core.watch import NumberRefused
from clearway.platform.events import log
from clearway.watch.cases import actions, errors, models, queries, reviewing, together
from clearway.watch.cases import public as cases
from clearway.watch.cases.reach import days_in
from clearway.watch.findings import public as findings
from clearway.watch.rulebook.public import local
from tests.watch.cases.forgotten import TODAY, District
from tests.watch.country import instant

pytestmark = pytest.mark.django_db
AT, BY, HERE = instant(TODAY), "user:kim", "DL0101"
REACH = frozenset({HERE})
UNTIL = (TODAY + timedelta(days=30)).isoformat()


@pytest.fixture
def district() -> District:
    return District()


def drawn(district: District, case: str = "B1") -> tuple[int, int]:
    """An exclusion that was drawn: the finding and the review."""
    number = district.forgets(case)
    cases.exclude(
        number, "lawful", "Decision 12", UNTIL, book=district.book, today=TODAY, tenant=HERE, by=BY, at=AT,
        draw=lambda _: 0,
    )  # fmt: skip
    return number, queries.under_review([HERE])[number]


def reviewed(district: District, review: int, reason: str, *, by: str = "user:auditor") -> str:
    return reviewing.review(
        review, reason, "I have read the records.", book=district.book, reach=REACH, today=TODAY, by=by, at=AT
    )


def state(number: int) -> str:
    found = cases.find(number, [HERE])
    assert found is not None
    return found.state


def test_one_in_so_many_exclusions_is_drawn_as_the_law_says(district: District) -> None:
    number, asked = district.forgets(), []

    def draw(one_in: int) -> int:
        asked.append(one_in)
        return 1

    cases.exclude(
        number, "lawful", "Decision 12", UNTIL, book=district.book, today=TODAY, tenant=HERE, by=BY, at=AT, draw=draw
    )
    assert asked == [10] and queries.under_review([HERE]) == {}


def test_the_second_person_sees_nothing_of_the_first_decision(district: District) -> None:
    number, review = drawn(district)
    (asked,) = queries.reviews([HERE], but_not_of="user:auditor")

    assert (asked.number, asked.finding.number) == (review, number)
    assert "Decision 12" not in repr(asked) and "lawful" not in repr(asked) and BY not in repr(asked)
    assert queries.reviews([HERE], but_not_of=BY) == () and queries.reviews(["DL0102"], but_not_of="") == ()
    with pytest.raises(errors.ReviewOver):
        reviewed(district, review, "lawful", by=BY)
    with pytest.raises(errors.ReviewOver):
        reviewing.review(
            review, "", "No.", book=district.book, reach=frozenset({"DL0102"}), today=TODAY, by="user:x", at=AT
        )


def test_where_two_decide_alike_the_exclusion_stays(district: District) -> None:
    number, review = drawn(district)

    assert reviewed(district, review, "disaster") == "same" and state(number) == "excluded"
    with pytest.raises(errors.ReviewOver):
        reviewed(district, review, "")
    (quality,) = queries.quality([HERE])
    assert (quality.made, quality.reviewed, quality.alike, quality.reason) == (1, 1, 1, "lawful")


def test_where_they_differ_the_finding_waits_anew(district: District) -> None:
    number, review = drawn(district)

    assert reviewed(district, review, "") == "other" and state(number) == "waiting"
    told = [one.type.removeprefix("watch.") for one in log.about(f"finding/{number}")]
    assert told[-4:] == [
        "finding-excluded.v1", "review-asked.v1", "exclusion-reviewed.v1", "exclusion-lapsed.v1",
    ]  # fmt: skip
    assert queries.quality([HERE])[0].alike == 0


def test_a_review_that_comes_late_ends_no_later_exclusion(district: District) -> None:
    number, review = drawn(district)
    actions.lapse(models.Case.objects.get(pk=number), "changed", district.book, TODAY, AT)
    cases.exclude(
        number, "disaster", "Order 1", UNTIL, book=district.book, today=TODAY, tenant=HERE, by=BY, at=AT,
        draw=lambda _: 1,
    )  # fmt: skip

    assert reviewed(district, review, "") == "other" and state(number) == "excluded"
    made = {one.reason: (one.made, one.lapsed) for one in queries.quality([HERE])}
    assert made == {"disaster": (1, 0), "lawful": (1, 1)}


def test_several_are_done_at_once_each_on_record_or_none(district: District) -> None:
    numbers = [district.forgets(case) for case in ("B1", "B2")]
    assert together.check_all(numbers, "Letters were sent.", tenant=HERE, by=BY, at=AT) == 2
    assert [state(one) for one in numbers] == ["checked", "checked"]

    with pytest.raises(errors.FindingUnknown):
        together.exclude_all(
            [*numbers, 999_999],
            "lawful",
            "Order 1",
            UNTIL,
            book=district.book,
            today=TODAY,
            tenant=HERE,
            by=BY,
            at=AT,
        )
    assert [state(one) for one in numbers] == ["checked", "checked"]
    together.exclude_all(
        numbers, "lawful", "Order 1", UNTIL, book=district.book, today=TODAY, tenant=HERE, by=BY, at=AT
    )
    for number in numbers:
        assert [one.evidence for one in cases.steps(number) if one.kind == "excluded"] == ["Order 1"]
    for wrong in ([], range(1, 60)):
        with pytest.raises(errors.NothingChosen):
            together.check_all(list(wrong), "Hm.", tenant=HERE, by=BY, at=AT)


def test_a_government_sets_its_days_within_the_ministrys_limits(district: District) -> None:
    def sets(code: str, amount: str) -> None:
        said = local.Said(code, amount, TODAY.isoformat(), "Order 4")
        findings.local.set_number(said, book=district.book, tenant=HERE, by=BY, at=AT)

    for wrong in ("6", "22", "many", "-7"):
        with pytest.raises(NumberRefused):
            sets("answer_days_warning", wrong)
    with pytest.raises(NumberRefused):
        sets("acquisition_surcharge", "7")
    sets("answer_days_warning", "7")

    found = cases.find(district.forgets(), [HERE])
    assert found is not None and found.due == TODAY + timedelta(days=7)
    assert days_in(district.book, "DL0102", "answer_days_warning", TODAY) == 14
    sets("answer_days_warning", "")
    assert days_in(district.book, HERE, "answer_days_warning", TODAY) == 14
