"""What any provider of text messages must do; the same tests for each of them."""

from collections.abc import Callable, Iterator

import pytest

from clearway.platform.notifications.channels import smpp
from clearway.platform.notifications.channels.ending import Parcel
from clearway.platform.notifications.channels.sms import NotTaken, Provider, Unanswered, carried_by
from tests.platform.notifications.conftest import Process

LONG = "통관 " * 60
Seen = Callable[[], list[tuple[str, str]]]


class InMemory:
    """The simplest provider there can be: the twin of the twin."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, str]] = []

    def submit(self, number: str, to: str, text: str) -> str:
        if to.endswith("0000"):
            raise NotTaken("unknown", is_for_ever=True, is_lines_fault=False)
        if to.endswith("0001"):
            raise NotTaken("busy", is_for_ever=False, is_lines_fault=True)
        self.taken.append((to.removeprefix("+"), text))
        return f"{len(self.taken):08x}"


@pytest.fixture(params=["memory", "smpp"])
def provider(request: pytest.FixtureRequest) -> Iterator[tuple[Provider, Seen]]:
    if request.param == "memory":
        memory = InMemory()
        yield memory, lambda: memory.taken
        return
    centre: Process = request.getfixturevalue("centre")
    with smpp.conversation(smpp.Smsc.at(f"smpp://clearway:secret@127.0.0.1:{centre.port}", "Clearway")) as one:
        yield one, lambda: [(str(taken["to"]), str(taken["text"])) for taken in centre.taken()]


@pytest.mark.parametrize("text", ["Goods of 26DL are released", "Mainlevée: {x} [€]", "Đã thông quan", LONG])
def test_a_text_arrives_as_it_was_written(provider: tuple[Provider, Seen], text: str) -> None:
    one, seen = provider
    assert one.submit("1", "+84901234567", text)
    assert seen() == [("84901234567", text)]


def test_each_message_has_a_number_of_its_own(provider: tuple[Provider, Seen]) -> None:
    one, _ = provider
    assert len({one.submit(str(number), "+84901234567", "x") for number in range(5)}) == 5


def test_a_number_that_nobody_has_is_refused_for_ever_and_the_line_is_fine(provider: tuple[Provider, Seen]) -> None:
    one, seen = provider
    with pytest.raises(NotTaken) as refusal:
        one.submit("1", "+84900000000", "x")
    assert (refusal.value.is_for_ever, refusal.value.is_lines_fault) == (True, False)
    assert one.submit("2", "+84901234567", "x")
    assert len(seen()) == 1


def test_a_centre_that_is_busy_takes_it_another_time(provider: tuple[Provider, Seen]) -> None:
    one, _ = provider
    ending = carried_by(one)(Parcel("1", "+84900000001", {"text": "x"}))
    assert (ending.outcome, ending.is_lines_fault) == ("later", True)


def test_a_wrong_password_is_the_lines_fault(centre: Process) -> None:
    with smpp.conversation(smpp.Smsc.at(f"smpp://clearway:wrong@127.0.0.1:{centre.port}", "x")) as one:
        with pytest.raises(NotTaken) as refusal:
            one.submit("1", "+84901234567", "x")
    assert (refusal.value.is_for_ever, refusal.value.is_lines_fault) == (False, True)


def test_a_centre_that_dies_before_it_answers_leaves_doubt(centre: Process) -> None:
    with smpp.conversation(smpp.Smsc.at(f"smpp://clearway:secret@127.0.0.1:{centre.port}", "x")) as one:
        one.submit("1", "+84901234567", "x")
        centre.process.kill()
        centre.process.wait()
        with pytest.raises(Unanswered):
            one.submit("2", "+84901234567", "x")
        with pytest.raises(NotTaken):
            one.submit("3", "+84901234567", "x")
