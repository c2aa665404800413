"""A register of a million people is received over HTTP, each access on record: how long, in how much memory."""

import argparse
import json
import os
import subprocess
import sys
import time
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import psycopg

from benchmarks.measure import Figure
from tests.proofs.house import House

ROWS, SMALL, PART = 1_000_000, 20_000, 10_000
MOST_MINUTES, MOST_MEGABYTES = 15.0, 512.0
_TOLD = """
SELECT count(*), count(DISTINCT subject) FROM exchange_access WHERE organisation = %s AND at >= %s
"""
_GAPS = """
SELECT count(*) FROM exchange_subject s
WHERE s.accesses <> (SELECT count(*) FROM exchange_access a WHERE a.subject = s.name)
"""


class Received(NamedTuple):
    """What came, and how long each part was waited for."""

    rows: int
    seconds: float
    waits: list[float]


def figures(house: House, arguments: argparse.Namespace) -> list[Figure]:
    """Rows a second, minutes and the most memory of a serving process; each has one access more, without gaps."""
    rows = SMALL if arguments.small else ROWS
    given = _prepared(house.database_url(), rows)
    with psycopg.connect(house.database_url(), autocommit=True) as store:
        [began] = store.execute("SELECT now()").fetchone() or [None]
        with httpx.Client(base_url=f"http://127.0.0.1:{house.port}", timeout=120) as client:
            found = receive(client, given)
        accesses, subjects = store.execute(_TOLD, [given["organisation"], began]).fetchone() or (0, 0)
        [gaps] = store.execute(_GAPS).fetchone() or (0,)
    minutes, is_whole = found.seconds / 60, (found.rows, accesses, subjects, gaps) == (rows, rows, rows, 0)
    memory = max(map(peak, house.processes("clearway.config web")))
    waits = sorted(found.waits)
    return [
        Figure(f"{rows:,} rows received, all on record: {is_whole}", minutes, "minutes", MOST_MINUTES, "allowed",
               minutes / MOST_MINUTES, "<= 15 minutes", is_whole and minutes <= MOST_MINUTES),
        Figure("memory of a serving process, most", memory, "MB", MOST_MEGABYTES, "allowed", memory / MOST_MEGABYTES,
               "<= 512 MB", memory <= MOST_MEGABYTES),
        Figure("rows received", found.rows / found.seconds, "/s"),
        Figure(f"a part of {PART:,} rows, median", waits[len(waits) // 2], "s"),
    ]  # fmt: skip


def receive(client: httpx.Client, given: dict[str, str]) -> Received:
    """Subscribe, and take and acknowledge every part; checksums are tried, nothing is kept."""
    form = {"grant_type": "client_credentials", "scope": "hub:receive"}
    secret = {"client_id": given["client"], "client_secret": given["secret"]}
    token = _json(client.post("/oauth/token", data={**form, **secret}))["access_token"]
    client.headers["Authorization"] = f"Bearer {token}"
    wanted = {"kind": given["kind"], "names": given["names"].split(), "article": given["article"]}
    until = (date.fromisoformat(given["today"]) + timedelta(days=30)).isoformat()
    terms = {**wanted, "keepUntil": until, "partRows": PART}
    number = _json(client.post("/v1/distributions", json=terms))["number"]
    place = f"/v1/distributions/{number}"
    waits: list[float] = []
    rows, began = 0, time.perf_counter()
    while True:
        asked = time.perf_counter()
        answer = client.get(f"{place}/parts/next")
        if answer.status_code == httpx.codes.NO_CONTENT:
            return Received(rows, time.perf_counter() - began, waits)
        answer.raise_for_status()
        waits.append(time.perf_counter() - asked)
        checksum = f"sha256:{sha256(answer.content).hexdigest()}"
        assert checksum == answer.headers["X-Part-Checksum"]
        rows += int(answer.headers["X-Part-Rows"])
        assert answer.content.count(b"\n") == int(answer.headers["X-Part-Rows"]) + 1
        part = answer.headers["X-Part"]
        _json(client.post(f"{place}/parts/{part}/acknowledgement", json={"checksum": checksum}))


def peak(pid: int) -> float:
    """The most memory a process has had at once, in megabytes."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def _prepared(database: str, rows: int) -> dict[str, str]:
    """A register, an agreement for bulk and a client, made by a process that is set up for the database."""
    environment = {**os.environ, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "clearway.config.settings"}
    command = [sys.executable, "-m", "benchmarks.register", str(rows)]
    made = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE).stdout
    found: dict[str, str] = json.loads(made)
    return found


def _json(answer: httpx.Response) -> Any:
    assert answer.is_success, answer.text
    return answer.json()
