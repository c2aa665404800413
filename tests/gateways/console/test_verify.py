"""clearway verify and clearway keys at a terminal: what they say and what they end with."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from clearway.clearance.receipts.gathering import receipt_of
from clearway.clearance.receipts.paper import pdf
from clearway.core.release.keylist import KeyList, Revoked
from clearway.gateways.console.app import app
from clearway.platform.calendar import now
from clearway.registers.lawbook import public as lawbook
from tests.core.release.receipts import AT, OTHER, keys, public, published, signed, statement
from tests.stations.release.released import released

Verify = Callable[..., Result]


@pytest.fixture
def verify(tmp_path: Path) -> Verify:
    """Runs the command on a receipt and a list of keys."""

    def run(receipt: bytes, made: KeyList, *options: str) -> Result:
        (tmp_path / "receipt").write_bytes(receipt)
        (tmp_path / "keys").write_bytes(published(made))
        return CliRunner().invoke(
            app, ["verify", str(tmp_path / "receipt"), "--keys", str(tmp_path / "keys"), *options]
        )

    return run


RECEIPT = signed().file("receipt")
REVOKED = Revoked(statement().number, AT, "goods detained")


@pytest.mark.parametrize(
    ("receipt", "known", "status", "says"),
    [
        (RECEIPT, keys(), 0, "valid"),
        (signed().compact.encode(), keys(), 0, "valid"),
        (RECEIPT.replace(b"DL000101", b"DL000102"), keys(), 1, "altered"),
        (b"a bill of lading", keys(), 1, "no receipt"),
        (signed(key=OTHER).file("receipt"), keys(), 3, "not in the list"),
        (RECEIPT, keys(revoked=(REVOKED,)), 4, "goods detained"),
        (RECEIPT, keys(public(revoked_at=AT)), 4, "key was revoked"),
        (RECEIPT, keys(public(valid_until=AT - timedelta(days=1))), 5, "not in use"),
    ],
)
def test_each_answer_has_its_words_and_its_status(
    verify: Verify, receipt: bytes, known: KeyList, status: int, says: str
) -> None:
    people, machines = verify(receipt, known), verify(receipt, known, "--json")

    assert says in people.output
    assert (people.exit_code, machines.exit_code) == (status, status)
    assert json.loads(machines.stdout)["list"]["number"] == 3


def test_what_a_receipt_says_is_shown_only_where_its_signature_is_right(verify: Verify) -> None:
    assert "CSQU3054383" in verify(RECEIPT, keys()).output
    assert "CSQU3054383" not in verify(RECEIPT.replace(b"DL000101", b"DL000102"), keys()).output
    assert json.loads(verify(RECEIPT, keys(), "--json").stdout)["receipt"]["goods"]["grossMass"] == "430.50"


def test_an_old_list_is_told_and_a_wrong_one_refused(verify: Verify, tmp_path: Path) -> None:
    old = keys(issued_at=AT - timedelta(days=3000), next_update=AT - timedelta(days=2993))

    assert "The list is old" in verify(RECEIPT, old).output
    assert json.loads(verify(RECEIPT, old, "--json").stdout)["list"]["isStale"] is True
    assert verify(RECEIPT, keys(), "--pin", keys().pin).exit_code == 0
    assert verify(RECEIPT, keys(), "--pin", "another").exit_code == 6
    missing = CliRunner().invoke(app, ["verify", str(tmp_path / "receipt"), "--keys", str(tmp_path / "nothing")])
    assert missing.exit_code == 6


def test_a_proof_asks_for_its_key(verify: Verify) -> None:
    answer = verify(b'{"format":"clearway.log-proof.v1"}', keys())
    assert answer.exit_code == 2
    assert "--key" in answer.output


@pytest.mark.usefixtures("country")
def test_a_real_receipt_is_checked_from_its_json_and_from_its_paper(tmp_path: Path) -> None:
    made = receipt_of(released().mrn, at=now())
    assert made is not None
    files = {"r.json": made.file, "r.pdf": pdf(made, lawbook.current(now()).country, "ko")}

    assert CliRunner().invoke(app, ["keys", "publish", "-o", str(tmp_path / "keys.json")]).exit_code == 0
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
        answer = CliRunner().invoke(app, ["verify", str(tmp_path / name), "--keys", str(tmp_path / "keys.json")])
        assert answer.exit_code == 0, answer.output
        assert made.number in answer.output


@pytest.mark.usefixtures("country")
def test_keys_are_listed_changed_and_revoked(tmp_path: Path) -> None:
    receipt_of(released().mrn, at=now())
    run = CliRunner()

    assert run.invoke(app, ["keys", "rotate"]).exit_code == 0
    listed = [json.loads(line) for line in run.invoke(app, ["keys", "list", "--json"]).stdout.splitlines()]
    retired = next(one for one in listed if one["state"] == "retired")
    assert [one["state"] for one in listed].count("signs") == 1
    assert run.invoke(app, ["keys", "revoke", "nothing"]).exit_code == 1
    assert run.invoke(app, ["keys", "revoke", retired["kid"]]).exit_code == 0
    assert "revoked" in run.invoke(app, ["keys", "list"]).stdout


@pytest.mark.usefixtures("country")
def test_a_receipt_is_revoked_at_the_terminal_with_one_of_the_reasons(tmp_path: Path) -> None:
    made = receipt_of(released().mrn, at=now())
    assert made is not None
    run, verb = CliRunner(), ["keys", "revoke-receipt"]

    assert run.invoke(app, [*verb, made.number, "--reason", "because"]).exit_code == 2
    assert run.invoke(app, [*verb, "nothing", "--reason", "goods detained"]).exit_code == 1
    assert run.invoke(app, [*verb, made.number, "--reason", "goods detained"]).exit_code == 0

    (tmp_path / "r.json").write_bytes(made.file)
    assert run.invoke(app, ["verify", str(tmp_path / "r.json")]).exit_code == 4
