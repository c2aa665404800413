"""Checking and lodging a file by its page."""

import html
import json
import re

import pytest
from django.test import Client, override_settings
from hypothesis import given
from hypothesis import strategies as st

from clearway.clearance.trader import carried
from clearway.formats import recognise
from clearway.stations.declarations import public as declarations
from tests.conftest import BROKER, demonstration
from tests.portal.people import fresh, member, message, signed_in, upload, words

pytestmark = pytest.mark.usefixtures("country")


@pytest.fixture
def owner() -> Client:
    return signed_in(member("owner"))


@pytest.mark.parametrize("format", ["json", "wco", "edifact"])
def test_a_file_of_any_format_is_checked_and_then_lodged(owner: Client, format: str) -> None:
    received = demonstration(reference=fresh("ANY"))
    content = recognise.write(received.message, format)

    checked = words(upload(owner, content))

    assert "It would be accepted" in checked
    assert declarations.find(received.declaration.reference or "", submitter=BROKER) is None
    lodged = owner.post("/lodge", {"act": "lodge", "carried": _carried(checked)})
    file = declarations.find(received.declaration.reference or "", submitter=BROKER)
    assert file is not None
    assert lodged["Location"] == f"/declarations/{file.mrn}"
    assert declarations.version_of(file.id, 1).facts == received.declaration
    assert f"The declaration is lodged under {file.mrn}." in words(owner.get(lodged["Location"]))


def _carried(page: str) -> str:
    return html.unescape(re.findall(r'name="carried" value="([^"]+)"', page)[0])


def test_a_file_is_lodged_once_however_often_the_button_is_pressed(owner: Client) -> None:
    content = message()

    addresses = {upload(owner, content, "lodge")["Location"] for _ in range(3)}

    assert len(addresses) == 1


def test_a_check_that_finds_faults_shows_them_at_their_place_and_offers_no_lodging(owner: Client) -> None:
    page = words(upload(owner, message("6-net-above-gross")))

    assert "It would be refused" in page
    assert "Item 1 · Net mass (kg)" in page
    assert "/goodsShipment/items/0/netMass" in page
    assert 'value="lodge"' not in page


def test_a_check_does_not_tell_the_lane(owner: Client) -> None:
    assert not re.search(r"(Green|Blue|Yellow|Red) lane", words(upload(owner, message())))


def test_a_refused_declaration_is_kept_and_says_so(owner: Client) -> None:
    lodged = upload(owner, message("6-net-above-gross"), "lodge")

    page = words(owner.get(lodged["Location"]))
    assert "The declaration was refused." in page
    assert "correct it and lodge it again" in page


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"<MetaData><x></MetaData>", "line 1"),
        (b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>', "FMT-"),
        (b'{"functionCode": ', "FMT-"),
        (b"UNB+nonsense", "FMT-"),
        (b"\x00\xff\xfe plain nonsense", "byte 0"),
        (b"%PDF-1.7", "FMT-001"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_place(owner: Client, content: bytes, place: str) -> None:
    response = upload(owner, content)

    assert response.status_code == 400
    assert "The file cannot be read. Nothing was lodged." in words(response)
    assert place in words(response)
    assert "root:" not in words(response)


def test_a_file_with_several_declarations_is_sent_elsewhere(owner: Client) -> None:
    lines = b"\n".join(json.dumps(json.loads(message())).encode() for _ in range(3))

    response = upload(owner, lines)

    assert response.status_code == 400
    assert "several declarations" in words(response)


@pytest.mark.parametrize("act", ["check", "lodge", "", "delete"])
def test_without_a_file_one_is_asked_for(owner: Client, act: str) -> None:
    response = owner.post("/lodge", {"act": act})

    assert response.status_code == 400
    assert "Choose a file." in words(response)


def test_a_file_beyond_the_limit_is_not_taken(owner: Client) -> None:
    with override_settings(FILE_UPLOAD_MAX_MEMORY_SIZE=1000):
        response = upload(owner, message())

    assert response.status_code == 400
    assert "Choose a file." in words(response)


def test_a_reference_is_used_once(owner: Client) -> None:
    content = message()
    upload(owner, content, "lodge")

    other = upload(owner, content.replace(b"sets of six", b"sets of ten"), "lodge")

    assert other.status_code == 409
    assert "CLR-001" in words(other)


@pytest.mark.parametrize("act", ["check", "lodge"])
@pytest.mark.parametrize(("type_code", "purpose"), [("COR", "amendment"), ("INV", "cancellation")])
def test_a_request_is_not_an_original(owner: Client, act: str, type_code: str, purpose: str) -> None:
    facts = json.loads(message()) | {"functionCode": "13", "typeCode": type_code, "mrn": "26DL00000000000XXX"}

    response = upload(owner, json.dumps(facts).encode(), act)

    assert response.status_code == 422
    assert "CLR-005" in words(response)
    assert purpose in words(response)


@pytest.mark.parametrize("text", ["", "x", "====", "eJwDAAAAAAE", "é", "A" * 100_000])
def test_a_carried_file_that_is_not_ours_is_no_file(owner: Client, text: str) -> None:
    assert owner.post("/lodge", {"act": "lodge", "carried": text}).status_code == 400


def test_a_form_of_another_site_is_not_taken() -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in(member("owner")).cookies

    response = upload(client, message(), "lodge")

    assert response.status_code == 403
    assert "The page was open for too long" in words(response)


@given(st.binary(max_size=2000))
def test_what_is_carried_comes_back_as_it_was(content: bytes) -> None:
    text = carried.packed(content)

    assert text is not None
    assert carried.unpacked(text) == content


@given(st.text(max_size=500))
def test_no_text_disturbs_unpacking(text: str) -> None:
    carried.unpacked(text)


def test_a_bomb_is_not_unpacked_and_a_heavy_file_is_not_carried() -> None:
    bomb = carried.packed(b"\0" * (carried.LARGEST - 1))
    assert bomb is not None
    more = carried.packed(b"\0" * (carried.LARGEST + 1))
    assert more is None
    assert carried.packed(bytes(range(256)) * 4 + b"".join(n.to_bytes(4) for n in range(60_000))) is None
