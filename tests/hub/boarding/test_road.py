"""From an organisation that nobody knows to its first answered call, over real HTTP, in minutes."""

import re
import time

import pytest
from typer.testing import CliRunner, Result

from clearway.gateways.console.app import app
from clearway.hub.agreements.public import files
from clearway.hub.exchange import public as exchange
from clearway.platform.events import log
from tests.gateways.rest.web import Web
from tests.portal.people import fresh

HOLDER = "DL800101"
MINUTES = 10
TITLES = [
    "registered", "keys to try with", "sandbox record looked up", "holder's system named and tried",
    "agreement asked for", "agreement approved", "keys for real look-ups", "allowed, says the dry run",
    "first call answered",
]  # fmt: skip


def _walk(web: Web, code: str, *more: str) -> Result:
    return CliRunner().invoke(
        app,
        [
            "hub", "road", web.url, "--code", code, "--name", "Harbour Licences", "--agency", "--kind", "RES-001",
            "--names", "is_of_age,address", "--article", "LIC-7", "--role", "licence clerk", "--case", "licence",
            "--exemption", "SHA-9", *more,
        ],
    )  # fmt: skip


def test_the_whole_road_is_nine_steps_and_takes_less_than_ten_minutes(web: Web, registers: str) -> None:
    code, began = fresh("DLR"), time.monotonic()

    walked = _walk(web, code, "--key", "P0000021", "--address", f"{registers}/{HOLDER}", "--trial", "P0000001")

    assert walked.exit_code == 0, walked.output
    assert re.findall(r"^(\d+)\. ([^:]+):", walked.output, re.M) == [
        (str(number), title) for number, title in enumerate(TITLES, start=1)
    ]
    assert time.monotonic() - began < MINUTES * 60
    assert '"found":true' in walked.output.splitlines()[-1]
    newest = exchange.about("person/P0000021")[0]
    assert (newest.organisation, newest.outcome) == (code, "answered")
    [filed], _more = files.listed(organisation=code)
    assert (filed.state, filed.proposed_by) == ("approved", "terminal")
    assert log.about(f"organisation/{HOLDER}")[-1].type == "boarding.system-tried.v1"


def test_the_road_ends_where_a_step_fails_and_says_so(web: Web) -> None:
    code = fresh("DLR")

    walked = _walk(web, code, "--key", "P0000021", "--address", "http://127.0.0.1:9/nobody")

    assert walked.exit_code == 1
    assert walked.output.count("\n") >= 4
    assert f"4. the system of {HOLDER} cannot be used as it is: away" in " ".join(walked.output.split())
    assert files.listed(organisation=code) == ((), False)


def test_every_step_can_be_taken_by_itself(web: Web, registers: str) -> None:
    code, run = fresh("DLR"), CliRunner()

    joined = run.invoke(app, ["hub", "join", code, "--name", "Harbour Licences", "--agency"])
    assert "to try with" in joined.output, joined.output
    named = run.invoke(
        app, ["hub", "holder", HOLDER, f"{registers}/{HOLDER}", "--kind", "RES-001", "--key", "P0000001"]
    )
    assert (named.exit_code, "answered in" in named.output) == (0, True), named.output
    asked = run.invoke(
        app,
        [
            "hub", "propose", code, "--kind", "RES-001", "--names", "born", "--article", "LIC-7", "--role",
            "licence clerk",
        ],
    )  # fmt: skip
    assert "less may be enough: is_of_age instead of born" in asked.output, asked.output
    [name] = re.findall(r"(\S+/1) waits for", asked.output)
    assert run.invoke(app, ["hub", "approve", name, "--holder", "DL800102"]).exit_code == 1
    assert run.invoke(app, ["hub", "approve", name, "--holder", HOLDER]).exit_code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["holder", HOLDER, "ftp://nobody"], "BRD-001"),
        (["holder", "DL899999", "https://records.example"], "BRD-002"),
        (["approve", "2026-99999/1", "--holder", HOLDER], "AGR-001"),
        (
            ["propose", "DL700104", "--kind", "RES-001", "--names", "born", "--article", "CR-13", "--role", "x"],
            "AGR-007",
        ),
    ],
)
def test_what_does_not_pass_says_why(web: Web, words: list[str], code: str) -> None:
    refused = CliRunner().invoke(app, ["hub", *words])
    assert (refused.exit_code, code in refused.output) == (1, True), refused.output
