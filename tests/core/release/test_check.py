"""A receipt is good only as it was signed, by a key in use, and not revoked; all else is told apart."""

import zlib
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jwcrypto import jwk, jws

from clearway.core.release import keylist
from clearway.core.release.check import check
from clearway.core.release.keylist import KeyList, Revoked
from clearway.core.release.reading import receipt_in
from clearway.core.release.signature import NotSigned, encoded, thumbprint
from tests.core.release.receipts import AT, KEY, OTHER, ROOT, keys, public, published, signed, statement

FILE = signed().file("receipt")
COMPACT = signed().compact.encode()


def test_both_spellings_are_valid_and_say_the_same() -> None:
    for spelling in (FILE, COMPACT, b"\n" + COMPACT + b"\n"):
        checked = check(spelling, keys())
        assert (checked.verdict, checked.statement) == ("valid", statement())


def test_signing_the_same_twice_gives_the_same_bytes() -> None:
    assert signed().file("receipt") == FILE
    assert signed().compact.encode() == COMPACT


def test_another_makers_library_finds_the_signature_right() -> None:
    """RFC 7515 and 8037 as others have read them, and the key's name by RFC 7638."""
    key = jwk.JWK(kty="OKP", crv="Ed25519", x=public().x)
    token = jws.JWS()

    token.deserialize(COMPACT.decode(), key)

    assert msgspec.json.decode(token.payload)["mrn"] == statement().mrn
    assert key.thumbprint() == public().kid


def test_the_file_shows_its_receipt_in_clear() -> None:
    both = msgspec.json.decode(FILE)
    assert both["receipt"]["goods"]["containers"] == ["CSQU3054383"]
    assert both["signature"].count("..") == 1


