"""clearway verify tells whether the hub has sealed an answer."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from clearway.core.share import minimised
from clearway.gateways.console.app import app
from clearway.gateways.hub import forms
from clearway.hub.exchange import sealing
from clearway.hub.exchange.public import Answer
from tests.core.share.worlds import KIND

AT = datetime(2026, 3, 4, 9, 30, 0, 123456, tzinfo=UTC)
KEY = sealing.signer().vkey


def _answered(others: int = 2) -> tuple[bytes, str]:
    """An answer as it goes out, and its seal, which was made with those of others."""
    record = {"name": "Öznur", "address": "1 Quay Road", "debt": "1500.50"}
    shown = minimised(KIND, ["address", "debt", "name", "owes_much"], record, on=AT.date())
    assert isinstance(shown["debt"], Decimal)
    mine = sealing.Sealed("a-1", AT, 7, sealing.of_values(shown))
    seals = sealing.sealed([mine, *(sealing.Sealed(f"o-{one}", AT, 1, "") for one in range(others))])
    return msgspec.json.encode(forms.shown(Answer("a-1", True, shown, "R-1/1", "consent", AT))), seals[0]


def _verified(folder: Path, *contents: bytes) -> tuple[int, str]:
    (folder / "answer").write_bytes(contents[0])
    options = ["--key", KEY]
    for one in contents[1:]:
        (folder / "seal").write_bytes(one)
        options += ["--seal", str(folder / "seal")]
    said = CliRunner().invoke(app, ["verify", str(folder / "answer"), *options])
    return said.exit_code, said.output


def test_an_answer_kept_with_its_headers_is_proven(tmp_path: Path) -> None:
    body, seal = _answered()

    status, words = _verified(tmp_path, f"HTTP/1.1 200 OK\r\nClearway-Seal: {seal}\r\n\r\n".encode() + body)

    assert (status, "proven: answered 2026-03-04T09:30:00.123456+00:00 by access a-1, number 7" in words) == (0, True)


def test_a_seal_may_be_kept_apart(tmp_path: Path) -> None:
    body, seal = _answered(others=0)

    assert _verified(tmp_path, body, f"{seal}\n".encode())[0] == 0


@pytest.mark.parametrize(
    ("was", "told"), [(b"1 Quay", b"2 Quay"), (b"1500.50", b"1500.5"), (b"09:30:00", b"09:30:01"), (b"a-1", b"a-2")]
)
def test_what_was_not_answered_so_is_refuted(tmp_path: Path, was: bytes, told: bytes) -> None:
    body, seal = _answered()
    assert was in body

    assert _verified(tmp_path, body.replace(was, told), seal.encode())[0] == 1


def test_a_seal_of_another_number_is_refuted_and_a_missing_one_asked_for(tmp_path: Path) -> None:
    body, seal = _answered()

    assert _verified(tmp_path, body, seal.replace('"ordinal":7', '"ordinal":8').encode())[0] == 1
    assert _verified(tmp_path, body)[0] == 2
