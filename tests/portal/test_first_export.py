"""Somebody's first export, lodged before the goods are at the port: what they are told, and what they still add."""

import pytest
from django.test import Client

from clearway.clearance.trader import declarations as pages
from clearway.clearance.trader.drafting import written
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


def test_a_code_that_is_counted_in_no_unit_is_asked_for_none(owner: Client) -> None:
    draft = begun(owner)
    assert "Quantity in the unit of the tariff" in words(owner.get(f"{draft}/items/1"))

    owner.post(f"{draft}/items/1", {**ITEM, "commodity": "691390", "go": "later"})

    assert "Quantity in the unit of the tariff" not in words(owner.get(f"{draft}/items/1"))


def test_a_firm_that_declares_for_itself_alone_is_not_asked_who_declares(owner: Client) -> None:
    draft = begun(owner)

    assert owner.post(f"{draft}/kind", {**EXPORT["kind"], "go": "on", **reference(owner, draft, "kind")})[
        "Location"
    ] == (f"{draft}/receiver")
    assert "Question 2 of 7" in words(owner.get(f"{draft}/receiver"))
    page = words(owner.get(f"{draft}/check"))
    assert "Ourselves: we are the trader named above" in page
    assert "if the list does not have it" not in page

    owner.post(f"{draft}/trader", {"trader": TRADER, "representation": "2", "go": "later"})
    assert "Question 3 of 8" in words(owner.get(f"{draft}/receiver"))


def test_a_broker_is_asked_who_declares() -> None:
    broker = signed_in(member("declarant"))
    draft = begun(broker)

    answer = broker.post(f"{draft}/kind", {**EXPORT["kind"], "go": "on", **reference(broker, draft, "kind")})

    assert answer["Location"] == f"{draft}/trader"


def kind_of_means(client: Client, draft: str) -> str:
    """What the page has chosen as the kind of the name or number."""
    part = words(client.get(f"{draft}/journey")).partition('id="means_kind"')[2].partition("</select>")[0]
    return part.partition(" selected>")[0].rpartition('value="')[2].rstrip('"') if " selected>" in part else ""


@pytest.mark.parametrize(
    ("mode", "means", "kind"),
    [
        ("1", "Baltic Star", "11"),
        ("1", "9074729", "10"),
        ("1", "IMO 9074729", "10"),
        ("2", "3180 665 0 218-7", "20"),
        ("3", "AB 123 CD", "30"),
        ("4", "LH 8402", "40"),
        ("8", "02326153", "80"),
        ("8", "Lorelei", "81"),
        ("5", "RR123456789DE", ""),
    ],
)
def test_what_carries_the_goods_is_known_by_what_was_written(owner: Client, mode: str, means: str, kind: str) -> None:
    draft = begun(owner)

    owner.post(f"{draft}/journey", {"mode": mode, "means": means, "go": "later"})

    assert kind_of_means(owner, draft) == kind


def test_what_was_filled_in_follows_the_mode_and_what_was_chosen_stays(owner: Client) -> None:
    draft = begun(owner)
    owner.post(f"{draft}/journey", {"mode": "1", "means": "Baltic Star", "go": "later"})

    owner.post(f"{draft}/journey", {"mode": "3", "means": "AB 123 CD", "means_kind": "11", "go": "later"})
    assert kind_of_means(owner, draft) == "30"

    owner.post(f"{draft}/journey", {"mode": "3", "means": "AB 123 CD", "means_kind": "31", "go": "later"})
    owner.post(f"{draft}/journey", {"mode": "3", "means": "AB 999 CD", "means_kind": "31", "go": "later"})
    assert kind_of_means(owner, draft) == "31"


@pytest.mark.parametrize(("office", "leaves_by"), [("DL000101", "DL000101"), ("DL000401", "")])
def test_goods_leave_by_the_office_that_deals_with_them_if_goods_leave_there(
    owner: Client, office: str, leaves_by: str
) -> None:
    draft = begun(owner)

    owner.post(f"{draft}/place", {"location": "Shed 7", "office": office, "exit_office": "", "go": "later"})

    part = words(owner.get(f"{draft}/place")).partition('id="exit_office"')[2].partition("</select>")[0]
    assert (f'value="{leaves_by}" selected' in part) is bool(leaves_by)
    assert part.count(" selected") == bool(leaves_by)


def test_the_goods_begin_with_a_line_that_has_the_total_of_the_invoice(owner: Client) -> None:
    draft = begun(owner)
    sale = owner.post(f"{draft}/sale", {**EXPORT["sale"], "amount": "48,000.00", "go": "on"})
    assert sale["Location"] == f"{draft}/items"

    assert owner.get(f"{draft}/items")["Location"] == f"{draft}/items/1"
    page = words(owner.get(f"{draft}/items/1"))
    assert 'name="price" value="48000.00"' in page
    assert "Filled in from the invoice." in page
    assert f'href="{draft}/items/sheet"' in page

    owner.post(f"{draft}/items/1", {**ITEM, "go": "later"})
    assert owner.get(f"{draft}/items").status_code == 200
    assert 'name="price" value=""' in words(owner.get(f"{draft}/items/2"))


def test_a_sale_is_what_moves_most_goods(owner: Client) -> None:
    assert 'value="11" selected' in words(owner.get(f"{begun(owner)}/sale"))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("48,000.00", "48000.00"),
        ("48.000,00", "48000.00"),
        ("1,234,567", "1234567"),
        ("1.234.567,5", "1234567.5"),
        ("48 000.00", "48000.00"),
        ("2500.50", "2500.50"),
        ("2.500", "2.500"),
    ],
)
def test_a_number_that_can_mean_one_thing_is_read(typed: str, read: str) -> None:
    assert written.as_digits(typed) == read
    assert str(written.number(typed)) == read


@pytest.mark.parametrize("typed", ["2,500", "1,5", "48,00.00", "1,2345.6", "4,8000", ",5", "1.234,567.8"])
def test_a_number_that_can_mean_two_things_is_asked_for_again(typed: str) -> None:
    assert written.as_digits(typed) == typed
    with pytest.raises(written.Unreadable):
        written.number(typed)
