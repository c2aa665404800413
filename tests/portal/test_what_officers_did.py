"""What officers did, as a trader meets it in lists and on the page of a file."""

import html

import pytest
from django.test import Client

from clearway.stations.controls import public as controls
from tests.clearance.officer.desk import actor, do, in_hand, quiet_office, red, yellow
from tests.conftest import BROKER
from tests.portal.people import member, signed_in, words

pytestmark = pytest.mark.usefixtures("quiet_office")
__all__ = ["quiet_office"]
ASKED = "You: answer the officer's question"


def _says(client: Client, address: str, **given: str) -> str:
    return html.unescape(words(client.get(address, given)))


@pytest.mark.parametrize("page", ["/", "/declarations", "/declarations.csv"])
def test_every_list_says_that_an_officer_asks(page: str) -> None:
    file = yellow()
    name = in_hand(file)
    client = signed_in(member("owner", BROKER))
    given = {} if page == "/" else {"q": file.mrn}

    def _said() -> str:
        answer = client.get(page, given)
        content = b"".join(answer) if answer.streaming else answer.content
        return html.unescape(content.decode())

    before = _said().count(ASKED)
    do(file, controls.Ask("Which invoice?"), by=actor(name))

    assert _said().count(ASKED) == before + 1


def test_what_an_officer_refused_is_not_said_to_be_without_a_fault() -> None:
    file = yellow()
    name = in_hand(file)
    client = signed_in(member("owner", BROKER))
    assert "An officer refused it" not in _says(client, f"/declarations/{file.mrn}")

    do(file, controls.Refuse("R01", "The invoice never came"), by=actor(name))

    page = _says(client, f"/declarations/{file.mrn}")
    assert "Nothing was found to be wrong." not in page
    assert "An officer refused it after a check." in page


def test_a_refusal_of_an_officer_ends_the_route_where_the_officer_looked() -> None:
    file = red()
    name = in_hand(file)

    do(file, controls.Refuse("R03", "Other goods"), by=actor(name))

    page = _says(signed_in(member("owner", BROKER)), f"/declarations/{file.mrn}")
    assert "It ended before: Checked by the rules." in page
