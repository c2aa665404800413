"""The guided form: what is asked, kept, checked and sent."""

import re

import msgspec
import pytest
from django.test import Client

from clearway.clearance.trader.drafting.asked import QUESTIONS
from clearway.clearance.trader.drafting.assembling import assembled
from clearway.clearance.trader.drafting.drafts import law_now
from clearway.clearance.trader.drafting.placing import path_of_pointer, spot
from clearway.clearance.trader.drafting.questions import ANY
from clearway.clearance.trader.drafting.recalling import recalled
from clearway.platform.calendar import now
from clearway.stations.declarations import public as declarations
from clearway.stations.drafts.public import Draft
from tests.conftest import TRADER, declared, demonstration
from tests.portal.people import STRANGER, lodged, member, signed_in, words

pytestmark = pytest.mark.usefixtures("country")

#: What somebody who exports porcelain types, page by page.
EXPORT = {
    "kind": {"procedure": "10", "type": "EXA", "previous": "00", "additional": "000"},
    "trader": {"trader": TRADER, "representation": ""},
    "receiver": {
        "receiver_name": "Blue Kiln Trading Co.",
        "receiver_line": "4 Kilnmaker Street",
        "receiver_postcode": "460-0001",
        "receiver_city": "Nagoya",
        "receiver_country": "JP",
    },
    "journey": {"mode": "1", "means_kind": "10", "means": "9074729", "nationality": "JP", "loose": "1",
                "containers-1-number": "CSQU3054383", "containers-1-seals": "HV204417"},
    "place": {"location": "DLPHVBERTH4", "location_type": "A", "office": "DL000101", "exit_office": "DL000501",
              "destination": "JP"},
    "sale": {"invoice": "INV-2026-118", "invoice_day": "2026-05-04", "amount": "2500", "currency": "EUR",
             "terms": "CIF", "terms_place": "Port Haven", "nature": "11"},
}  # fmt: skip
ITEM = {
    "description": "Porcelain tableware, decorated",
    "commodity": "69111090",
    "origin": "DL",
    "packages_number": "10",
    "packages_kind": "BX",
    "marks": "HAVEN 1-10",
    "gross": "120",
    "net": "100",
    "price": "2500",
}
INVOICE = {"documents-1-code": "N935", "documents-1-number": "INV-2026-118", "documents-1-status": "AC"}


@pytest.fixture
def owner() -> Client:
    return signed_in(member("owner", TRADER))


def begun(client: Client, regime: str = "export") -> str:
    """The address of a draft just begun."""
    answer = client.post("/declare", {"regime": regime, "act": "begin"})
    assert answer.status_code == 302
    return answer["Location"].rpartition("/")[0]


def filled(client: Client) -> str:
    """The address of an export draft to which every question is answered."""
    draft = begun(client)
    for question, answers in EXPORT.items():
        said = client.post(f"{draft}/{question}", {**answers, "go": "on", **reference(client, draft, question)})
        assert said.status_code == 302, wrong(said.content.decode())
    assert client.post(f"{draft}/items/1", {**ITEM, "go": "on"}).status_code == 302
    said = client.post(f"{draft}/documents", {**INVOICE, "go": "on"})
    assert said["Location"] == f"{draft}/check"
    return draft


def reference(client: Client, draft: str, question: str) -> dict[str, str]:
    """The reference that was suggested."""
    if question != "kind":
        return {}
    found = re.search(r'name="reference" value="([^"]+)"', words(client.get(f"{draft}/kind")))
    assert found
    return {"reference": found[1]}


def wrong(page: str) -> list[str]:
    """What a page says is wrong."""
    return re.findall(r'usa-error-message"[^>]*>(.*?)</div>', page, re.DOTALL)


def test_an_export_is_declared_question_by_question(owner: Client) -> None:
    draft = filled(owner)

    page = words(owner.get(f"{draft}/check"))
    assert "What must be corrected" not in page, page
    answer = owner.post(f"{draft}/check", {"go": "send"})

    assert answer.status_code == 302
    file = words(owner.get(answer["Location"]))
    assert "The declaration is lodged under" in file
    assert owner.post(f"{draft}/check", {"go": "send"})["Location"] == answer["Location"]


