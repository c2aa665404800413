"""Where a front shows certificates, a token alone opens nothing."""

import asyncio
import base64
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import quote

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from clearway.gateways.xroad.front import SEEN, Fronted, fingerprint
from clearway.hub.boarding import public as boarding
from clearway.platform.calendar import now
from tests.gateways.rest.web import Web
from tests.gateways.xroad.edge import BANK, HOLDER, EdgeProcess

SECRET = "what only the front and the edge know"
OTHER = "DL0000007012"
ALLOWED = f"/r1/DL/GOV/{HOLDER}/registers/allowedMethods"


def certificate() -> x509.Certificate:
    """A certificate of a member's software."""
    key, at = ec.generate_private_key(ec.SECP256R1()), now()
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "software of a member")])
    made = x509.CertificateBuilder(
        named, named, key.public_key(), x509.random_serial_number(), at - timedelta(days=1), at + timedelta(days=30)
    )
    return made.sign(key, SHA256())


def shown(one: x509.Certificate) -> str:
    """As RFC 9440 writes it."""
    return f":{base64.b64encode(one.public_bytes(Encoding.DER)).decode()}:"


@pytest.fixture(scope="module")
def fronted(django_db_setup: None) -> Iterator[EdgeProcess]:
    """An edge that asks for certificates."""
    one = EdgeProcess(CLEARWAY_XROAD_FRONT=SECRET)
    try:
        one.wait()
        yield one
    finally:
        one.stop()


def asked(bank: httpx.Client, fronted: EdgeProcess, **added: str) -> httpx.Response:
    """The bank's call, with what a front adds."""
    named = {name.replace("_", "-"): value for name, value in added.items()}
    return httpx.get(f"{fronted.url}{ALLOWED}", headers={**bank.headers, **named}, timeout=30)


def test_a_token_passes_with_a_certificate_of_its_organisation_alone(
    bank: httpx.Client, fronted: EdgeProcess
) -> None:
    mine, others = certificate(), certificate()
    for one, of in ((mine, BANK), (others, OTHER)):
        boarding.add_certificate(of, one.public_bytes(Encoding.PEM).decode(), by="user:it", at=now())
    pem = quote(mine.public_bytes(Encoding.PEM).decode())

    assert asked(bank, fronted, Clearway_Front=SECRET, Client_Cert=shown(mine)).status_code == 200
    assert asked(bank, fronted, Clearway_Front=SECRET, Client_Cert=pem).status_code == 200
    for added in (
        {},
        {"Client_Cert": shown(mine)},
        {"Clearway_Front": SECRET + "?", "Client_Cert": shown(mine)},
        {"Clearway_Front": SECRET},
        {"Clearway_Front": SECRET, "Client_Cert": shown(others)},
        {"Clearway_Front": SECRET, "Client_Cert": shown(certificate())},
        {"Clearway_Front": SECRET, "Client_Cert": ":no certificate:"},
    ):
        answer = asked(bank, fronted, **added)
        assert answer.headers["X-Road-Error"].endswith("authentication_failed"), (added, answer.text)


def test_a_certificate_that_was_taken_off_file_opens_nothing(
    bank: httpx.Client, web: Web, edge: EdgeProcess, fronted: EdgeProcess
) -> None:
    one = certificate()
    boarding.add_certificate(BANK, one.public_bytes(Encoding.PEM).decode(), by="user:it", at=now())
    added = {"Clearway_Front": SECRET, "Client_Cert": shown(one)}
    assert asked(bank, fronted, **added).status_code == 200

    print_ = fingerprint(shown(one).encode())
    boarding.withdraw_certificate(BANK, print_, by="user:it", at=now())

    assert boarding.certified(print_, now()) is None
    assert asked(bank, fronted, **added).headers["X-Road-Error"].endswith("authentication_failed")


def test_what_the_front_adds_is_no_part_of_the_message(fronted: EdgeProcess) -> None:
    scope = {"type": "http", "headers": [(b"client-cert", b"x"), (b"a", b"b"), (b"clearway-front", SECRET.encode())]}
    passed: list[dict[str, object]] = []

    async def application(scope: dict[str, object], *_: object) -> None:
        passed.append(scope)

    asyncio.run(Fronted(application, SECRET)(scope, None, None))

    assert passed == [{"type": "http", "headers": [(b"a", b"b")], SEEN: ""}]
    # What is for everybody stays so.
    assert httpx.get(f"{fronted.url}/listClients").status_code == 200


def test_a_short_secret_is_none() -> None:
    with pytest.raises(ValueError, match="32 characters"):
        Fronted(None, "short")  # type: ignore[arg-type] - it is not reached.
