"""Anybody checks a receipt: by its file, by the word of its code, by its number."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from clearway.clearance.public.guessing import ALLOWED
from clearway.clearance.receipts.gathering import receipt_of
from clearway.clearance.receipts.paper import pdf
from clearway.core.release.check import check
from clearway.core.release.keylist import KeyList
from clearway.platform.calendar import now
from clearway.platform.identity.actor import Actor
from clearway.registers.lawbook import public as lawbook
from clearway.stations.release import public as release
from clearway.stations.release.actions import keys
from clearway.stations.release.public import Receipt
from tests.core.release.receipts import signed
from tests.portal.people import words
from tests.stations.release.released import released

pytestmark = pytest.mark.usefixtures("country")


def _made() -> Receipt:
    made = receipt_of(released().mrn, at=now())
    assert made is not None
    return made


def _sent(content: bytes | str) -> str:
    given = {"text": content} if isinstance(content, str) else {"file": SimpleUploadedFile("receipt", content)}
    answer = Client().post("/receipt", given)
    assert answer.status_code == 200
    return words(answer)


def _by_number(number: str, address: str = "198.51.100.1") -> HttpResponse:
    return Client(REMOTE_ADDR=address).get("/receipt", {"number": number})


def test_a_good_receipt_is_shown_with_what_was_signed() -> None:
    made = _made()
    paper = pdf(made, lawbook.current(now()).country, "en")

    for page in (_sent(made.file), _sent(made.compact), _sent(made.file.decode()), _sent(paper)):
        assert "This receipt is valid" in page
        assert "CSQU3054383" in page
        assert made.statement.record in page


def test_an_altered_receipt_shows_nothing_of_what_it_claims() -> None:
    made = _made()
    page = _sent(made.file.replace(b"CSQU3054383", b"CSQU3054399"))
    assert "not as it was signed" in page
    assert "CSQU3054399" not in page


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (signed().file("receipt"), "not signed with a key of this house"),
        (b"%PDF-1.7 nothing", "No receipt can be read"),
        (b"\xff\xfe\x00", "No receipt can be read"),
        ("hello", "No receipt can be read"),
        ("", "Choose a file"),
    ],
)
def test_what_is_no_receipt_of_ours_is_told(content: bytes | str, says: str) -> None:
    assert says in _sent(content)


def test_a_revoked_receipt_says_why() -> None:
    made = _made()
    by = Actor(name="user:supervisor", permissions=frozenset({"receipts:revoke"}))

    release.revoke(made.number, reason="goods detained", by=by, at=now())

    for page in (_sent(made.file), words(_by_number(made.number))):
        assert "This receipt is revoked" in page
        assert "The goods are detained" in page


def test_by_number_one_learns_whether_it_is_good_and_not_what_it_says() -> None:
    made = _made()
    page = words(_by_number(made.number.lower()))
    assert "This receipt is valid" in page
    assert "CSQU3054383" not in page
    assert made.statement.importer not in page


def test_numbers_are_not_guessed() -> None:
    made, address = _made(), "198.51.100.2"
    for _ in range(ALLOWED):
        assert _by_number(made.statement.mrn + "-AAAAAAAA", address).status_code == 404
    assert _by_number(made.number, address).status_code == 429
    assert "This receipt is valid" in _sent(made.file)


def test_the_list_of_keys_is_served_signed_and_to_every_site() -> None:
    made = _made()

    answer = Client().get("/.well-known/clearway-receipt-keys.json")

    assert answer["Content-Type"] == "application/json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert check(made.file, KeyList.opened(answer.content)).verdict == "valid"
    assert made.kid in [key["kid"] for key in json.loads(answer.content)["list"]["keys"]]


def test_a_machine_that_cannot_sign_still_checks(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = _made()
    release.publish(at=now())
    settings.CLEARWAY_VAR = str(tmp_path)
    monkeypatch.setattr(keys, "SIGNED_EVERY", timedelta(0))

    answer = Client().get("/.well-known/clearway-receipt-keys.json")

    assert (answer.status_code, answer.content) == (503, b"REL-011")
    assert "This receipt is valid" in _sent(made.file)


def test_a_check_costs_few_statements() -> None:
    made = _made()
    _sent(made.file)
    with CaptureQueriesContext(connection) as seen:
        _sent(made.file)
    assert len(seen) <= 8
