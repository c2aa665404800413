"""A deadline is woken once, when it comes, unless what it waited for was done before."""

from datetime import timedelta

import pytest

from clearway.platform.notifications import deadlines, models
from clearway.platform.notifications.deadlines import Due
from tests.platform.notifications.conftest import AT

pytestmark = pytest.mark.usefixtures("country")


@pytest.fixture(autouse=True)
def none_left(country: None) -> None:
    models.Deadline.objects.all().delete()


def test_a_deadline_is_woken_once_when_it_comes() -> None:
    woken: list[Due] = []
    deadlines.deadline("tests.reply", "declaration/1", AT, {"query": 7})

    assert not deadlines.wake({"tests.reply": woken.append}, at=AT - timedelta(seconds=1))
    assert deadlines.wake({"tests.reply": woken.append}, at=AT)
    assert not deadlines.wake({"tests.reply": woken.append}, at=AT)

    assert [(one.subject, one.due_at, one.facts) for one in woken] == [("declaration/1", AT, {"query": 7})]


def test_a_deadline_that_is_met_is_not_woken() -> None:
    deadlines.deadline("tests.reply", "declaration/1", AT)
    assert deadlines.met("tests.reply", "declaration/1")
    assert not deadlines.met("tests.reply", "declaration/1")
    assert not deadlines.wake({"tests.reply": lambda _: None}, at=AT)


def test_a_deadline_that_is_set_again_is_moved() -> None:
    deadlines.deadline("tests.reply", "declaration/1", AT)
    deadlines.deadline("tests.reply", "declaration/1", AT + timedelta(days=1))
    assert not deadlines.wake({"tests.reply": lambda _: None}, at=AT)
    assert models.Deadline.objects.count() == 1


def test_waking_may_set_the_next_one() -> None:
    deadlines.deadline("tests.reply", "declaration/1", AT)

    def again(due: Due) -> None:
        deadlines.deadline(due.kind, due.subject, due.due_at + timedelta(days=1))

    assert deadlines.wake({"tests.reply": again}, at=AT)
    assert models.Deadline.objects.get().due_at == AT + timedelta(days=1)


def test_a_deadline_that_cannot_be_woken_leaves_nothing_behind_and_stops_no_other() -> None:
    woken: list[Due] = []

    def fails(due: Due) -> None:
        deadlines.deadline("tests.other", "half done", AT)
        raise ValueError("no")

    deadlines.deadline("tests.bad", "declaration/1", AT - timedelta(hours=1))
    deadlines.deadline("tests.reply", "declaration/2", AT)
    wakes = {"tests.bad": fails, "tests.reply": woken.append}
    while deadlines.wake(wakes, at=AT):
        pass

    assert [one.subject for one in woken] == ["declaration/2"]
    left = models.Deadline.objects.get()
    assert (left.kind, left.tries, left.error, left.due_at) == (
        "tests.bad", 1, "ValueError: no", AT + timedelta(minutes=1)
    )  # fmt: skip


def test_a_kind_that_nobody_knows_waits() -> None:
    deadlines.deadline("tests.unknown", "declaration/1", AT)
    assert not deadlines.wake({"tests.reply": lambda _: None}, at=AT)
    assert models.Deadline.objects.count() == 1
