"""The preventive watch: what a change costs over millions of rows, how soon it is told, what a back-test takes."""

import argparse
import http.client
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
from datetime import date
from typing import Any

from benchmarks.measure import Figure
from benchmarks.pages import worker_still
from tests.proofs.house import ROOT, House

KEYS, RATE = 1000, 200
MOST_SECONDS, MOST_NOTICE, MOST_RUN, MOST_CHECK = 5.0, 10.0, 60.0, 50.0
#: So much dearer a change may become where sixteen times as many rows lie.
MOST_GROWTH = 1.5
SMALL_ROWS, ROWS = (20_000, 80_000), (400_000, 1_600_000)
SMALL_RUN, RUN = 500_000, 10_000_000
CHECKS = 300
#: The scenario of the back-test.
SCENARIO, TODAY = "LT-01", date(2026, 6, 30)


def figures(house: House, arguments: argparse.Namespace) -> list[Figure]:
    """A thousand keys of every scenario at each size, checks before saving, changes at a steady rate, a back-test."""
    sizes = sorted(arguments.rows or (SMALL_ROWS if arguments.small else ROWS))
    found: list[Figure] = []
    spent: list[tuple[int, float]] = []
    asked(house, "begin")
    before = 0
    for size in sizes:
        with worker_still(house):
            stored = asked(house, "base", before, size)
            told = asked(house, "looks", KEYS)
        before = size
        spent.append((stored["rows"], told["again"]))
        found += _looked(stored, told)
    if len(spent) > 1:
        found.append(_growth(spent))
    found += _checked(house)
    found += _notified(asked(house, "feed", 15 if arguments.small else 60, RATE))
    found.append(_run(house, SMALL_RUN if arguments.small else RUN))
    return found


def asked(house: House, verb: str, *words: object) -> dict[str, Any]:
    """What a verb of the program beside the house has to say."""
    environment = {
        **os.environ,
        "DATABASE_URL": house.database_url(),
        "CLEARWAY_VAR": str(house.folder / "var"),
        "DJANGO_SETTINGS_MODULE": "clearway.config.settings",
    }
    said = subprocess.run(
        [sys.executable, "-m", "benchmarks.watched", verb, *map(str, words)],
        stdout=subprocess.PIPE, check=True, cwd=ROOT, env=environment,
    )  # fmt: skip
    answer: dict[str, Any] = json.loads(said.stdout)
    sys.stderr.write(f"{verb} {words}: {answer if verb != 'client' else ''}\n")
    return answer


def _looked(stored: dict[str, Any], told: dict[str, Any]) -> list[Figure]:
    what = f"{told['scenarios']} scenarios, {told['cases']:,} keys, {stored['rows']:,} rows"
    return [
        Figure(f"{what}: asked first, {told['first_opened']:,} findings opened", told["first"], "s"),
        Figure(f"{what}: asked again, processor time", told["again_worked"], "s"),
        Figure(f"{what}: asked again", told["again"], "s", None, "", None, "≤ 5 s", told["again"] <= MOST_SECONDS),
    ]


def _growth(spent: list[tuple[int, float]]) -> Figure:
    """How the cost grows with the rows: as their power, and by how much from the fewest to the most."""
    (few, first), (many, last) = spent[0], spent[-1]
    exponent = math.log(last / first) / math.log(many / few)
    allowed = math.log(MOST_GROWTH) / math.log(16)
    return Figure(
        f"growth from {few:,} to {many:,} rows, as their power", exponent, "", first, "s at the fewest", last / first,
        f"≤ {allowed:.3f} (1.5 times at 16 times the rows)", exponent <= allowed,
    )  # fmt: skip


def _notified(told: dict[str, Any]) -> list[Figure]:
    missing = told["cases"] - told["told"]
    p95 = told.get("p95", math.inf)
    return [
        Figure(f"change to notice at {RATE}/s, {told['changes']:,} changes, p50", told.get("p50", math.inf), "s"),
        Figure(f"change to notice at {RATE}/s, p95", p95, "s", None, "", None, "≤ 10 s", p95 <= MOST_NOTICE),
        Figure(f"cases of {told['cases']:,} that were not told", missing, "", None, "", None, "0", missing == 0),
        Figure("all sources deliver a second's changes, at most", told["delivering"], "s"),
    ]


def _checked(house: House) -> list[Figure]:
    """Before saving: one row of each firing fixture in turn, by one caller."""
    said = asked(house, "client")
    line = http.client.HTTPConnection("127.0.0.1", house.port, timeout=60)
    token = _token(line, said["client"], said["secret"])
    times, failures = [], 0
    for number in range(CHECKS + len(said["rows"])):
        body = json.dumps({"rows": [said["rows"][number % len(said["rows"])]]}).encode()
        begun = time.perf_counter()
        line.request("POST", "/v1/watch/check", body, {"Content-Type": "application/json", "Authorization": token})
        answer = line.getresponse()
        answer.read()
        # The first round plans every scenario.
        if number >= len(said["rows"]):
            times.append((time.perf_counter() - begun) * 1000)
            failures += answer.status != 200
    p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[18]
    return [
        Figure("check before saving, p50", p50, "ms"),
        Figure("check before saving, p95", p95, "ms", None, "", None, "≤ 50 ms", p95 <= MOST_CHECK),
        Figure("checks that failed", failures, "", None, "", None, "0", failures == 0),
    ]


def _token(line: http.client.HTTPConnection, client: str, secret: str) -> str:
    form = {"grant_type": "client_credentials", "client_id": client, "client_secret": secret, "scope": "watch:check"}
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    line.request("POST", "/oauth/token", urllib.parse.urlencode(form).encode(), headers)
    return f"Bearer {json.loads(line.getresponse().read())['access_token']}"


def _run(house: House, rows: int) -> Figure:
    """One scenario over a folder of so many rows, on DuckDB, by the verb that everybody has."""
    with tempfile.TemporaryDirectory(prefix="clearway-bench-run-") as folder:
        stored = asked(house, "folder", SCENARIO, rows, folder)["rows"]
        command = [sys.executable, "-m", "clearway.config", "watch", "run", "--data", folder, "--scenario", SCENARIO]
        command += ["--out", f"{folder}/out.csv", "--today", TODAY.isoformat()]
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "clearway.config.settings"}
        begun = time.perf_counter()
        said = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT, env=environment)
        seconds = time.perf_counter() - begun
    sys.stderr.write(said.stdout.strip().splitlines()[-1] + "\n")
    what = f"back-test of {SCENARIO} over {stored:,} rows, start included"
    return Figure(what, seconds, "s", None, "", None, "≤ 60 s", seconds <= MOST_RUN)
