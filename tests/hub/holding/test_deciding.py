"""A holder decides on line who may ask, and sees who did."""

from collections import Counter
from datetime import timedelta

import msgspec
import pytest

from clearway.hub.agreements import public as agreements
from clearway.hub.agreements.public import AgreementError, files
from clearway.hub.holding import public as holding
from clearway.platform.calendar import now
from clearway.platform.events import log
from clearway.platform.events.readers import Happened
from clearway.platform.notifications.deadlines import Due
from clearway.platform.notifications.models import Deadline
from clearway.registers.lawbook import public as lawbook
from tests.hub.boarding.agreeing import DESK, HOLDER, KIND, OTHER_HOLDER, approved, asked, today, wanted
from tests.portal.people import officer, signed_in, words

pytestmark = pytest.mark.usefixtures("country")


def _registry():  # type: ignore[no-untyped-def] # a browser of the tests.
    return signed_in(officer("data holder", HOLDER))


def test_a_proposal_waits_and_is_approved_and_everybody_reads_what_happened() -> None:
    one, client = asked("is_of_age", "address"), _registry()
    page = f"/holding/agreements/{one.number}/{one.version}"

    assert one.number in words(client.get("/holding"))
    assert client.post(page, {"verb": "approve"}).status_code == 302

    found = files.find(one.number, one.version)
    assert found is not None and found.state == "approved"
    assert one.number not in words(client.get("/holding"))
    assert one.number in words(client.get("/holding?show=in-use"))
    assert [told.facts["state"] for told in log.about(f"agreement/{one.number}")] == ["proposed", "approved"]


@pytest.mark.parametrize("verb", ["refuse", "suspend", "end"])
def test_without_a_reason_nothing_is_taken_away(verb: str) -> None:
    one = asked() if verb == "refuse" else approved()
    client, page = _registry(), f"/holding/agreements/{one.number}/{one.version}"
    before = files.find(one.number, one.version)

    answer = client.post(page, {"verb": verb, "reason": "  "})

    assert (answer.status_code, "AGR-004" in words(answer)) == (422, True)
    assert files.find(one.number, one.version) == before
    assert client.post(page, {"verb": verb, "reason": "An audit runs."}).status_code == 302
    assert "An audit runs." in words(client.get(page))


def test_a_suspended_agreement_is_taken_up_again_and_ended_for_good() -> None:
    one, client = approved(), _registry()
    page = f"/holding/agreements/{one.number}/{one.version}"
    for verb, state in (("suspend", "suspended"), ("resume", "approved"), ("end", "ended")):
        assert client.post(page, {"verb": verb, "reason": "Because."}).status_code == 302
        found = files.find(one.number, one.version)
        assert found is not None and found.state == state
    assert client.post(page, {"verb": "resume", "reason": ""}).status_code == 422


def test_a_new_version_shows_what_is_different_and_ends_the_one_before() -> None:
    first = approved("is_of_age")
    second = asked("address", number=first.number, in_office_hours=True)
    client = _registry()
    page = words(client.get(f"/holding/agreements/{second.number}/{second.version}"))

    assert f"What is different from {first.name}" in page
    changes = files.differences(first, second)
    assert [(one.name, one.gone, one.new) for one in changes] == [
        ("grants", ("is_of_age",), ("address",)), ("in_office_hours", ("no",), ("yes",)),
        ("assurance", ("1",), ("1",)),
    ][: len(changes)]  # fmt: skip

    client.post(f"/holding/agreements/{second.number}/{second.version}", {"verb": "approve"})
    assert [one.state for one in files.versions(first.number)] == ["approved", "ended"]


def test_another_holders_agreement_is_not_there() -> None:
    one = asked()
    stranger = signed_in(officer("data holder", OTHER_HOLDER))
    page = f"/holding/agreements/{one.number}/{one.version}"

    assert stranger.get(page).status_code == 404
    assert stranger.post(page, {"verb": "approve"}).status_code == 404
    assert one.number not in words(stranger.get("/holding?show=all"))


