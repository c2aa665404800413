"""Every emergency look-up is reviewed by somebody else, in time; no other look-up is."""

from datetime import date, timedelta

import pytest

from clearway.core.kernel.period import Period
from clearway.core.share import Agreement
from clearway.gateways.rest.inquiries import setting
from clearway.hub.agreements import public as agreements
from clearway.hub.exchange import public as exchange
from clearway.hub.exchange.public import Answer, Denied, Inquiry
from clearway.hub.reviews import public as reviews
from clearway.platform.calendar import now
from clearway.platform.events import log, readers
from clearway.platform.identity.actor import Actor
from clearway.registers.lawbook import public as lawbook
from tests.hub.citizen.looking import agreed, look
from tests.hub.citizen.people import HOLDER, fresh_number

pytestmark = pytest.mark.usefixtures("country")

WELFARE = "DL700105"
CLERK = Actor("user:t.park", office=WELFARE, permissions=frozenset({"hub:ask"}), role="welfare clerk", assurance=2)


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch, country: None) -> str:
    """A person whom the welfare office may look up where life is at stake."""
    agreed(monkeypatch)
    readers.begin_anew(reviews.READER.name)
    at = now()
    if not any(one.number == "2026-911" for one in agreements.of_organisation(WELFARE)):
        wanted = Agreement(
            "2026-911", 1, "RES-001", WELFARE, "WEL-11", frozenset({"name", "address"}),
            frozenset({"welfare clerk"}), Period(date(2026, 1, 1)), case_kinds=frozenset({"protection"}),
            exemption="SHA-10", emergency=True,
        )  # fmt: skip
        written = agreements.propose(wanted, lawbook.current(at).sharing, by="user:w", at=at)
        agreements.move(written.number, written.version, "approved", holder=HOLDER, reason="", by="user:r", at=at)
    return fresh_number()


def _emergency(person: str, reason: str = "A child is alone") -> Answer:
    at = now()
    inquiry = Inquiry("RES-001", frozenset({"address"}), person, "WEL-11", emergency=reason)
    answer = exchange.look_up(inquiry, setting(at), by=CLERK, at=at)
    _watched()
    return answer


def _watched() -> None:
    """The log is read to its end, as the worker reads it."""
    while readers.read(reviews.READER, at=now()):
        pass


def _mine(access: str) -> list[reviews.Review]:
    return [one for one in reviews.waiting(organisation=WELFARE) if one.access == access]


def test_an_emergency_waits_at_once_for_the_organisation_and_the_holder(person: str) -> None:
    made = _emergency(person)

    [mine] = _mine(made.access)
    assert (mine.reason, mine.official, mine.subject) == ("A child is alone", "user:t.park", f"person/{person}")
    assert mine.opened_at < mine.due_at < mine.opened_at + timedelta(days=31)
    assert mine in reviews.waiting(holder=HOLDER)
    assert mine not in reviews.waiting(organisation="DL0000005018")
    assert reviews.waiting() == ()


def test_an_emergency_that_is_read_twice_is_reviewed_once(person: str) -> None:
    made = _emergency(person)
    access = exchange.one(made.access, f"person/{person}")
    assert access is not None

    assert reviews.open_review(access) == _mine(made.access)[0].number
    assert len(_mine(made.access)) == 1


def test_no_other_look_up_is_reviewed_nor_an_emergency_that_was_refused(person: str) -> None:
    before = len(reviews.waiting(holder=HOLDER))
    at = now()
    refused = Inquiry("RES-001", frozenset({"born"}), person, "WEL-11", emergency="So it is")
    with pytest.raises(Denied):
        exchange.look_up(refused, setting(at), by=CLERK, at=at)
    with pytest.raises(Denied):
        look(person, emergency="The bank has no emergencies")
    _watched()

    assert len(reviews.waiting(holder=HOLDER)) == before


def test_who_judges_is_somebody_else_and_says_why(person: str) -> None:
    [mine] = _mine(_emergency(person).access)
    at = now()

    with pytest.raises(reviews.OwnEmergency):
        reviews.decide(mine.number, "justified", "I was right", by="user:t.park", at=at, organisation=WELFARE)
    with pytest.raises(reviews.NothingSaid):
        reviews.decide(mine.number, "justified", "  ", by="user:boss", at=at, organisation=WELFARE)
    with pytest.raises(reviews.ReviewUnknown):
        reviews.decide(mine.number, "justified", "Yes", by="user:boss", at=at, organisation="DL0000005018")
    with pytest.raises(reviews.ReviewUnknown):
        reviews.decide(mine.number, "justified", "Yes", by="user:boss", at=at)


def test_a_review_is_decided_once_and_its_words_stay(person: str) -> None:
    [mine] = _mine(_emergency(person).access)

    done = reviews.decide(
        mine.number, "not-justified", "The child was at school.", by="user:boss", at=now(), holder=HOLDER
    )

    assert (done.state, done.text, done.decided_by) == ("not-justified", "The child was at school.", "user:boss")
    assert _mine(mine.access) == []
    assert reviews.decided(organisation=WELFARE)[0] == done == reviews.of_access(mine.access)
    with pytest.raises(reviews.ReviewUnknown):
        reviews.decide(mine.number, "justified", "No", by="user:other", at=now(), organisation=WELFARE)
    assert [one.type for one in log.about(f"review/{mine.number}")] == ["reviews.opened.v1", "reviews.decided.v1"]


def test_what_is_overdue_comes_first(person: str) -> None:
    first, second = _emergency(person).access, _emergency(person).access

    order = [one.access for one in reviews.waiting(organisation=WELFARE)]

    assert order.index(first) < order.index(second)
    [mine] = _mine(first)
    assert not mine.is_overdue(mine.due_at)
    assert mine.is_overdue(mine.due_at + timedelta(seconds=1))
