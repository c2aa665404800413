"""Look-ups over HTTP through the edge, beside the direct call to the same holder in the same run."""

import argparse
import http.client
import json
import os
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import calls
from benchmarks.load import Result
from benchmarks.measure import Figure
from benchmarks.processor import Spent
from clearway.config.together import EDGE_IS_FURTHER
from tests.proofs.house import ROOT, House

BANK, HOLDER, KIND = "DL0000005018", "DL800101", "RES-001"
PERSONS = 10_000
#: The holder of a real system, and how many officials ask at a time.
THINKS_SECONDS, USERS = 0.28, 300
RATE, STEADY = 100, 20
#: So many ask at a time where the holder answers at once.
CROWD = 64


def figures(house: House, arguments: argparse.Namespace) -> list[Figure]:
    """Overhead at a steady rate, throughput with a slow holder, and look-ups a second with one that is instant."""
    seconds = 4 if arguments.small else arguments.seconds * 2
    with holder(0.0) as instant, holder(THINKS_SECONDS) as slow:
        bearer = prepared(house, instant)
        looking = looker(bearer)
        edge = house.port + EDGE_IS_FURTHER
        calls.load(edge, looking, clients=4, seconds=2)
        steady = [
            calls.load(port, asks, clients=STEADY, seconds=seconds, rate=RATE)
            for port, asks in ((instant, direct), (edge, looking))
        ]
        spent = Spent(house)
        most = calls.load(edge, looking, clients=CROWD, seconds=seconds)
        costs = _costs("instant holder", spent, most)
        alone = calls.load(instant, direct, clients=CROWD, seconds=seconds)
        large = _large(house, edge, bearer)
        prepared(house, slow)
        calls.load(edge, looking, clients=USERS, seconds=2)
        crowd = [calls.load(slow, direct, clients=USERS, seconds=seconds)]
        spent.since()
        crowd.append(calls.load(edge, looking, clients=USERS, seconds=seconds))
        costs += _costs("300 users", spent, crowd[1])
    return [*_told(steady, most, alone, crowd), *large, *costs]


def _costs(when: str, spent: Spent, load: Result) -> list[Figure]:
    """Processor time for each look-up, by part, while a load ran; the worker goes on behind it."""
    parts = spent.since()
    each = {**parts, "together": sum(parts.values())}
    return [
        Figure(f"processor for a look-up, {when}: {part}", seconds / max(load.answers, 1) * 1000, "ms")
        for part, seconds in each.items()
    ]


def _told(steady: list[Result], most: Result, alone: Result, crowd: list[Result]) -> list[Figure]:
    ratio = crowd[1].per_second / crowd[0].per_second
    p50, p99 = steady[1].p50 - steady[0].p50, steady[1].p99 - steady[0].p99
    failures = steady[1].failures + most.failures + crowd[1].failures
    return [
        Figure("look-up at 100/s, over the direct call, p50", p50, "ms", steady[0].p50, "direct call", None,
               "≤ 6 ms", p50 <= 6),
        Figure("look-up at 100/s, over the direct call, p99", p99, "ms", steady[0].p99, "direct call", None,
               "≤ 40 ms", p99 <= 40),
        Figure("look-ups, 300 users, holder of 280 ms", crowd[1].per_second, "/s", crowd[0].per_second,
               "direct call", ratio, "ratio ≥ 0.85", ratio >= 0.85),
        Figure("durable sealed look-ups, instant holder", most.per_second, "/s", alone.per_second, "direct call",
               most.per_second / alone.per_second, "≥ 1,500/s", most.per_second >= 1500),
        Figure("look-ups that failed", failures, "", None, "", None, "0", failures == 0),
    ]  # fmt: skip


def _large(house: House, edge: int, bearer: str) -> list[Figure]:
    """An answer of 160 MB: whether all of it comes, and by how much the edge grows."""
    before = _most_memory(house)
    begun, came = time.perf_counter(), 0
    connection = http.client.HTTPConnection("127.0.0.1", edge, timeout=120)
    connection.request("GET", target(calls.LARGE), headers=headers(bearer))
    answer = connection.getresponse()
    while piece := answer.read(1_000_000):
        came += len(piece)
    spent = time.perf_counter() - begun
    grown = _most_memory(house) - before
    is_whole = came > calls.LARGE_BYTES
    return [
        Figure("an answer of 160 MB through the edge", spent, "s", None, "", None, "passes", is_whole),
        Figure("the edge grows by it", grown, "MB"),
    ]


def _most_memory(house: House) -> float:
    """The most that any process of the edge has ever held, in megabytes."""
    status = [Path(f"/proc/{pid}/status").read_text() for pid in house.processes("clearway.config.edge:application")]
    return max(int(one.split("VmHWM:")[1].split()[0]) for one in status) / 1024


def prepared(house: House, holder_port: int, persons: int = PERSONS) -> str:
    """Everything that look-ups rest on is in the house; gives a token of a bank's software."""
    environment = {
        **os.environ,
        "DATABASE_URL": house.database_url(),
        "CLEARWAY_VAR": str(house.folder / "var"),
        "DJANGO_SETTINGS_MODULE": "clearway.config.settings",
    }
    said = subprocess.run(
        [sys.executable, "-m", "benchmarks.askers", str(holder_port), str(persons)],
        capture_output=True, check=True, cwd=ROOT, env=environment,
    )  # fmt: skip
    return token(house, **json.loads(said.stdout))


def looker(bearer: str) -> Callable[[int, int], bytes]:
    """Requests of X-Road's protocol: each client is a clerk, and asks about one person after another."""
    said: dict[int, str] = {}

    def request(client: int, number: int) -> bytes:
        if client not in said:
            lines = {"Host": "edge", **headers(bearer, client)}
            said[client] = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        return f"GET {target(_person(client, number))} HTTP/1.1\r\n{said[client]}\r\n".encode()

    return request


def headers(bearer: str, clerk: int = 0) -> dict[str, str]:
    """Who asks, as the protocol says it: one of the bank's clerks."""
    return {
        "X-Road-Client": f"DL/COM/{BANK}/loans",
        "X-Road-UserId": f"clerk.{clerk}",
        "Authorization": f"Bearer {bearer}",
    }


def target(person: str) -> str:
    """The address of a look-up about a person, who has a case of their own."""
    query = f"names=address&article=CR-12&role=loan%20clerk&case=L-{person}&caseKind=loan"
    return f"/r1/DL/GOV/{HOLDER}/registers/{KIND}/{person}?{query}"


def direct(client: int, number: int) -> bytes:
    """The same question put to the holder's system."""
    asked = f"/{HOLDER}/{KIND}/{_person(client, number)}?fields=person,address"
    return f"GET {asked} HTTP/1.1\r\nHost: holder\r\n\r\n".encode()


def _person(client: int, number: int) -> str:
    return calls.person((client * 997 + number * 31) % PERSONS)


def token(house: House, client: str, secret: str) -> str:
    """A token of the bank's software."""
    form = {"grant_type": "client_credentials", "client_id": client, "client_secret": secret, "scope": "hub:ask"}
    connection = http.client.HTTPConnection("127.0.0.1", house.port, timeout=30)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/oauth/token", urllib.parse.urlencode(form), headers)
    said = json.loads(connection.getresponse().read())
    connection.close()
    return str(said["access_token"])


@contextmanager
def holder(delay: float) -> Iterator[int]:
    """A holder's system in a process of its own; gives its port."""
    command = [sys.executable, "-m", "benchmarks.calls", str(delay)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.terminate()
