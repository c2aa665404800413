"""While the store is away nothing is acknowledged; once it is back everything goes on by itself."""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlsplit, urlunsplit

import pytest

from tests.conftest import BROKER
from tests.gateways.rest import messages
from tests.gateways.rest.web import Sender, Web, database_of_the_tests, free_port


class Line:
    """The only way from a web process to its store; it can be cut and mended."""

    def __init__(self) -> None:
        self.port = free_port()
        self._ends: list[socket.socket] = []
        self.mend()

    def address(self) -> str:
        """The test database by this way."""
        address = urlsplit(database_of_the_tests())
        password = address.netloc.rpartition("@")[0]
        return urlunsplit(address._replace(netloc=f"{password}@127.0.0.1:{self.port}"))

    def mend(self) -> None:
        """Let everybody through again."""
        self._door = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._serve, args=(self._door,), daemon=True).start()

    def cut(self) -> None:
        """Break every connection and take no new one."""
        self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        for end in self._ends:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            end.close()
        self._ends.clear()

    def _serve(self, door: socket.socket) -> None:
        store = urlsplit(os.environ["DATABASE_URL"])
        while True:
            try:
                here, _ = door.accept()
            except OSError:
                return
            there = socket.create_connection((store.hostname or "127.0.0.1", store.port or 5432))
            self._ends += [here, there]
            for one, other in ((here, there), (there, here)):
                threading.Thread(target=_carry, args=(one, other), daemon=True).start()


def _carry(one: socket.socket, other: socket.socket) -> None:
    try:
        while piece := one.recv(65_536):
            other.sendall(piece)
        other.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


@pytest.fixture
def line(country: None) -> Iterator[Line]:
    line = Line()
    yield line
    line.cut()


@pytest.fixture
def web(line: Line) -> Iterator[Web]:
    """A web process whose store can be taken away."""
    web = Web(database=line.address())
    try:
        web.wait()
        yield web
    finally:
        web.stop()


@pytest.fixture
def sender(web: Web) -> Iterator[Sender]:
    with closing(Sender(web, BROKER)) as client:
        yield client


def test_without_a_store_nothing_is_acknowledged_and_with_it_all_goes_on(sender: Sender, line: Line) -> None:
    content = messages.message()
    mrn = sender.lodge(messages.message()).json()["mrn"]
    reads = ["/v1/declarations", f"/v1/declarations/{mrn}", f"/v1/declarations/{mrn}/timeline"]
    assert [sender.get(path).status_code for path in reads] == [200] * 3

    line.cut()
    away = [sender.lodge(content), sender.get(reads[1])]
    away.append(
        sender.post("/v1/declarations/batch", content=content, headers={"Content-Type": "application/x-ndjson"})
    )

    for answer in away:
        assert answer.status_code == 503, answer.text
        assert answer.json()["code"] in {"WEB-503", "CLR-006"}
        assert answer.headers["Retry-After"]
        assert "mrn" not in answer.json()
    assert sender.get("/v1/health").status_code == 200

    line.mend()
    answers = [sender.lodge(content) for _ in range(20)]
    assert {answer.status_code for answer in answers} <= {201, 503}
    taken = [answer for answer in answers if answer.status_code == 201]
    assert taken
    assert len({answer.content for answer in taken}) == 1
    assert answers[-1].status_code == 201
    again = [[sender.get(path).status_code for path in reads] for _ in range(20)]
    assert again[-1] == [200] * 3
