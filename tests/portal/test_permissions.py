"""Who may see and do what: every page of the table against every kind of person."""

import pytest
from django.urls import reverse

from clearway.clearance.trader import urls as trader
from clearway.config.urls import uploaded
from clearway.platform.theme import urls as theme
from tests.conftest import BROKER
from tests.portal.people import STRANGER, lodged, member, outsider, signed_in, words

pytestmark = pytest.mark.usefixtures("country")

EVERY_PAGE = (*trader.pages(uploaded), *theme.PAGES)
PEOPLE = ("anonymous", "outsider", "stranger", "reader", "declarant", "owner")
ASKED_TO_SIGN_IN, SHOWN, FORBIDDEN, UNKNOWN = 302, 200, 403, 404

_OF_A_DECLARATION = dict(zip(PEOPLE, (302, 403, 404, 200, 200, 200), strict=True))
#: What a person gets who asks for a page of the broker's: by page, then by person.
EXPECTED = {
    # Somebody who belongs to nobody is sent to their account, which says how to come in.
    "home": dict(zip(PEOPLE, (302, 302, 200, 200, 200, 200), strict=True)),
    "declaration": _OF_A_DECLARATION,
    "amounts": _OF_A_DECLARATION,
    "declared": _OF_A_DECLARATION,
    "history": _OF_A_DECLARATION,
    "lodge": dict(zip(PEOPLE, (302, 403, 200, 403, 200, 200), strict=True)),
    "account": dict(zip(PEOPLE, (302, 200, 200, 200, 200, 200), strict=True)),
    "status": dict.fromkeys(PEOPLE, 200),
    # Somebody who is signed in is sent on.
    "sign-in": dict(zip(PEOPLE, (200, 302, 302, 302, 302, 302), strict=True)),
    "sign-out": dict.fromkeys(PEOPLE, 405),
    "language": dict.fromkeys(PEOPLE, 405),
}
#: The pages of this portal's beginnings; every page and route of the house stands in tests/journeys.
PAGES = tuple(page for page in EVERY_PAGE if page.name in EXPECTED)


@pytest.fixture(scope="module")
def number(django_db_setup: None) -> list[str]:
    """The broker's declaration, lodged by the first test that asks."""
    return []


def _name(person: str) -> str | None:
    if person in ("anonymous", "outsider"):
        return None if person == "anonymous" else outsider()
    return member("owner", STRANGER) if person == "stranger" else member(person, BROKER)


def test_every_page_names_its_audience_and_permission() -> None:
    for page in EVERY_PAGE:
        assert (page.permission is None) == (page.audience == "public"), page.path


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_is_shown_to_whom_it_is_for(number: list[str], person: str, page: trader.Page) -> None:
    if not number:
        number.append(lodged())
    address = reverse(page.name, args=number if "<" in page.path else [])

    response = signed_in(_name(person)).get(address)

    assert response.status_code == EXPECTED[page.name][person]
    if response.status_code == ASKED_TO_SIGN_IN and person == "anonymous":
        assert response["Location"] == f"/sign-in?next={address}"


@pytest.mark.parametrize(
    ("person", "status"), [("anonymous", 302), ("outsider", 403), ("reader", 403), ("owner", 400)]
)
def test_only_who_may_lodge_gets_as_far_as_being_asked_for_a_file(person: str, status: int) -> None:
    assert signed_in(_name(person)).post("/lodge", {"act": "lodge"}).status_code == status


def test_a_reader_is_not_offered_what_a_reader_may_not_do() -> None:
    assert 'href="/lodge"' not in words(signed_in(member("reader")).get("/"))
    assert 'href="/lodge"' in words(signed_in(member("declarant")).get("/"))


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_a_page_takes_only_the_methods_of_its_row(method: str) -> None:
    client = signed_in(member())

    assert all(getattr(client, method)(address).status_code == 405 for address in ("/", "/lodge", "/status"))


def test_pages_of_people_are_kept_by_no_cache() -> None:
    assert "no-store" in signed_in(member()).get("/")["Cache-Control"]
