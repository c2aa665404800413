"""What a page costs: statements, bytes, and nothing that a strict browser would refuse."""

import gzip
import re

import msgspec
import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from clearway.clearance import conductor
from clearway.clearance.record import Submitted
from clearway.platform.database.hot import CountingConnection
from clearway.platform.identity.actor import Actor
from tests.conftest import BROKER, demonstration
from tests.portal.people import fresh, lodged, member, message, signed_in, upload, words

pytestmark = pytest.mark.usefixtures("country")

MOST_STATEMENTS = 12
MOST_BYTES = 150 * 1024
PAGES = ("/", "/declarations/{}", "/declarations/{}/amounts", "/declarations/{}/declared",
         "/declarations/{}/history", "/lodge", "/account", "/status", "/nothing")  # fmt: skip


@pytest.fixture
def owner() -> Client:
    return signed_in(member("owner"))


def _large(items: int) -> str:
    """The number of a declaration with many items."""
    received = demonstration(reference=fresh("LARGE"))
    shipment = received.declaration.goods_shipment
    assert shipment is not None
    many = tuple(msgspec.structs.replace(shipment.items[0], sequence=n) for n in range(1, items + 1))
    declaration = msgspec.structs.replace(
        received.declaration, item_count=items, goods_shipment=msgspec.structs.replace(shipment, items=many)
    )
    actor = Actor(name="client:tests", party=BROKER, permissions=frozenset({"declarations:write"}))
    number = conductor.lodge(Submitted(declaration, "json", b"{}"), by=actor).mrn
    assert number is not None
    return number


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_the_store_little(owner: Client, page: str) -> None:
    for _ in range(30):
        number = lodged()

    assert _statements(lambda: owner.get(page.format(number))) <= MOST_STATEMENTS


@pytest.mark.parametrize("act", ["check", "lodge"])
def test_a_file_is_checked_and_lodged_with_few_statements(owner: Client, act: str) -> None:
    content = message()
    upload(owner, message(), act)

    assert _statements(lambda: upload(owner, content, act)) <= MOST_STATEMENTS


def test_signing_in_asks_the_store_little() -> None:
    name = member()

    def sign_in() -> None:
        Client().post("/sign-in", {"username": name, "password": "correct horse battery staple"})

    assert _statements(sign_in) <= MOST_STATEMENTS


def _statements(act: object) -> int:
    assert callable(act)
    before = CountingConnection.round_trips
    with CaptureQueriesContext(connection) as seen:
        act()
    frames = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    said = [query for query in seen.captured_queries if not query["sql"].startswith(frames)]
    return len(said) + CountingConnection.round_trips - before


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_light_however_much_was_declared(owner: Client, page: str) -> None:
    number = _large(200)

    response = owner.get(page.format(number))

    html = gzip.compress(response.content)
    styles = set(re.findall(r'(?:href|src)="/static/([^"]+)"', words(response)))
    assert len(styles) >= 3
    weight = len(html) + sum(len(gzip.compress(_static(name))) for name in styles)
    assert weight <= MOST_BYTES


def _static(name: str) -> bytes:
    path = finders.find(name)
    assert path, f"{name} is missing: run tools/assets.py"
    with open(path, "rb") as file:
        return file.read()


def test_a_heavy_check_is_light_too(owner: Client) -> None:
    assert len(gzip.compress(upload(owner, message()).content)) <= 60 * 1024


@pytest.mark.parametrize("page", [*PAGES, "/sign-in"])
def test_a_page_has_nothing_inline_and_a_policy_that_forbids_it(owner: Client, page: str) -> None:
    client = owner if page != "/sign-in" else Client()

    response = client.get(page.format(lodged()))

    said = words(response)
    assert not re.search(r"<script(?! src=)|<style|\sstyle=|\son[a-z]+=|javascript:", said)
    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy
    addresses = re.findall(r'(?:href|src|action)="([^"]*)"', said)
    assert all(address.startswith(("/", "#", "?")) and not address.startswith("//") for address in addresses)


def test_pages_travel_compressed(owner: Client) -> None:
    response = owner.get(f"/declarations/{lodged()}/declared", headers={"accept-encoding": "gzip"})

    assert response["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("items", [1, 10, 11, 200])
def test_items_are_turned_page_by_page_and_none_is_left_out(owner: Client, items: int) -> None:
    number = _large(items)

    for page in ("declared", "amounts"):
        seen: list[int] = []
        for sheet in range(1, (items - 1) // 10 + 2):
            said = words(owner.get(f"/declarations/{number}/{page}?page={sheet}"))
            seen += [int(n) for n in re.findall(r"<h3>Item (\d+)", said)]
        if page == "declared" or seen:
            assert seen == list(range(1, items + 1)), page
