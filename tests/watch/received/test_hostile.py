"""A hub is broken, or lies: what it answers is refused and says why, none of it counts, and nothing is lost."""

import gzip
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

import httpx
import pytest

from clearway.core.watch import ReceivingRefused
from clearway.gateways.watch.receiving import calls
from clearway.gateways.watch.receiving.calls import Hub
from clearway.gateways.watch.receiving.parts import checksum
from clearway.platform.calendar import now
from clearway.watch.received import public as received
from tests.watch.received.register import SECRET, Government, Register

PARTS = "/parts/next"


class Answer(NamedTuple):
    """What a hub answers."""

    status: int
    content: bytes
    headers: dict[str, str]


Twist = Callable[[Answer], Answer]


@contextmanager
def twisted(town: Government, where: str, twist: Twist) -> Iterator[Hub]:
    """The hub behind somebody who makes something else of the answers at one address."""
    real = httpx.Client(base_url=town.web.url, timeout=60)

    class Between(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            passed = {name: self.headers[name] for name in ("Authorization", "Content-Type") if name in self.headers}
            came = real.request(self.command, self.path, content=content, headers=passed)
            kept = ("x-part-checksum", "retry-after", "content-type")
            answer = Answer(
                came.status_code, came.content, {name: came.headers[name] for name in kept if name in came.headers}
            )
            answer = twist(answer) if self.path.endswith(where) else answer
            self.send_response(answer.status)
            for name, value in {"Content-Length": str(len(answer.content)), **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.content)

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Between)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        with Hub(f"http://127.0.0.1:{server.server_port}", town.client, SECRET) as hub:
            yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
        real.close()


def sealed(answer: Answer, content: bytes) -> Answer:
    """Another content, with the checksum that it has."""
    return answer._replace(content=content, headers=answer.headers | {"x-part-checksum": checksum(content)})


def headed(answer: Answer, **changes: object) -> Answer:
    """Another first line."""
    first, _, rest = answer.content.partition(b"\n")
    return sealed(answer, json.dumps(json.loads(first) | changes).encode() + b"\n" + rest)


def packed(answer: Answer, content: bytes) -> Answer:
    return answer._replace(content=content, headers=answer.headers | {"content-encoding": "gzip"})


def another(answer: Answer, status: int, content: bytes) -> Answer:
    return Answer(status, content, {"content-type": "application/problem+json"})


TWISTS: dict[str, tuple[str, Twist, str]] = {
    "a bit": (PARTS, lambda one: one._replace(content=one.content.replace(b"P61", b"P62", 1)), "WAT-084"),
    "no checksum": (PARTS, lambda one: one._replace(headers={}), "WAT-084"),
    "a row": (PARTS, lambda one: sealed(one, one.content.replace(b"P61", b"P62", 1)), "WAT-084"),
    "a row less": (PARTS, lambda one: sealed(one, one.content[: one.content.rindex(b"{\"key")]), "WAT-084"),
    "a later part": (PARTS, lambda one: headed(one, part=2), "WAT-085"),
    "somebody else's": (PARTS, lambda one: headed(one, distribution="another"), "WAT-084"),
    "no part": (PARTS, lambda one: sealed(one, b"<html>"), "WAT-083"),
    "packed": (PARTS, lambda one: packed(one, one.content), "WAT-083"),
    "cut off": (PARTS, lambda one: packed(one, gzip.compress(one.content)[:-12]), "WAT-083"),
    "more behind": (PARTS, lambda one: packed(one, gzip.compress(one.content) * 2), "WAT-083"),
    "a bomb": (PARTS, lambda one: packed(one, gzip.compress(bytes(calls.MOST_PART + 1))), "WAT-083"),
    "other packing": (PARTS, lambda one: one._replace(headers={"content-encoding": "br"}), "WAT-083"),
    "shorter": (PARTS, lambda one: one._replace(headers={"content-length": "999999"}), "WAT-081"),
    "away": (PARTS, lambda one: another(one, 503, b"away"), "WAT-081"),
    "elsewhere": (PARTS, lambda one: another(one, 302, b""), "WAT-082"),
    "a curse": (PARTS, lambda one: another(one, 409, b'{"code":"\\u001b[2J","title":"\\u001b[31m"}'), "WAT-082"),
    "no form": (PARTS, lambda one: another(one, 400, b"[" * 100_000), "WAT-082"),
    "no token": ("/oauth/token", lambda one: another(one, 200, b'{"access_token":"\\r\\nX: 1"}'), "WAT-083"),
    "no list": ("/v1/distributions", lambda one: another(one, 200, b"[]"), "WAT-083"),
    "odd number": ("/v1/distributions", lambda one: one._replace(
        content=json.dumps(json.loads(one.content) | {"number": "../.."}).encode()), "WAT-083"),
    "no seal": ("/v1/distributions", lambda one: one._replace(
        content=json.dumps(json.loads(one.content) | {"seal": ""}).encode()), "WAT-083"),
    "too long": ("/v1/distributions", lambda one: one._replace(content=b" " * (calls.MOST_BYTES + 1)), "WAT-083"),
    "never equal": ("/comparison", lambda one: another(one, 200, b'{"ranges":[1]}'), "WAT-088"),
}  # fmt: skip


@pytest.mark.parametrize("name", TWISTS)
def test_what_a_hub_cannot_have_sent_is_refused_and_the_next_run_goes_on(
    name: str, town: Government, register: Register
) -> None:
    where, twist, code = TWISTS[name]

    with twisted(town, where, twist) as hub, pytest.raises(ReceivingRefused) as refused:
        town.run(hub).receive()

    assert refused.value.code == code, refused.value
    assert str(refused.value).isprintable() and len(str(refused.value)) < 1500
    assert town.reached() is None or town.reached().year == 1970  # type: ignore[union-attr] - as asked before.
    assert town.residents() in ({}, register.people())
    assert town.receive().is_told
    assert town.residents() == register.people()


def test_a_hub_that_does_not_say_when_it_compared_is_not_believed_to_have_told_everything(
    town: Government, register: Register
) -> None:
    copy = received.begin(town.town.code, "residents", town.said().terms, at=now())
    with town.hub() as hub:
        told = hub.subscribe(town.said())
    received.subscribed(copy.id, told.number, bytes.fromhex(told.seal))

    def silent(answer: Answer) -> Answer:
        said = json.loads(answer.content)
        del said["comparedAt"]
        return answer._replace(content=json.dumps(said).encode())

    with twisted(town, told.number, silent) as hub:
        assert town.run(hub).receive().is_told is False

    assert town.residents() == register.people()
    assert (town.reached() or now()).year == 1970


def test_patience_is_bounded(town: Government) -> None:
    answers = iter([b"", b""])

    def waits(answer: Answer) -> Answer:
        if next(answers, None) is None:
            return answer
        return Answer(204, b"", {"retry-after": "0"})

    with twisted(town, PARTS, waits) as hub:
        assert town.run(hub).receive().parts == 3
