"""A citizen comes in by the national provider's verified number: over HTTP, through real processes."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing

import pytest

from clearway.platform.identity import external
from tests.conftest import BROKER
from tests.gateways.rest.web import ROOT, Web
from tests.platform.identity.browsing import Browser
from tests.portal.people import PASSWORD, member

pytestmark = pytest.mark.usefixtures("country")

PEOPLE = "2001:Mina Harbour:P0000901,2002:Teo Bridge:P0000902,2003:Ana Summit,2004:Nobody Known:no number!"


@pytest.fixture(scope="module")
def house(django_db_setup: None) -> Iterator[str]:
    """The house, and a provider that verifies personal numbers."""
    command = [
        sys.executable,
        "-m",
        "clearway.config",
        "simulate",
        "openid",
        "--secret",
        "shared",
        "--people",
        PEOPLE,
    ]
    provider = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert provider.stdout is not None
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CLEARWAY_OPENID_ISSUER", provider.stdout.readline().strip())
        environment.setenv("CLEARWAY_OPENID_SECRET", "shared")
        environment.setenv("CLEARWAY_OPENID_PERSON", "person_number")
        web = Web()
    try:
        web.wait()
        yield web.url
    finally:
        web.stop()
        provider.terminate()
        provider.wait(20)
        provider.stdout.close()


def test_a_citizen_whom_nobody_invited_comes_in_and_sees_who_looked(house: str) -> None:
    for _ in range(2):
        with closing(Browser()) as browser:
            page = browser.fill(browser.open(f"{house}/sign-in/openid?next=/"), person="2001")
            assert "Nobody has asked for information about you. 0 of 0." in page.text

    assert len(external.users_of(["P0000901"])["P0000901"]) == 1


def test_whoever_has_an_account_links_the_number_to_it(house: str) -> None:
    name = member("owner", BROKER)
    with closing(Browser()) as browser:
        browser.sign_in(house, name, PASSWORD)
        assert "Your personal number is not known here" in browser.open(f"{house}/me/accesses").text

        asked = browser.fill(browser.open(f"{house}/sign-in/openid?next=/me/accesses"), person="2002")
        browser.fill(asked, "/account/openid/link")

        assert "0 of 0" in browser.open(f"{house}/me/accesses").text
    assert external.users_of(["P0000902"]) == {"P0000902": {name}}


@pytest.mark.parametrize("person", ["2003", "2004"])
def test_without_a_verified_number_nobody_comes_in_uninvited(house: str, person: str) -> None:
    with closing(Browser()) as browser:
        page = browser.fill(browser.open(f"{house}/sign-in/openid?next=/"), person=person)

    assert page.status_code == 403
    assert "Nobody here is linked" in page.text