def test_what_a_privacy_officer_stopped_its_holder_cannot_take_up_again() -> None:
    one, client = approved(), _registry()
    agreements.stop(one.number, one.version, "Complaints.", by="user:privacy", at=now())
    page = f"/holding/agreements/{one.number}/{one.version}"

    answer = client.post(page, {"verb": "resume"})

    assert (answer.status_code, "AGR-005" in words(answer)) == (422, True)
    agreements.let_go_on(one.number, one.version, "Answered.", by="user:privacy", at=now())
    found = files.find(one.number, one.version)
    assert found is not None and (found.state, found.is_stopped) == ("approved", False)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"article": "CR-13"}, "AGR-007"),
        ({"article": "XX-1"}, "AGR-002"),
        ({"kind": "XXX-001"}, "AGR-002"),
        ({"grants": frozenset({"shoe_size"})}, "AGR-002"),
        ({"days": -1}, "AGR-006"),
    ],
)
def test_what_the_catalogue_does_not_bear_is_not_even_proposed(changes: dict[str, object], code: str) -> None:
    with pytest.raises(AgreementError) as refused:
        asked(**changes)  # type: ignore[arg-type] # some of them.
    assert refused.value.code == code


def test_the_end_of_an_agreement_is_announced_on_the_days_of_the_law_and_only_while_it_is_in_use() -> None:
    one = approved(days=40)
    subject = f"agreement/{one.number}"
    until = one.period.until
    assert until is not None
    first = Deadline.objects.get(subject=subject)
    days = (until - first.due_at.astimezone().date()).days
    assert days in (30, 31)
    files.tell_ending(Due(1, first.kind, subject, first.due_at, {}))
    told = log.about(subject)[-1]
    assert (told.type, told.facts["days"], told.facts["organisation"]) == ("agreements.ending.v1", 40, DESK)

    agreements.move(one.number, one.version, "ended", holder=HOLDER, reason="Over.", by="user:r", at=now())
    assert not Deadline.objects.filter(subject=subject).exists()


def test_a_refused_new_version_leaves_the_announcement_of_the_one_in_use() -> None:
    first = approved(days=40)
    second = asked("address", number=first.number)
    agreements.move(second.number, second.version, "refused", holder=HOLDER, reason="No.", by="user:r", at=now())
    assert Deadline.objects.filter(subject=f"agreement/{first.number}").exists()


def test_the_list_tells_what_ends_soon() -> None:
    one = approved(days=9)
    assert one.name in words(_registry().get("/holding"))


def test_numbers_follow_one_another_and_a_version_is_the_askers_own() -> None:
    one, two = asked(), asked()
    assert int(two.number[5:]) == int(one.number[5:]) + 1
    with pytest.raises(AgreementError, match=one.number):
        asked(number=one.number, organisation="DL700105")


def _looked(outcome: str, minutes: int, **changes: str) -> Happened:
    facts = {"holder": HOLDER, "organisation": DESK, "kind": KIND, "outcome": outcome, **changes}
    return Happened(1, now() + timedelta(minutes=minutes), "exchange.looked-up.v1", "person/P1", "official:1", facts)


def _counted() -> Counter[str]:
    """How often the desk has been answered and denied."""
    found: Counter[str] = Counter()
    for one in holding.of_organisations(HOLDER, today()):
        if one.organisation == DESK:
            found[one.outcome] += one.times
    return found


def test_look_ups_are_counted_by_organisation_kind_and_outcome_and_nobody_is_named() -> None:
    count = holding.READER.actions["exchange.looked-up.v1"]
    before, in_all = _counted(), sum(times for _day, times in holding.of_days(HOLDER, today()))
    count([_looked("answered", 0), _looked("answered", 0), _looked("denied", 0), _looked("answered", 0, holder="")])
    count([_looked("answered", 0)])

    assert _counted() - before == Counter({"answered": 3, "denied": 1})
    assert sum(times for _day, times in holding.of_days(HOLDER, today())) == in_all + 4
    page = words(_registry().get("/holding/usage"))
    assert "Trade Licensing Board" in page
    assert "P1" not in page


def test_a_systems_failures_are_counted_until_it_answers_again() -> None:
    count = holding.READER.actions["exchange.looked-up.v1"]
    count([_looked("answered", 0), _looked("holder-away", 1), _looked("denied", 2), _looked("holder-away", 3)])
    assert holding.health(HOLDER).away_in_a_row == 2
    count([_looked("holder-away", 4)])
    assert holding.health(HOLDER).away_in_a_row == 3
    count([_looked("holder-away", 5), _looked("not-found", 6)])
    health = holding.health(HOLDER)
    assert (health.away_in_a_row, health.answered_at) == (0, health.answered_at)
    assert "Answers" in words(_registry().get("/holding/system"))


def test_fields_have_smaller_questions_and_questions_have_none() -> None:
    kind = lawbook.current(now()).sharing.kinds[KIND]
    found = {one.field: one.instead for one in files.smaller(kind, ["born", "address", "is_of_age"])}
    assert found["born"] == ("is_of_age",)
    assert "is_of_age" not in found
    assert msgspec.structs.replace(wanted()).version == 0
