"""The commodity code of the guided form is found by a newcomer, and confirmed with what it means."""

import pytest
from django.test import Client

from tests.conftest import TRADER
from tests.portal.people import member, signed_in, words
from tests.portal.test_drafting import ITEM, begun

pytestmark = pytest.mark.usefixtures("country")

TEA_SETS = "Tableware and kitchenware; of porcelain or china"


@pytest.fixture
def owner() -> Client:
    return signed_in(member("owner", TRADER))


@pytest.fixture
def item(owner: Client) -> str:
    """The address of an item whose commodity code is not known yet."""
    address = f"{begun(owner)}/items/1"
    owner.post(address, {**ITEM, "commodity": "", "description": "48 porcelain tea sets, decorated"})
    return address


def test_the_description_finds_the_code_and_item_and_check_say_what_it_means(owner: Client, item: str) -> None:
    page = words(owner.get(f"{item}/find"))
    assert page.index('value="69111090"') < page.index('value="691200"')
    assert TEA_SETS in page

    owner.post(f"{item}/find", {"code": "69111090"})

    assert f"This code means: <strong>{TEA_SETS} — Other</strong>" in words(owner.get(item))
    assert f"{TEA_SETS} — Other (69111090)" in words(owner.get(item.replace("/items/1", "/check")))


def test_what_is_not_found_leads_to_the_chapters_and_from_there_to_the_lines(owner: Client, item: str) -> None:
    page = words(owner.get(f"{item}/find", {"q": "qqzz"}))
    assert "Nothing was found." in page
    assert 'href="?q=69"' in page

    assert 'href="?q=6911"' in words(owner.get(f"{item}/find", {"q": "69"}))
    assert 'value="69111090"' in words(owner.get(f"{item}/find", {"q": "6911"}))


def test_an_abbreviation_of_the_tariff_is_explained_where_it_stands(owner: Client, item: str) -> None:
    explained = "means not elsewhere classified"
    assert explained in words(owner.get(f"{item}/find", {"q": "691490"}))
    assert explained not in words(owner.get(f"{item}/find", {"q": "691110"}))


def test_who_reads_korean_is_told_that_english_words_work(owner: Client, item: str) -> None:
    owner.cookies["django_language"] = "ko"
    page = words(owner.get(f"{item}/find", {"q": "찻잔"}))
    assert 'value="69111090"' in page
    assert "찻잔 세트" in page
    assert '<span lang="en">Tableware' in page