def test_another_partys_draft_is_not_found(owner: Client) -> None:
    draft = begun(owner)
    stranger = signed_in(member("owner", STRANGER))

    for page in ("", "/kind", "/items", "/items/1", "/check", "/remove", "/items/sheet", "/items/sheet.csv"):
        assert stranger.get(f"{draft}{page}").status_code == 404, page
        assert owner.get(f"{draft}{page}", follow=True).status_code == 200, page


def test_what_is_typed_is_kept_as_it_was_typed_and_told_at_its_field(owner: Client) -> None:
    draft = begun(owner)

    answer = owner.post(f"{draft}/sale", {"amount": "2,500", "currency": "EUR", "go": "on"})

    assert answer.status_code == 422
    page = words(answer)
    assert 'id="amount-wrong"' in page
    assert "A comma may mean thousands or decimals." in page
    assert 'value="2,500"' in words(owner.get(f"{draft}/sale"))


def test_an_empty_draft_can_be_looked_at_and_says_only_what_is_missing(owner: Client) -> None:
    for regime in ANY:
        page = words(owner.get(f"{begun(owner, regime)}/check"))
        assert "A declaration must have at least one goods item." in page
        assert "FMT-" not in page


def test_a_place_in_a_message_is_a_place_of_ours() -> None:
    for pointer in ("/goodsShipment/items/0/price", "line 1, /goodsShipment/items/0/price"):
        assert path_of_pointer(pointer) == "goods_shipment/items/1/price"


def test_a_warning_holds_once_and_no_more(owner: Client) -> None:
    draft = begun(owner)
    owner.post(f"{draft}/kind", {**EXPORT["kind"], "go": "on"})

    page = words(owner.post(f"{draft}/receiver", {"go": "on"}))
    told = re.findall(r'name="warned" value="([^"]+)"', page)

    assert "Please look once more" in page
    assert owner.post(f"{draft}/receiver", {"warned": ["another@0-city"], "go": "on"}).status_code == 422
    assert owner.post(f"{draft}/receiver", {"warned": told, "go": "on"}).status_code == 302


def test_a_draft_is_put_aside_and_gone_on_with_where_it_was_left(owner: Client) -> None:
    draft = begun(owner)

    answer = owner.post(f"{draft}/journey", {"mode": "1", "means": "9074729", "go": "later"})

    assert answer["Location"] == "/drafts"
    assert draft in words(owner.get("/drafts"))
    assert "Kept until" in words(owner.get("/drafts"))
    assert owner.get(draft)["Location"] == f"{draft}/journey"
    assert 'value="9074729"' in words(owner.get(f"{draft}/journey"))


def test_the_script_saves_without_leaving_the_page(owner: Client) -> None:
    draft = begun(owner)

    answer = owner.post(f"{draft}/place", {"location": "Shed 7"}, headers={"X-Saved-While-Typing": "1"})

    assert answer.status_code == 204
    assert "Shed 7" in words(owner.get(f"{draft}/place"))


def test_a_code_that_may_not_be_chosen_is_no_answer(owner: Client) -> None:
    draft = begun(owner)

    owner.post(f"{draft}/place", {"office": "DL999999", "location": "Shed 7", "go": "later"})

    assert "DL999999" not in words(owner.get(f"{draft}/place"))


def test_a_deleted_draft_is_gone(owner: Client) -> None:
    draft = begun(owner)

    assert "Delete this draft?" in words(owner.get(f"{draft}/remove"))
    assert owner.post(f"{draft}/remove")["Location"] == "/drafts"
    assert owner.get(f"{draft}/kind").status_code == 404


def test_a_reader_has_no_drafts(owner: Client) -> None:
    reader = signed_in(member("reader", TRADER))

    assert reader.get("/drafts").status_code == reader.get("/declare").status_code == 403
    assert reader.get(f"{begun(owner)}/kind").status_code == 403


@pytest.mark.parametrize(
    "page", ["/nothing", "/items/0", "/items/2", "/items/x", "/items/1/find", "/sender", "/payment", "/" + "9" * 300]
)
def test_a_page_that_a_draft_does_not_have_is_not_found(owner: Client, page: str) -> None:
    assert owner.get(f"{begun(owner)}{page}").status_code == 404


