"""In which language somebody reads: chosen in this browser, chosen for the account, or asked for by the browser."""

import pytest
from django.contrib.auth import get_user_model

from tests.portal.people import member, signed_in, words

pytestmark = pytest.mark.usefixtures("country")


def language_of(name: str) -> str:
    return str(get_user_model().objects.get(username=name).language)


def test_who_has_chosen_nothing_reads_as_the_browser_asks() -> None:
    name = member()

    page = words(signed_in(name).get("/account", headers={"accept-language": "fr"}))

    assert language_of(name) == ""
    assert '<html lang="fr"' in page


@pytest.mark.parametrize("chosen", ["en", "ko"])
def test_what_was_chosen_holds_in_another_browser_too_whatever_it_asks_for(chosen: str) -> None:
    name = member()
    signed_in(name).post("/language", {"language": chosen, "next": "/account"})

    page = words(signed_in(name).get("/account", headers={"accept-language": "fr"}))

    assert language_of(name) == chosen
    assert f'<html lang="{chosen}"' in page


def test_a_language_that_does_not_exist_is_not_kept() -> None:
    name = member()
    signed_in(name).post("/language", {"language": "xx", "next": "/account"})

    assert language_of(name) == ""
