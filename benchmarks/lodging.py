"""Lodging over HTTP: alone, under 32 clients, in bulk; beside pgbench and an empty endpoint."""

import argparse
import json
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks import ceiling, load
from benchmarks.measure import Figure
from benchmarks.messages import one_item, with_reference
from tests.proofs.house import Client, House

BULK = 20_000
BATCH = 1_000
#: So many send their batches at the same time.
SENDERS = 4


def figures(house: House, arguments: argparse.Namespace) -> list[Figure]:
    """Latency, throughput, bulk and memory."""
    client = Client(house)
    client.get("/v1/declarations")
    token = client.token
    seconds = arguments.seconds
    lodge = lodger(token)
    load.run(house.port, lodge, clients=4, seconds=2)
    memory = _memory(house)
    empty = load.run(
        house.port, lambda *_: load.request("/v1/health", token, b"", method="GET"), clients=1, seconds=3
    )
    alone = load.run(house.port, lodge, clients=1, seconds=seconds)
    mrn = json.loads(client.get("/v1/declarations")[1])["declarations"][0]["mrn"]
    limit = ceiling.measure(house.database_url(), mrn, clients=32, seconds=seconds)
    crowd = load.run(house.port, lodge, clients=32, seconds=seconds)
    again = ceiling.measure(house.database_url(), mrn, clients=32, seconds=seconds)
    limit = (limit + again) / 2
    ratio = crowd.per_second / limit
    bulk = _bulk(house)
    return [
        Figure("empty endpoint, one client, p50", empty.p50, "ms"),
        Figure("lodge, one client, p50", alone.p50, "ms", empty.p50, "empty endpoint", alone.p50 / empty.p50,
               "p50 ≤ 10 ms", alone.p50 <= 10 and not alone.failures),
        Figure("lodge, one client, p99", alone.p99, "ms", None, "", None, "p99 ≤ 50 ms", alone.p99 <= 50),
        Figure("lodge, 32 clients", crowd.per_second, "/s", limit, "pgbench, same rows", ratio, "ratio ≥ 0.25",
               ratio >= 0.25 and not crowd.failures),
        Figure("lodge, 32 clients, p99", crowd.p99, "ms", None, "", None, "p99 ≤ 200 ms", crowd.p99 <= 200),
        Figure("bulk lodgement, NDJSON", bulk, "/s", limit, "pgbench, same rows", bulk / limit, "≥ 3,000/s",
               bulk >= 3000),
        Figure("memory, everything started", memory, "MB", None, "", None, "≤ 600 MB", memory <= 600),
    ]  # fmt: skip


def lodger(token: str) -> Callable[[int, int], bytes]:
    """Requests that each lodge a declaration of their own."""
    message = one_item("wco")
    run = uuid.uuid4().hex[:6]

    def request(client: int, number: int) -> bytes:
        return load.request("/v1/declarations", token, with_reference(message, f"{run}-{client:02}-{number:06}"))

    return request


def _bulk(house: House) -> float:
    clients = [Client(house) for _ in range(SENDERS)]
    for client in clients:
        client.get("/v1/declarations")
    line = one_item("json").replace(b"\n", b"")
    run = uuid.uuid4().hex[:6]
    batches = [
        b"\n".join(with_reference(line, f"B{run}{number:07}") for number in range(start, start + BATCH))
        for start in range(0, BULK, BATCH)
    ]

    def send(turn: int) -> None:
        for batch in batches[turn::SENDERS]:
            status, content = clients[turn].post("/v1/declarations/batch", batch, "application/x-ndjson")
            assert status == 200, content[:500]
            assert content.count(b'"mrn"') == BATCH, content[:500]

    begun = time.perf_counter()
    with ThreadPoolExecutor(SENDERS) as senders:
        list(senders.map(send, range(SENDERS)))
    return BULK / (time.perf_counter() - begun)


def _memory(house: House) -> float:
    """Proportional set size of every process of the house, in megabytes."""
    total = 0
    for pid in house.processes(""):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total / 1024