def test_a_lodged_declaration_is_copied_under_another_reference(owner: Client) -> None:
    number = lodged("1-tableware", party=TRADER)

    answer = owner.post("/declare", {"act": "copy", "copy": number})

    draft = answer["Location"].rpartition("/")[0]
    page = words(owner.get(f"{draft}/check"))
    assert "What must be corrected" not in page, wrong(page)
    copied = owner.post(f"{draft}/check", {"go": "send"})["Location"].rpartition("/")[2]
    facts = [declarations.version_of(file.id, 1).facts for file in map(declarations.find, (number, copied)) if file]
    assert facts[0].reference != facts[1].reference
    assert facts[0].items[0].classifications == facts[1].items[0].classifications
    assert facts[0].total_gross_mass == facts[1].total_gross_mass


def test_another_partys_declaration_cannot_be_copied() -> None:
    number = lodged()

    answer = signed_in(member("owner", STRANGER)).post("/declare", {"act": "copy", "copy": number})

    assert answer.status_code == 422
    assert "Nothing of yours that can be copied" in words(answer)


def test_a_lodged_declaration_is_changed_from_its_page_and_nothing_else_of_it_moves(owner: Client) -> None:
    number = lodged("1-tableware", party=TRADER)

    draft = owner.post(f"/declarations/{number}/change")["Location"].rpartition("/")[0]
    assert "Nothing yet." in words(owner.get(f"{draft}/check"))
    owner.post(
        f"{draft}/items/1", {**ITEM, "origin": "JP", "valuation": "1", "preference": "100", "net": "90", "go": "on"}
    )
    page = words(owner.get(f"{draft}/check"))
    assert "Item 1 · Net mass (kg)" in page
    assert "Choose the reason" in words(owner.post(f"{draft}/check", {"go": "send"}))
    answer = owner.post(f"{draft}/check", {"go": "send", "reason": "29", "words": "Weighed again."})

    assert answer["Location"] == f"/declarations/{number}"
    file = declarations.find(number)
    assert file is not None
    first, second = (one.facts for one in declarations.versions_of(file.id))
    assert second.items[0].net_mass == 90
    same = msgspec.structs.replace(
        second.items[0], net_mass=first.items[0].net_mass, description=first.items[0].description
    )
    assert same == first.items[0]
    assert msgspec.structs.replace(second, goods_shipment=first.goods_shipment) == first


def test_a_lodged_declaration_is_withdrawn_with_a_reason(owner: Client) -> None:
    number = lodged("1-tableware", party=TRADER)

    assert "Choose a reason." in words(owner.post(f"/declarations/{number}/withdraw", {}))
    assert owner.post(f"/declarations/{number}/withdraw", {"reason": "8"}).status_code == 302
    assert "Cancelled" in words(owner.get(f"/declarations/{number}"))
    assert owner.get(f"/declarations/{number}/withdraw").status_code == 404


def test_a_message_comes_back_as_it_came(owner: Client) -> None:
    number = lodged("1-tableware", party=TRADER)

    answer = owner.get(f"/declarations/{number}/messages/1")

    assert answer["Content-Type"] == "application/json"
    assert b'"DL0000001017"' in answer.content
    assert owner.get(f"/declarations/{number}/messages/2").status_code == 404


@pytest.mark.parametrize("name", ["1-tableware", "2-tableware-and-linen", "3-export", "4-warehouse"])
def test_what_the_form_asks_for_is_recalled_whole(name: str) -> None:
    facts = declared(demonstration(name))
    law = law_now()
    answers, rows = recalled(facts)
    now_ = now()
    draft = Draft("", TRADER, "", "original", facts.regime, "", "", "", answers, rows, "", now_, now_, now_)

    again = assembled(draft, law)

    assert not again.misread
    twice = recalled(again.declaration)
    assert twice == (answers, rows)


def test_every_place_of_the_form_leads_back_to_its_field() -> None:
    for regime in ANY:
        draft = msgspec.convert({"regime": regime, "rows": {"items": [{}], "documents": [{}]}}, _Like)
        for question in QUESTIONS:
            if regime not in question.regimes or question.name == "documents":
                continue
            for field in (*question.fields, *question.row_fields):
                for place in field.places if regime in field.regimes else ():
                    found = spot(place.replace("{n}", "1"), draft)  # type: ignore[arg-type] # any draft will do.
                    assert found is not None, place
                    assert found.question == question.name, place


class _Like(msgspec.Struct):
    """As much of a draft as placing looks at."""

    regime: str
    rows: dict[str, list[dict[str, str]]]
