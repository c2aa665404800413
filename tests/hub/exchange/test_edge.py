"""The exchange of a process that waits for many holders at once keeps what ``look_up`` promises."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
import pytest
from django.db import connection

from clearway.core.share import Case
from clearway.gateways.rest.inquiries import setting
from clearway.hub.agreements import public as agreements
from clearway.hub.consents import public as consents
from clearway.hub.exchange import public as exchange
from clearway.hub.exchange import sealing
from clearway.hub.exchange.edge import Edge
from clearway.hub.exchange.picture import NotRemembered, Remembered
from clearway.hub.exchange.public import Answer, Denied, HolderAway, Inquiry
from clearway.platform.calendar import now
from tests.hub.citizen.looking import ARTICLE, CLERK, KIND, agreed
from tests.hub.citizen.people import BANK, HOLDER, fresh_number

pytestmark = pytest.mark.usefixtures("country")
Asking = Callable[[str], Awaitable[Answer]]
LARGE = "x" * 3_000_000


class Office:
    """A holder's system over HTTP, and an edge that asks it."""

    def __init__(self) -> None:
        self.while_it_answers: Callable[[], object] = lambda: None
        self.asked = 0
        self.address_of_record = "1 Quay Road"

    def ask(self, work: Callable[[Asking], Awaitable[Any]]) -> Any:
        """Do something with the edge on a loop of its own."""
        return asyncio.run(self._ask(work))

    async def _ask(self, work: Callable[[Asking], Awaitable[Any]]) -> Any:
        server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        edge, at = Edge(), now()
        ready = await edge.in_thread(setting, at)
        where = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        await edge.in_thread(exchange.reach, HOLDER, where)

        def look(person: str) -> Awaitable[Answer]:
            inquiry = Inquiry(KIND, frozenset({"address"}), person, ARTICLE, Case("L-1", "loan"))
            return edge.look_up(inquiry, ready, by=CLERK, at=now())

        try:
            return await work(look)
        finally:
            await edge.in_thread(lambda: connection.close())
            await edge.close()
            server.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                asked = await reader.readuntil(b"\r\n\r\n")
                self.asked += 1
                await asyncio.to_thread(self._meanwhile)
                person = asked.split(b"/")[2].split(b"?")[0].decode()
                body = json.dumps({"person": person, "name": "N", "address": self.address_of_record}).encode()
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def _meanwhile(self) -> None:
        try:
            self.while_it_answers()
        finally:
            connection.close()


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    """A holder that answers at once, and a bank with an agreement."""
    with monkeypatch.context() as patched:
        agreed(patched)
    return Office()


def _consented(person: str) -> str:
    number = consents.ask(person, BANK, KIND, ARTICLE, ("address",), by="user:bank", at=now())
    consents.give(number, subject=person, by=f"person:{person}", at=now())
    return str(number)


@contextmanager
def _suspended_in() -> Iterator[Callable[[], None]]:
    """Lets a test suspend the bank's agreement; it is approved again afterwards."""
    [rule] = [one for one in agreements.of_organisation(BANK) if one.state == "approved" and one.kind == KIND]

    def move(state: Any) -> None:
        agreements.move(rule.number, rule.version, state, holder=HOLDER, reason="An audit", by="user:r", at=now())

    try:
        yield lambda: move("suspended")
    finally:
        move("approved")


def test_a_look_up_is_answered_counted_and_sealed(office: Office) -> None:
    person = fresh_number()
    consent = _consented(person)

    answer = office.ask(lambda look: look(person))

    assert (answer.shown, answer.is_found) == ({"address": "1 Quay Road"}, True)
    [kept] = exchange.about(f"person/{person}")
    assert (kept.number, kept.ordinal, kept.basis_is, kept.outcome) == (answer.access, 1, consent, "answered")
    named = {"access": answer.access, "at": answer.at, "shown": answer.shown}
    vkey = sealing.signer().vkey
    assert sealing.holds(answer.seal, vkey, **named)
    for name, other in [("access", person), ("at", now()), ("shown", {"address": "2 Quay Road"})]:
        assert not sealing.holds(answer.seal, vkey, **{**named, name: other})
    assert not sealing.holds(answer.seal.replace('"ordinal":1', '"ordinal":2'), vkey, **named)


