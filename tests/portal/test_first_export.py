"""Somebody's first export, lodged before the goods are at the port: what they are told, and what they still add."""

import pytest
from django.test import Client

from clearway.clearance.trader import declarations as pages
from clearway.clearance.trader.drafting.taking import followed
from clearway.platform.calendar import now
from clearway.stations.drafts.public import Draft
from tests.conftest import TRADER
from tests.portal.people import member, signed_in, words
from tests.portal.test_drafting import EXPORT, ITEM, begun, reference, wrong

pytestmark = pytest.mark.usefixtures("country")

#: The port's report finds the goods under this.
BILL = {"documents-1-code": "N705", "documents-1-number": "HAVEN-FIRST-1"}
RECEIVER = {
    "receiver_name": "Maison Lumière",
    "receiver_line": "12 rue des Lilas",
    "receiver_city": "Lyon",
    "receiver_country": "FR",
}


@pytest.fixture
def owner() -> Client:
    return signed_in(member("owner", TRADER))


def early(client: Client, *, documents: dict[str, str] | None = None) -> str:
    """A draft of goods that are still at their trader's, on a ship that nobody has named."""
    draft = begun(client)
    said = {
        **EXPORT,
        "kind": {**EXPORT["kind"], "type": "EXD"},
        "receiver": RECEIVER,
        "journey": {"mode": "1", "loose": "0"},
        "place": {**EXPORT["place"], "exit_office": "DL000101", "destination": "FR"},
        "items/1": ITEM,
    }
    for name, sent in said.items():
        answer = client.post(f"{draft}/{name}", {**sent, "go": "on", **reference(client, draft, name)})
        assert answer.status_code == 302, wrong(words(answer))
    client.post(f"{draft}/documents", {**(documents or {}), "go": "on"})
    return draft


def sent(client: Client, draft: str) -> str:
    """What is shown once it is lodged."""
    lodged = client.post(f"{draft}/check", {"go": "send"})
    assert lodged.status_code == 302, wrong(words(lodged))
    return " ".join(words(client.get(lodged["Location"])).split())


def test_the_country_of_the_receiver_is_where_goods_go_until_somebody_says_otherwise(owner: Client) -> None:
    draft, other = begun(owner), '<option value="FR" selected>France'
    owner.post(f"{draft}/receiver", {**RECEIVER, "receiver_country": "JP", "go": "later"})
    owner.post(f"{draft}/receiver", {**RECEIVER, "go": "later"})
    assert other in words(owner.get(f"{draft}/place"))

    owner.post(f"{draft}/place", {**EXPORT["place"], "destination": "JP", "go": "later"})
    owner.post(f"{draft}/receiver", {**RECEIVER, "go": "later"})
    assert other not in words(owner.get(f"{draft}/place"))


def test_a_lodged_declaration_is_changed_by_its_trader_alone() -> None:
    then = now()
    draft, change = (
        Draft("", TRADER, "", purpose, "import", "", "", "", {}, {}, "", then, then, then)
        for purpose in ("original", "amendment")
    )

    assert followed(draft, {"sender_country": "FR"}) == {"dispatch": "FR"}
    assert followed(change, {"sender_country": "FR"}) == {}
    assert followed(draft, {"sender_name": "Maison Lumière"}) == {}


def test_what_is_left_open_is_said_once_and_where_it_is_added(owner: Client) -> None:
    page = " ".join(words(owner.get(f"{early(owner)}/check")).split())

    assert page.count("The ship, vehicle or flight is left open.") == 1
    assert "press “Change it”" in page
    assert "we are the trader named above ()" not in page
    assert "Ourselves: we are the trader named above" in page


def test_after_lodging_its_trader_reads_what_is_still_to_be_added(owner: Client) -> None:
    page = sent(owner, early(owner))

    assert "What you still add" in page
    assert "The number of the transport document" in page
    assert "once your carrier has named it" in page
    assert "you send nothing more" not in page


def test_with_its_transport_document_nothing_but_the_ship_is_open(owner: Client) -> None:
    page = sent(owner, early(owner, documents=BILL))

    assert "HAVEN-FIRST-1" in page
    assert "once your carrier has named it" in page
    assert "The number of the transport document" not in page


def test_an_export_is_not_told_of_a_way_to_pay_that_it_cannot_choose(
    owner: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "_account", lambda payer: {"number": "DLDPO00101", "room": "600"})
    lodged = owner.post(f"{early(owner)}/check", {"go": "send"})

    page = words(owner.get(f"{lodged['Location']}/amounts"))

    assert "How to pay" in page
    assert "Another way: deferment account" not in page


def test_a_warning_says_that_all_is_saved_and_that_one_may_go_on(owner: Client) -> None:
    draft = begun(owner)
    owner.post(f"{draft}/kind", {**EXPORT["kind"], "go": "on"})

    page = words(owner.post(f"{draft}/items/1", {**ITEM, "marks": "", "go": "on"}))

    assert "What you wrote is saved." in page
    assert "you are not stopped again" in page


def test_a_code_that_is_counted_in_no_unit_says_so(owner: Client) -> None:
    draft = begun(owner)
    owner.post(f"{draft}/items/1", {**ITEM, "commodity": "691390", "go": "later"})

    assert "in no unit but their mass" in words(owner.get(f"{draft}/items/1"))
