"""The guided form: what is asked, kept, checked and sent."""

import re

import pytest
from django.test import Client

from tests.conftest import TRADER
from tests.portal.people import STRANGER, member, signed_in, words

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
