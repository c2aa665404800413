"""What a page of the form, the day and the lists costs: statements, bytes, and nothing inline."""

import gzip
import re

import pytest
from django.test import Client

from clearway.platform.calendar import now
from clearway.stations.drafts import public as drafts
from tests.conftest import TRADER
from tests.portal.people import lodged, member, signed_in, words
from tests.portal.test_drafting import ITEM, begun
from tests.portal.test_weight import MOST_BYTES, MOST_STATEMENTS, _statements, _static

pytestmark = pytest.mark.usefixtures("country")

FORM = ("/kind", "/trader", "/receiver", "/journey", "/place", "/sale", "/items", "/items/1", "/items/sheet",
        "/items/1/find?q=porcelain", "/documents", "/check", "/remove", "/sale?look")  # fmt: skip
LISTS = ("/", "/declare", "/drafts", "/declarations", "/declarations?state=refused", "/declarations?q=x",
         "/declarations/{}", "/declarations/{}/amounts", "/declarations/{}/history",
         "/declarations/{}/withdraw")  # fmt: skip


@pytest.fixture
def owner() -> Client:
    return signed_in(member("owner", TRADER))


@pytest.fixture
def draft(owner: Client) -> str:
    """A draft with a hundred goods."""
    address = begun(owner)
    rows = [dict(ITEM) for _ in range(100)]
    one = drafts.find(address.rpartition("/")[2], party=TRADER, at=now())
    assert one is not None
    drafts.save(one, at=now(), rows={"items": rows})
    return address


def _costs_little(owner: Client, address: str) -> None:
    owner.get(address)
    assert _statements(lambda: owner.get(address)) <= MOST_STATEMENTS, address
    response = owner.get(address)
    assert response.status_code == 200
    said = words(response)
    files = set(re.findall(r'(?:href|src)="/static/([^"]+)"', said))
    weight = len(gzip.compress(response.content)) + sum(len(gzip.compress(_static(name))) for name in files)
    assert weight <= MOST_BYTES, address
    assert not re.search(r"<script(?! src=)|<style|\sstyle=|\son[a-z]+=|javascript:", said), address


def test_pages_of_the_form_cost_little(owner: Client, draft: str) -> None:
    for page in FORM:
        _costs_little(owner, f"{draft}{page}")


def test_the_day_and_the_lists_cost_little(owner: Client) -> None:
    numbers = [lodged(name, party=TRADER) for name in ("1-tableware", "6-net-above-gross", "3-export", "4-warehouse")]

    for page in LISTS:
        for number in numbers if "{}" in page and "withdraw" not in page else numbers[:1]:
            _costs_little(owner, page.format(number))


@pytest.mark.parametrize("page", ["/place", "/sale", "/documents"])
def test_saving_a_page_costs_little(owner: Client, draft: str, page: str) -> None:
    assert _statements(lambda: owner.post(f"{draft}{page}", {"go": "on"})) <= MOST_STATEMENTS
