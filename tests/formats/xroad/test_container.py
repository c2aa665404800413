"""A message is kept in a signed container, handed out, and checked: whatever was changed in it is found."""

import io
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from clearway.formats.refusal import Unreadable
from clearway.formats.xroad import container, signature
from clearway.formats.xroad.container import Container
from clearway.formats.xroad.signature import Key

AT = datetime(2026, 3, 1, 10, 30, tzinfo=UTC)
HEAD, BODY = b"GET\r\n/r1/I/C/M/S/X\r\nx-road-request-id:1\r\n", b'{"is_of_age":true}'


def _certificate(key: Key, name: str = "seal") -> x509.Certificate:
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = x509.CertificateBuilder(named, named, key.public_key(), 7, AT - timedelta(days=1), AT + timedelta(days=1))
    return made.sign(key, SHA256())


RSA_KEY, EC_KEY = rsa.generate_private_key(65537, 2048), ec.generate_private_key(ec.SECP384R1())
SEAL, EC_SEAL = _certificate(RSA_KEY), _certificate(EC_KEY)
SIGNED = container.signed(HEAD, BODY, RSA_KEY, SEAL, at=AT)
FILE = container.write(SIGNED, at=AT)


def _codes(one: Container, *trusted: x509.Certificate) -> list[str]:
    return sorted({fault.code for fault in container.verify(one, trusted or (SEAL,))})


def _with(**changes: bytes | None) -> Container:
    return Container(**{**{name: getattr(SIGNED, name) for name in Container.__struct_fields__}, **changes})


@pytest.mark.parametrize(("key", "seal"), [(RSA_KEY, SEAL), (EC_KEY, EC_SEAL)])
@pytest.mark.parametrize("body", [None, b"", BODY])
def test_a_container_comes_back_as_it_went_out_and_its_signature_holds(
    key: Key, seal: x509.Certificate, body: bytes | None
) -> None:
    one = container.signed(HEAD, body, key, seal, at=AT)

    back = container.read(container.write(one, at=AT))

    assert back == one
    assert container.verify(back, (seal,)) == ()


def test_the_file_is_laid_out_as_the_protocol_says() -> None:
    with zipfile.ZipFile(io.BytesIO(container.write(_with(timestamp=b"token"), at=AT))) as archive:
        names = archive.namelist()
        first = archive.infolist()[0]

    assert names == [
        "mimetype", "message.xml", "attachment1", "META-INF/signatures.xml", "META-INF/manifest.xml",
        "META-INF/ASiCManifest.xml", "META-INF/timestamp.tst",
    ]  # fmt: skip
    assert first.compress_type == zipfile.ZIP_STORED
    assert FILE[30:38] == b"mimetype"
    assert FILE[38:].startswith(b"application/vnd.etsi.asic-e+zip")
    assert container.write(SIGNED, at=AT) == FILE


def test_whatever_was_changed_is_found() -> None:
    assert _codes(_with(head=HEAD + b"x")) == ["FMT-451"]
    assert _codes(_with(body=BODY + b" ")) == ["FMT-451"]
    assert _codes(_with(body=None)) == ["FMT-454"]
    assert _codes(container.signed(HEAD, None, RSA_KEY, SEAL, at=AT)) == []
    added = Container(HEAD, container.signed(HEAD, None, RSA_KEY, SEAL, at=AT).signatures, b"added")
    assert _codes(added) == ["FMT-454"]


def test_a_signature_by_another_key_or_of_another_time_is_found() -> None:
    other = rsa.generate_private_key(65537, 2048)
    assert _codes(container.signed(HEAD, BODY, other, SEAL, at=AT)) == ["FMT-452"]
    assert _codes(container.signed(HEAD, BODY, other, _certificate(other), at=AT)) == ["FMT-453"]
    assert _codes(container.signed(HEAD, BODY, RSA_KEY, SEAL, at=AT + timedelta(days=9))) == ["FMT-453"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"2026-03-01T10:30:00Z", b"2026-03-01T10:31:00Z"),
        (b"#rsa-sha512", b"#rsa-sha1"),
        (b"xmlenc#sha512", b"xmlenc#sha256"),
        (b"xml-exc-c14n#", b"xml-c14n11"),
        (b'URI="/attachment1"', b'URI="/message.xml"'),
        (b"<ds:SignedInfo>", b"<ds:SignedInfo><!-- said -->"),
        (b"</ds:SignatureValue>", b"<!-- x --></ds:SignatureValue>"),
        (b"</asic:XAdESSignatures>", b"<ds:Signature/></asic:XAdESSignatures>"),
        (b"</ds:Object>", b'</ds:Object><ds:Object><xades:SignedProperties Id="properties"/></ds:Object>'),
        (b"<asic:XAdESSignatures", b'<!DOCTYPE x [<!ENTITY y "z">]><asic:XAdESSignatures'),
    ],
)
def test_a_signature_that_was_tampered_with_holds_no_more(old: bytes, new: bytes) -> None:
    signatures = SIGNED.signatures.replace(old, new, 1)

    assert signatures != SIGNED.signatures
    assert _codes(_with(signatures=signatures)) != []


@given(st.binary(max_size=80) | st.integers(0, len(SIGNED.signatures) - 1).map(lambda at: SIGNED.signatures[:at]))
def test_no_signature_is_anything_but_checked(signatures: bytes) -> None:
    assert signature.check(signatures, SIGNED.entries, (SEAL,)) != ()


@given(st.integers(0, len(FILE) - 1), st.integers(1, 255))
def test_a_file_with_one_byte_changed_is_refused_or_says_the_same_or_fails(at: int, by: int) -> None:
    changed = bytearray(FILE)
    changed[at] ^= by
    try:
        back = container.read(bytes(changed))
    except Unreadable as wrong:
        assert all(one.code and one.sentence for one in wrong.faults)
        return
    if container.verify(back, (SEAL,)) == ():
        assert (back.head, back.body) == (HEAD, BODY)


def _zip(entries: list[tuple[str, bytes]]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return kept.getvalue()


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("entries", "code"),
    [
        ([], "FMT-442"),
        ([("mimetype", b"text/plain"), ("message.xml", b""), ("META-INF/signatures.xml", b"")], "FMT-442"),
        ([("mimetype", container.MIMETYPE.encode()), ("message.xml", b"")], "FMT-442"),
        ([("../message.xml", b"")], "FMT-442"),
        ([("message.xml", b"1"), ("message.xml", b"2")], "FMT-442"),
        ([("message.xml", b"0" * (container.MOST_BYTES + 1))], "FMT-441"),
    ],
)
def test_another_file_is_refused_with_what_would_pass(entries: list[tuple[str, bytes]], code: str) -> None:
    with pytest.raises(Unreadable) as wrong:
        container.read(_zip(entries))

    assert wrong.value.faults[0].code == code


@given(st.binary(max_size=200))
def test_no_bytes_are_anything_but_refused(content: bytes) -> None:
    with pytest.raises(Unreadable):
        container.read(content)