def test_many_who_ask_at_once_are_numbered_without_gaps_under_few_signatures(office: Office) -> None:
    people = [fresh_number() for _ in range(5)]
    for one in people:
        _consented(one)

    async def work(look: Asking) -> list[Answer]:
        await look(people[0])
        return await asyncio.gather(*(look(one) for one in people * 12))

    answers = office.ask(work)

    for one in people:
        found = [kept.ordinal for kept in exchange.about(f"person/{one}")]
        assert found == list(range(exchange.count(f"person/{one}"), 0, -1))
    notes = {json.loads(one.seal)["note"] for one in answers}
    assert len(notes) < len(answers) / 2
    assert all(
        sealing.holds(one.seal, sealing.signer().vkey, access=one.access, at=one.at, shown=one.shown)
        for one in answers
    )


def test_what_is_withdrawn_while_the_holder_answers_is_not_shown(office: Office) -> None:
    person = fresh_number()
    consent = _consented(person)
    office.while_it_answers = lambda: consents.withdraw(consent, subject=person, by="person", at=now())

    with pytest.raises(Denied) as told:
        office.ask(lambda look: look(person))

    assert [one.code for one in told.value.denials] == ["SHR-116"]
    assert [one.outcome for one in exchange.about(f"person/{person}")] == ["denied"]


def test_another_consent_that_stands_serves_in_the_place_of_one_that_was_withdrawn(office: Office) -> None:
    person = fresh_number()
    first, second = sorted((_consented(person), _consented(person)))
    office.while_it_answers = lambda: consents.withdraw(first, subject=person, by="person", at=now())

    answer = office.ask(lambda look: look(person))

    [kept] = exchange.about(f"person/{person}")
    assert (kept.number, kept.basis_is) == (answer.access, second)


def test_an_agreement_suspended_a_moment_ago_is_used_no_more_however_old_the_picture(office: Office) -> None:
    person = fresh_number()
    _consented(person)
    with _suspended_in() as suspend:

        async def work(look: Asking) -> None:
            await look(person)
            await asyncio.to_thread(_closing, suspend)
            await look(person)

        with pytest.raises(Denied) as told:
            office.ask(work)

    assert [one.code for one in told.value.denials] == ["SHR-103"]
    assert [one.outcome for one in exchange.about(f"person/{person}")] == ["denied", "answered"]


def test_who_has_just_allowed_it_is_looked_up_at_once(office: Office) -> None:
    person = fresh_number()

    async def work(look: Asking) -> Answer:
        with pytest.raises(Denied):
            await look(person)
        await asyncio.to_thread(_closing, lambda: _consented(person))
        return await look(person)

    assert office.ask(work).is_found
    assert office.asked == 1


def test_a_holder_that_breaks_off_is_away_and_the_try_is_on_record(office: Office) -> None:
    person = fresh_number()
    _consented(person)

    def break_off() -> None:
        raise ConnectionError

    office.while_it_answers = break_off

    with pytest.raises(HolderAway):
        office.ask(lambda look: look(person))
    assert [one.outcome for one in exchange.about(f"person/{person}")] == ["holder-away"]


def test_a_record_too_large_to_be_held_goes_on_in_pieces_once_it_is_on_record(office: Office) -> None:
    person = fresh_number()
    _consented(person)
    office.address_of_record = LARGE

    async def work(look: Asking) -> tuple[Answer, int, bytes]:
        answer = await look(person)
        on_record = await asyncio.to_thread(_closing, lambda: exchange.count(f"person/{person}"))
        assert answer.pieces is not None
        return answer, on_record, b"".join([piece async for piece in answer.pieces])

    answer, on_record, content = office.ask(work)

    assert on_record == 1
    assert msgspec.json.decode(b"{" + content.removeprefix(b",") + b"}") == {"address": LARGE}
    assert sealing.holds(answer.seal, sealing.signer().vkey, access=answer.access, at=answer.at, shown={})


def test_a_value_is_renewed_before_it_is_old_and_never_used_when_it_is() -> None:
    clock, read = [0.0], [0]

    def count(_: str) -> int:
        read[0] += 1
        return read[0]

    values = Remembered(count, lambda: clock[0])
    with pytest.raises(NotRemembered):
        values.look("a")
    assert values.renew("a") == 1
    assert values.look("a") == (1, False)
    clock[0] = 0.6
    assert [values.look("a"), values.look("a")] == [(1, True), (1, False)]
    clock[0] = 1.1
    with pytest.raises(NotRemembered):
        values.look("a")


def _closing(work: Callable[[], Any]) -> Any:
    try:
        return work()
    finally:
        connection.close()