CHANGES: dict[str, Any] = {
    "mrn": "26DL00012345678902", "office": "DL000102", "importer": "DL0000009999", "version": 2,
    "releasedAt": "2026-11-23T08:30:00Z", "record": "sha256:" + "cd" * 32,
    "charges": {"amount": "1", "currency": "DML"},
    "goods": {"containers": ["CSQU3054384"], "transportDocuments": [], "grossMass": "1", "packages": "1", "items": 1},
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_one_changed_word_is_noticed(name: str) -> None:
    both = msgspec.json.decode(FILE)
    both["receipt"][name] = CHANGES[name]

    checked = check(msgspec.json.encode(both), keys())

    assert (checked.verdict, checked.statement) == ("altered", None)


def test_a_word_added_or_left_out_is_noticed() -> None:
    for change in ({"lane": "green"}, {"office": None}):
        both = msgspec.json.decode(FILE)
        both["receipt"] = {k: v for k, v in {**both["receipt"], **change}.items() if v is not None}
        assert check(msgspec.json.encode(both), keys()).verdict == "altered"


def test_a_signature_by_the_right_key_for_something_else_is_no_receipt() -> None:
    """A list of keys, another kind of document, another house's receipt: signed, and yet none of ours."""
    assert check(signed(typ="clearway-receipt-keys").file("receipt"), keys()).verdict == "altered"
    assert check(signed(statement(format="clearway.receipt.v2")).file("receipt"), keys()).verdict == "altered"
    assert check(signed(statement(issuer="clearway.elsewhere")).file("receipt"), keys()).verdict == "altered"


def test_a_key_that_nobody_published_is_unknown() -> None:
    checked = check(signed(key=OTHER).file("receipt"), keys())
    assert (checked.verdict, checked.statement) == ("unknown key", None)


def test_a_receipt_under_another_keys_name_is_altered() -> None:
    """Whoever signs with a key of their own and puts our key's name into the header gains nothing."""
    ours, theirs = signed(), signed(statement(importer="DL0000009999"), key=OTHER)
    forged = f"{ours.protected}.{encoded(theirs.payload)}.{encoded(theirs.signature)}".encode()
    assert check(forged, keys()).verdict == "altered"


def test_a_retired_key_keeps_what_it_signed_valid() -> None:
    retired = public(valid_until=AT + timedelta(days=1))
    assert check(FILE, keys(retired, public(OTHER))).verdict == "valid"


@pytest.mark.parametrize(
    "period", [{"valid_until": AT - timedelta(seconds=1)}, {"valid_from": AT + timedelta(seconds=1)}]
)
def test_what_a_key_signed_before_or_after_its_time_is_told(period: dict[str, Any]) -> None:
    assert check(FILE, keys(public(**period))).verdict == "expired key"


def test_a_revoked_receipt_says_since_when_and_why() -> None:
    revoked = Revoked(statement().number, AT + timedelta(hours=1), "goods detained")

    checked = check(FILE, keys(revoked=(revoked,)))

    assert (checked.verdict, checked.revoked) == ("revoked", revoked)
    assert checked.statement == statement()
    other = signed(statement(number="26DL00012345678901-AAAAAAAA")).file("receipt")
    assert check(other, keys(revoked=(revoked,))).verdict == "valid"


def test_a_revoked_key_takes_all_its_receipts_with_it() -> None:
    checked = check(FILE, keys(public(revoked_at=AT + timedelta(days=30), valid_until=AT + timedelta(days=30))))
    assert (checked.verdict, checked.revoked) == ("revoked", None)


NONE_OF_OURS = [
    b"", b"{}", b"[]", b"...", b"a.b.c", b'{"receipt":{},"signature":""}', b'{"signature":"a..b"}', b"\xff\xfe{",
    FILE.replace(b'"receipt"', b'"recipe"'), FILE[:-2], FILE + b"x", COMPACT[:-3] + b"=",
    COMPACT.replace(b".", b"..", 1), b'{"receipt":{"x":1.5},"signature":"e30..e30"}', b'{"receipt":' + b"[" * 5000,
    COMPACT.replace(b"eyJ", b"eyK", 1),
]  # fmt: skip


@pytest.mark.parametrize("content", NONE_OF_OURS)
def test_what_is_no_receipt_at_all_is_said_to_be_none(content: bytes) -> None:
    checked = check(content, keys())
    assert checked.verdict == "unreadable"
    assert checked.because


def test_no_algorithm_but_ours_is_taken() -> None:
    for alg in ("none", "HS256", "ES256"):
        protected = encoded(msgspec.json.encode({"alg": alg, "kid": public().kid, "typ": "clearway-receipt"}))
        _, payload, mark = COMPACT.split(b".")
        assert check(b".".join((protected.encode(), payload, mark)), keys()).verdict == "unreadable"


@given(st.integers(0, len(COMPACT) - 1), st.integers(1, 255))
def test_no_changed_byte_of_a_code_is_ever_valid(place: int, change: int) -> None:
    changed = bytearray(COMPACT)
    changed[place] ^= change
    if bytes(changed).strip() != COMPACT:
        assert check(bytes(changed), keys()).verdict != "valid"


@given(st.binary(max_size=200) | st.text().map(str.encode))
def test_anything_at_all_is_answered(content: bytes) -> None:
    assert check(content, keys()).verdict == "unreadable"


# The list.


def test_a_published_list_is_opened_as_it_was_signed() -> None:
    assert KeyList.opened(published()) == keys()
    assert KeyList.opened(published(), pin=keys().pin) == keys()


def test_the_list_is_a_key_set_that_others_can_read() -> None:
    found = jwk.JWKSet.from_json(msgspec.json.encode(msgspec.json.decode(published())["list"]).decode())
    token = jws.JWS()
    token.deserialize(COMPACT.decode(), found.get_key(public().kid))


def test_a_list_signed_by_another_is_refused() -> None:
    root = encoded(OTHER.public_key().public_bytes_raw())
    pin = keys().pin
    for forged in (published(by=OTHER), published(keys(root=root), by=ROOT)):
        with pytest.raises(NotSigned):
            KeyList.opened(forged)
    # It fits together, but it is not the list that was pinned.
    with pytest.raises(NotSigned):
        KeyList.opened(published(keys(root=root), by=OTHER), pin=pin)


def test_a_revocation_taken_out_of_the_list_is_noticed() -> None:
    made = keys(revoked=(Revoked(statement().number, AT, "issued in error"),))
    both = msgspec.json.decode(published(made))
    both["list"]["revoked"] = []
    with pytest.raises(NotSigned, match="altered"):
        KeyList.opened(msgspec.json.encode(both))


def test_a_receipt_is_no_list_and_a_key_has_its_own_name() -> None:
    with pytest.raises(NotSigned):
        KeyList.opened(signed(key=ROOT, typ=keylist.TYP).file(keylist.MEMBER))
    with pytest.raises(NotSigned, match="not its own"):
        KeyList.opened(published(keys(public(kid=thumbprint(OTHER.public_key().public_bytes_raw())))))


# The paper.


def _pdf(*streams: bytes) -> bytes:
    return b"%PDF-1.7\n" + b"".join(b"1 0 obj\n<<>>\nstream\n%b\nendstream\nendobj\n" % one for one in streams)


def test_the_receipt_is_found_in_a_pdf_file_also_where_it_was_made_small() -> None:
    for pdf in (_pdf(b"q 1 0 0 1 re Q", FILE), _pdf(zlib.compress(b"other"), zlib.compress(FILE)), _pdf(FILE, FILE)):
        assert receipt_in(pdf) == FILE


def test_a_pdf_file_with_no_receipt_or_two_is_refused() -> None:
    other = signed(statement(mrn="26DL00012345678902")).file("receipt")
    for pdf in (_pdf(b"nothing"), _pdf(FILE, other), b"%PDF-1.7"):
        with pytest.raises(NotSigned):
            receipt_in(pdf)


def test_a_part_that_would_grow_without_end_is_not_followed() -> None:
    with pytest.raises(NotSigned):
        receipt_in(_pdf(zlib.compress(bytes(50_000_000))))


def test_a_word_broken_into_lines_is_put_together() -> None:
    lines = b"\r\n".join(COMPACT[start : start + 60] for start in range(0, len(COMPACT), 60))
    assert check(receipt_in(lines), keys()).verdict == "valid"


def test_a_key_is_used_for_signing_as_it_was_made() -> None:
    assert KEY.public_key().public_bytes_raw() == public().public
