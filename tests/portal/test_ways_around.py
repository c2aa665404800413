"""Everybody finds their pages from every page: notices, statistics and the way back, and what is for everybody."""

from collections import Counter

import pytest
from django.urls import get_resolver

from clearway.clearance.administrator.urls import PAGES as OF_ADMINISTRATORS
from clearway.clearance.notices.urls import PAGES as OF_NOTICES
from clearway.clearance.officer.urls import PAGES as OF_OFFICERS
from clearway.clearance.public.urls import PAGES as FOR_EVERYBODY
from clearway.clearance.statistics.urls import PAGES as OF_STATISTICS
from clearway.registers.offices import public as offices
from tests.conftest import PACK
from tests.portal.people import member, officer, signed_in, words

pytestmark = pytest.mark.usefixtures("country")

FRAMES = {
    "owner": "/declarations",
    "operator": "/cargo",
    "permit officer": "/agency",
    "officer": "/office",
    "supervisor": "/office",
    "administrator": "/administrator/law",
}


def _person(role: str) -> str:
    if role in ("owner", "operator"):
        return member(role, "DL0000004015") if role == "operator" else member(role)
    offices.load_offices(PACK)
    return officer(role, "DL700101" if role == "permit officer" else "DL000101")


def _page(role: str, address: str) -> str:
    answer = signed_in(_person(role)).get(address, follow=True)
    assert answer.status_code == 200
    return words(answer)


@pytest.mark.parametrize(("role", "address"), FRAMES.items())
def test_every_frame_leads_to_the_notices(role: str, address: str) -> None:
    said = _page(role, address)

    assert said.count('href="/notices" data-notices-live="/notices/live"') == 1
    assert "data-notices-unread" in said


@pytest.mark.parametrize(("role", "sees"), [("officer", False), ("supervisor", True), ("administrator", True)])
def test_statistics_are_offered_to_whoever_may_read_them(role: str, sees: bool) -> None:
    assert ('href="/statistics"' in _page(role, FRAMES[role])) == sees


@pytest.mark.parametrize("address", ["/statistics", "/statistics/revenue"])
def test_from_statistics_one_goes_back_to_ones_work(address: str) -> None:
    for_supervisors = _page("supervisor", address)
    for_administrators = _page("administrator", address)

    assert 'href="/office"' in for_supervisors
    assert 'href="/administrator' not in for_supervisors
    assert 'href="/administrator/law"' in for_administrators
    assert 'href="/office"' not in for_administrators
    assert 'href="/statistics" aria-current="page"' in for_supervisors


@pytest.mark.parametrize("address", ["/sign-in", "/track", "/receipt", "/tariff", "/open-data", "/status"])
def test_what_is_for_everybody_is_a_step_from_every_page_for_everybody(address: str) -> None:
    said = words(signed_in(None).get(address))

    for other in ("/track", "/receipt", "/tariff", "/open-data"):
        assert f'href="{other}"' in said


def test_a_name_means_one_page() -> None:
    names = Counter(
        page.name for page in (*OF_NOTICES, *OF_OFFICERS, *OF_STATISTICS, *OF_ADMINISTRATORS, *FOR_EVERYBODY)
    )
    known = Counter(name for name in get_resolver().reverse_dict if isinstance(name, str))

    assert [name for name, number in names.items() if number > 1] == []
    assert len(get_resolver().reverse_dict.getlist("notices")) == 1
    assert len(get_resolver().reverse_dict.getlist("inbox")) == 1
    assert set(names) <= set(known)
