"""Pages over a million stored declarations: how long an answer takes, what it asks the store, what it weighs."""

import argparse
import gzip
import http.client
import json
import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.growth import grow_to
from benchmarks.measure import Figure
from tests.proofs.house import ROOT, Client, House

STORED = 1_000_000
#: So many answers of each page are timed, after some that warm it up.
ANSWERS, WARMING = 60, 5
MOST_MILLISECONDS, MOST_STATEMENTS, MOST_BYTES = 100, 12, 150 * 1024

#: Whose pages: by user name of the demonstration; nobody's are the public ones.
PAGES = {
    "broker": ("/", "/declarations", "/declarations?q={mrn}", "/declarations?state=targeted&page=2",
               "/declarations/{mrn}", "/declarations/{mrn}/amounts", "/declarations/{mrn}/declared",
               "/declarations/{mrn}/history", "/declarations/{mrn}/questions", "/declarations/{mrn}/notices",
               "/declare", "/drafts", "/party/declarations", "/party/mandates", "/notices", "/account"),
    "officer-haven-1": ("/office", "/office?whose=office", "/office/files/{mrn}", "/office/files/{mrn}/declared",
                        "/office/files/{mrn}/amounts", "/office/files/{mrn}/history"),
    "supervisor-haven": ("/office/overview", "/statistics?days=366", "/statistics/controls?days=366",
                         "/statistics/revenue?days=366", "/statistics/release-times?days=366"),
    "agency": ("/agency", "/agency/waiting"),
    "terminal": ("/cargo", "/cargo/records"),
    "administrator": ("/administrator", "/administrator/offices", "/administrator/law", "/administrator/events"),
    "": ("/status", "/open-data", "/sign-in", "/track", "/receipt", "/tariff", "/tariff/691110"),
}  # fmt: skip


def figures(house: House, arguments: argparse.Namespace) -> list[Figure]:
    """Each page's 95th percentile, statements and compressed bytes, against the budgets."""
    with worker_still(house):
        return _measured(house, max([STORED, *arguments.stored]) if not arguments.small else min(arguments.stored))


@contextmanager
def worker_still(house: House) -> Iterator[None]:
    """Copies come by the thousand and leave the worker hours of work that no real day has: it stands still."""
    workers = house.processes("clearway.config worker")
    for one in workers:
        os.kill(one, signal.SIGSTOP)
    try:
        yield
    finally:
        for one in workers:
            os.kill(one, signal.SIGCONT)


def _measured(house: House, size: int) -> list[Figure]:
    client = Client(house)
    stored = grow_to(house, size)
    mrn = json.loads(client.get("/v1/declarations")[1])["declarations"][0]["mrn"]
    asked = {who: [page.format(mrn=mrn) for page in pages] for who, pages in PAGES.items()}
    known = _visitors(house, asked)
    found: list[Figure] = []
    for who, pages in asked.items():
        for page in pages:
            found += _page(house, page, known["sessions"][who], known["statements"][page], stored)
    return found


def _page(house: House, page: str, session: str, statements: int, stored: int) -> list[Figure]:
    connection = http.client.HTTPConnection("127.0.0.1", house.port, timeout=60)
    headers = {"Accept-Encoding": "gzip", **({"Cookie": f"sessionid={session}"} if session else {})}
    times, weight, status = [], 0, 0
    for _ in range(WARMING + ANSWERS):
        begun = time.perf_counter()
        connection.request("GET", page, headers=headers)
        response = connection.getresponse()
        content = response.read()
        times.append((time.perf_counter() - begun) * 1000)
        is_packed = response.headers.get("Content-Encoding") == "gzip"
        weight, status = len(content if is_packed else gzip.compress(content)), response.status
    connection.close()
    if status != http.client.OK:
        return [Figure(f"{page}: answered {status}", status, "", None, "", None, "200", False)]
    late = statistics.quantiles(times[WARMING:], n=20)[-1]
    return [
        Figure(
            f"{page}, {stored:,} stored, p95", late, "ms", None, "", None, "p95 ≤ 100 ms", late <= MOST_MILLISECONDS
        ),
        Figure(f"{page}, SQL statements", statements, "", None, "", None, "≤ 12", statements <= MOST_STATEMENTS),
        Figure(f"{page}, compressed", weight / 1024, "KB", None, "", None, "≤ 150 KB", weight <= MOST_BYTES),
    ]


def _visitors(house: House, asked: dict[str, list[str]]) -> dict[str, dict[str, int]]:
    environment = {
        **os.environ,
        "DATABASE_URL": house.database_url(),
        "CLEARWAY_VAR": str(house.folder / "var"),
        "DJANGO_SETTINGS_MODULE": "clearway.config.settings",
    }
    said = subprocess.run(
        [sys.executable, "-m", "benchmarks.visitors"],
        input=json.dumps(asked).encode(), capture_output=True, check=True, cwd=ROOT, env=environment,
    )  # fmt: skip
    found: dict[str, dict[str, int]] = json.loads(said.stdout)
    return found
