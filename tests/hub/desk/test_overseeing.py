"""A manager sees what the organisation's officials looked up, reviews their emergencies and decides about flags."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clearway.hub.desk import overseeing
from clearway.hub.desk.showing import called
from clearway.hub.exchange import public as exchange
from clearway.hub.misuse import models as flags
from clearway.hub.reviews import models
from clearway.hub.reviews import public as reviews
from clearway.platform.calendar import now
from tests.hub.citizen.people import fresh_number
from tests.hub.desk.clerks import (
    BANK,
    WELFARE,
    accesses_in,
    agreed,
    emergency,
    form,
    loan_clerk,
    manager,
    watched,
    welfare_clerk,
)
from tests.portal.people import member, officer, signed_in, words

pytestmark = pytest.mark.usefixtures("country")

MOST_STATEMENTS, LARGEST = 12, 150 * 1024


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch, country: None) -> str:
    """A person whom both organisations may look up."""
    agreed(monkeypatch)
    return fresh_number()


def _broken(person: str, reason: str = "A child is alone at home") -> reviews.Review:
    """An emergency that waits."""
    page = words(welfare_clerk().post("/desk/look", emergency(person, reason)))
    watched()
    found = reviews.of_access(accesses_in(page)[0])
    assert found is not None
    return found


def test_an_official_sees_their_own_look_ups_and_no_others(person: str) -> None:
    client, other = loan_clerk(), fresh_number()
    client.post("/desk/look", form(person, "LAB-001:employer", case="L-77"))
    loan_clerk().post("/desk/look", form(other, "LAB-001:employer"))

    page = words(client.get("/desk/mine"))

    assert person in page
    assert "L-77" in page
    assert "Mill Ltd" not in page
    assert other not in page


def test_a_manager_sees_the_organisations_look_ups_and_no_other_organisations(person: str) -> None:
    loan_clerk().post("/desk/look", form(person, "LAB-001:employer"))
    elsewhere = _broken(fresh_number())

    mine = words(manager(BANK).get("/desk/overseen"))
    theirs = words(manager().get("/desk/overseen"))

    assert person in mine
    assert elsewhere.subject.removeprefix("person/") not in mine
    assert elsewhere.subject.removeprefix("person/") in theirs
    assert person not in theirs


def test_look_ups_are_filtered_by_official_kind_outcome_and_day(person: str) -> None:
    name, client, refused = member("loan clerk", BANK), manager(BANK), fresh_number()
    signed_in(name).post("/desk/look", form(person, "LAB-001:employer"))
    signed_in(name).post("/desk/look", form(refused, "RES-001:address"))
    today = now().date()

    def listed(query: str) -> set[str]:
        page = words(client.get(f"/desk/overseen?official={name}&{query}"))
        return {one for one in (person, refused) if one in page}

    assert listed("") == {person, refused}
    assert listed("kind=LAB-001") == {person}
    assert listed("outcome=denied") == {refused}
    assert listed("day=2020-01-01") == set()
    assert listed(f"day={today.isoformat()}") | listed(f"day={(today + timedelta(days=1)).isoformat()}") == {
        person,
        refused,
    }
    assert words(client.get("/desk/overseen?official=nobody-at-all")).count("No look-up is like this.") == 1
    assert client.get("/desk/overseen?day=yesterday&outcome=x&before=y&kind=%00").status_code == 200


def test_a_long_list_is_turned_without_a_gap(person: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overseeing, "ON_A_PAGE", 2)
    name = member("loan clerk", BANK)
    client = signed_in(name)
    for number in range(5):
        client.post("/desk/look", form(person, "LAB-001:employer", case=f"L-9{number}"))

    seen, where = [], "/desk/mine"
    while where:
        page = words(client.get(where))
        seen += [case for case in (f"L-9{number}" for number in reversed(range(5))) if case in page]
        where = "/desk/mine?" + page.partition('href="?before=')[2].partition('"')[0]
        where = f"/desk/mine?before={where.partition('?')[2]}" if where != "/desk/mine?" else ""

    assert seen == ["L-94", "L-93", "L-92", "L-91", "L-90"]


def test_an_emergency_is_found_justified_with_reasons(person: str) -> None:
    waiting, client = _broken(person), manager()
    where = f"/desk/reviews/{waiting.number}"

    listed, before = words(client.get("/desk/reviews")), words(client.get(where))
    empty = client.post(where, {"state": "not-justified", "text": " "})
    client.post(where, {"state": "not-justified", "text": "The child was at school."})
    after = words(client.get(where))

    assert where in listed
    assert "A child is alone at home" in before
    assert empty.status_code == 400
    assert "The child was at school." in after
    assert "Not justified" in after
    assert "<textarea" not in after
    done = reviews.of_access(waiting.access)
    assert done is not None
    assert (done.state, done.decided_by.startswith("user:desk-manager")) == ("not-justified", True)


def test_another_organisations_emergency_is_not_there(person: str) -> None:
    where = f"/desk/reviews/{_broken(person).number}"

    assert manager(BANK).get(where).status_code == 404
    assert manager(BANK).post(where, {"state": "justified", "text": "So it is"}).status_code == 404
    assert welfare_clerk().get(where).status_code == 403
    assert loan_clerk().get("/desk/reviews").status_code == 403
    assert manager().post(where, {"state": "forgotten", "text": "x"}).status_code == 404


def test_nobody_reviews_their_own_emergency(person: str) -> None:
    waiting = _broken(person)
    name = officer("desk manager", WELFARE)
    models.Review.objects.filter(number=waiting.number).update(official=f"user:{name}")
    client, where = signed_in(name), f"/desk/reviews/{waiting.number}"

    assert "somebody else decides" in words(client.get(where))
    assert client.post(where, {"state": "justified", "text": "I was right"}).status_code == 400


def test_what_is_overdue_comes_first_and_says_so(person: str) -> None:
    first, late = _broken(person, "The first of the two"), _broken(person, "The second of the two")
    models.Review.objects.filter(number=late.number).update(due_at=now() - timedelta(days=365))

    page = words(manager().get("/desk/reviews"))

    assert page.index(late.number) < page.index(first.number)
    assert "overdue" in page
    assert "overdue" in words(manager().get("/desk/overseen"))


def _flagged(person: str) -> flags.Flag:
    answer = words(loan_clerk().post("/desk/look", form(person, "LAB-001:employer")))
    access = exchange.one(accesses_in(answer)[0], f"person/{person}")
    assert access is not None
    return flags.Flag.objects.create(
        access=access.number, code="no-case", weight=50, facts={}, law="Sharing Order, art. 1", raised_at=access.at,
        looked_at=access.at, subject=access.subject, kind=access.kind, holder=access.holder,
        organisation=access.organisation, office=access.office, official=access.official,
        official_number=access.official_number, article=access.article, case_number=access.case_number,
        explanation="",
    )  # fmt: skip


def test_a_flag_is_decided_by_the_manager_of_the_organisation(person: str) -> None:
    flag = _flagged(person)
    client, where = manager(BANK), f"/desk/flags/{flag.number}"

    assert where in words(client.get("/desk/reviews"))
    assert "no case was named" in words(client.get(where))
    assert manager().get(where).status_code == 404
    client.post(where, {"state": "misuse", "text": "Curiosity."})

    after = words(client.get(where))
    assert "Curiosity." in after
    assert "Misuse" in after


def test_no_page_asks_the_store_much_or_weighs_much(person: str) -> None:
    review, flag, heavy = _broken(person), _flagged(person), {}
    pages = {
        manager(): ("/desk", "/desk/mine", "/desk/overseen", "/desk/reviews", f"/desk/reviews/{review.number}"),
        manager(BANK): ("/desk/overseen", "/desk/reviews", f"/desk/flags/{flag.number}"),
        loan_clerk(): ("/desk", "/desk?q=tax", "/desk/ask?article=CR-12"),
    }
    for client, addresses in pages.items():
        for where in addresses:
            client.get(where)
            with CaptureQueriesContext(connection) as asked:
                answer = client.get(where)
            assert answer.status_code == 200, where
            if len(asked) > MOST_STATEMENTS or len(answer.content) > LARGEST:
                heavy[where] = [len(answer.content), *(one["sql"][:150] for one in asked)]

    assert heavy == {}


@pytest.mark.parametrize(
    ("known", "shown"),
    [
        ("user:loan-clerk", "loan-clerk"),
        ("client:counter-9/m.park", "m.park · counter-9"),
        ("client:desk", "Software desk"),
    ],
)
def test_an_official_is_called_by_name_and_by_the_system_behind_which_they_sit(known: str, shown: str) -> None:
    assert called(known) == shown
