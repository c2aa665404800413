"""What officials do about findings: it is on record, it is kept to their government, and only records settle."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model

from clearway.platform.events import log
from clearway.platform.identity.actor import Actor
from clearway.platform.notifications.models import Notice
from clearway.watch.cases import actions, errors
from clearway.watch.cases import public as cases
from clearway.watch.cases.public import CaseError, Standing
from tests.watch.cases.forgotten import DESK, TODAY, District
from tests.watch.country import instant

pytestmark = pytest.mark.django_db
AT, BY, HERE = instant(TODAY), "user:kim", "DL0101"


@pytest.fixture
def district() -> District:
    return District()


def standing(number: int) -> Standing:
    found = cases.find(number, [HERE])
    assert found is not None
    return found


def excluded(
    district: District, number: int, *, until: date = TODAY + timedelta(days=30), reason: str = "lawful"
) -> None:
    cases.exclude(
        number, "lawful", "Decision 12/2026", until.isoformat(), book=district.book, today=district.day, tenant=HERE,
        by=BY, at=AT,
    )  # fmt: skip


def test_a_finding_that_is_told_has_a_day_by_which_the_law_wants_it_settled(district: District) -> None:
    number = district.forgets()

    assert (standing(number).state, standing(number).due) == ("waiting", TODAY + timedelta(days=14))
    assert standing(number).owner == DESK


def test_what_was_done_is_on_record_and_only_the_records_settle(district: District) -> None:
    number = district.forgets()
    cases.check(number, "The owner never declared it.", tenant=HERE, by=BY, at=AT)
    cases.act(number, "A form was sent.", tenant=HERE, by=BY, at=AT)

    assert (standing(number).state, standing(number).finding.state) == ("acted", "open")
    district.taxes()
    assert standing(number).finding.state == "settled"
    told = [one.type for one in log.about(f"finding/{number}")]
    assert told[-3:] == ["watch.finding-checked.v1", "watch.finding-acted-on.v1", "watch.finding-settled.v1"]
    assert [one.text for one in cases.steps(number)] == ["The owner never declared it.", "A form was sent."]
    with pytest.raises(errors.FindingOver):
        cases.act(number, "Again.", tenant=HERE, by=BY, at=AT)


def test_another_government_has_no_such_finding(district: District) -> None:
    number = district.forgets()

    assert cases.find(number, ["DL0102"]) is None
    with pytest.raises(errors.FindingUnknown):
        cases.act(number, "Not mine.", tenant="DL0102", by=BY, at=AT)


def test_an_exclusion_ends_with_its_day_and_the_days_run_anew(district: District) -> None:
    number = district.forgets()
    excluded(district, number, until=TODAY + timedelta(days=3))

    district.comes(TODAY + timedelta(days=3))
    assert standing(number).state == "excluded", "its last day is one of its days"
    district.comes(TODAY + timedelta(days=4))

    assert (standing(number).state, standing(number).due) == ("waiting", TODAY + timedelta(days=18))
    assert log.about(f"finding/{number}")[-1].facts["cause"] == "ended"


def test_an_exclusion_ends_when_a_record_on_which_it_rests_changes(district: District) -> None:
    number = district.forgets()
    excluded(district, number)
    assert actions.lapse_changed([number], district.book, today=TODAY, at=AT) == 0

    permit = {"building_permits": {"permit": "P-B1", "building": "B1", "kind": "new", "declared_value": "5000000",
              "owner": "P1", "permitted_on": "2025-01-01", "use_approved_on": "2026-05-04"}}  # fmt: skip
    district.tells(permit)
    assert actions.lapse_changed([number], district.book, today=TODAY, at=AT) == 1

    assert standing(number).state == "waiting"
    assert cases.steps(number)[-1].reason == "changed"


@pytest.mark.parametrize(
    ("reason", "evidence", "until", "code"),
    [
        ("because", "D", "2026-12-01", "CAS-004"),
        ("lawful", " ", "2026-12-01", "CAS-005"),
        ("lawful", "x" * 2001, "2026-12-01", "CAS-005"),
        ("lawful", "D", "2026-11-20", "CAS-006"),
        ("lawful", "D", "2027-11-21", "CAS-006"),
        ("lawful", "D", "soon", "CAS-006"),
    ],
)
def test_an_exclusion_needs_a_reason_evidence_and_a_day(
    district: District, reason: str, evidence: str, until: str, code: str
) -> None:
    number = district.forgets()

    with pytest.raises(CaseError) as refused:
        cases.exclude(
            number, reason, evidence, until, book=district.book, today=TODAY, tenant=HERE, by=BY, at=AT
        )  # fmt: skip

    assert refused.value.code == code
    assert standing(number).state == "waiting"


def test_the_manager_hears_once_of_what_is_late_and_never_of_what_is_excepted(district: District) -> None:
    get_user_model().objects.get_or_create(username="w-manager", defaults={"language": "ko"})
    late, excepted = district.forgets("B1"), district.forgets("B2")
    excluded(district, excepted, until=TODAY + timedelta(days=17))

    district.comes(TODAY + timedelta(days=14))
    assert standing(late).escalated_at is None
    district.comes(TODAY + timedelta(days=15))
    district.comes(TODAY + timedelta(days=16))

    events = [one.type for one in log.about(f"finding/{late}")]
    assert events.count("watch.finding-escalated.v1") == 1
    assert "watch.finding-escalated.v1" not in [one.type for one in log.about(f"finding/{excepted}")]
    assert cases.waiting([HERE], district.day) == (1, 1)
    assert _told_late(late) == ["2026-12-04"] and _told_late(excepted) == []

    district.comes(TODAY + timedelta(days=18))
    district.comes(TODAY + timedelta(days=40))
    assert _told_late(late) == ["2026-12-04"]
    assert len(_told_late(excepted)) == 1, "an exception that is over has days of its own"


def _told_late(number: int) -> list[str]:
    """The days by which a finding was to be settled, as its manager was told that they had passed."""
    rows = Notice.objects.filter(kind="watch.late", subject=f"finding/{number}", user__username="w-manager")
    return [one.source.rpartition("/")[2] for one in rows]


def test_who_is_named_for_a_desk_has_its_findings_and_a_stranger_cannot_be(district: District) -> None:
    number = district.forgets()
    assert [one.finding.number for one in cases.listed([HERE], official="")] == [number]

    with pytest.raises(errors.OfficialUnknown):
        cases.name_official(DESK, "lee", tenant=HERE, among=("kim",), by=BY, at=AT)
    cases.name_official(DESK, "kim", tenant=HERE, among=("kim",), by=BY, at=AT)

    assert cases.listed([HERE], official="") == ()
    assert [one.finding.number for one in cases.listed([HERE], official="kim")] == [number]
    assert [(one.owner, one.official, one.waiting) for one in cases.posts(HERE)] == [(DESK, "kim", 1)]


def test_an_auditor_sees_what_lies_within_and_others_their_own(district: District) -> None:
    book = district.book
    auditor = frozenset({"watch:audit"})

    assert cases.reach(book, Actor(name="a", office="DL0101", permissions=auditor)) == {"DL0101"}
    assert cases.reach(book, Actor(name="m", office="DL01")) == {"DL01"}
    within = cases.reach(book, Actor(name="a", office="DL01", permissions=auditor))
    assert {"DL01", "DL0101", "DL0124"} <= within and "DL0201" not in within and "DL" not in within
    assert len(cases.reach(book, Actor(name="a", office="DL", permissions=auditor))) == len(book.tenants)
    assert cases.reach(book, Actor(name="c", office="DL000101", permissions=auditor)) == frozenset()


def test_what_stands_is_counted_by_government_and_scenario(district: District) -> None:
    district.forgets("B1")
    excluded(district, district.forgets("B2"))
    district.forgets("B3")
    district.taxes("B3")

    (found,) = cases.tallies([HERE], TODAY)

    assert (found.open, found.late, found.excluded, found.settled, found.lapsed) == (1, 0, 1, 1, 0)
    assert found.money == "36000.00"
    assert cases.tallies(["DL0102"], TODAY) == ()
