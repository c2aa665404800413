"""The guided form for somebody who never saw it: words instead of codes, and everything shown before it is sent."""

import pytest
from django.test import Client

from clearway.clearance.showing.figures import money
from clearway.clearance.trader.drafting.choices import Asked, choices
from clearway.clearance.trader.drafting.drafts import law_now
from clearway.clearance.trader.drafting.papers import fitting
from tests.conftest import BROKER, TRADER
from tests.portal.people import member, signed_in, words
from tests.portal.test_drafting import EXPORT, begun, filled

pytestmark = pytest.mark.usefixtures("country")


@pytest.fixture
def owner() -> Client:
    return signed_in(member("owner", TRADER))


@pytest.mark.parametrize(
    ("said", "code"), [("invoice", "N380"), ("상업송장", "N380"), ("packing list", "N271"), ("n935", "N935"),
                       ("935", "N935"), ("dairy", "C013")]
)  # fmt: skip
def test_a_document_is_found_by_a_word_or_its_code(said: str, code: str) -> None:
    assert fitting(said, "export", law_now()) == [code]


def test_a_word_that_fits_no_document_or_several_is_told_at_its_field(owner: Client) -> None:
    draft = begun(owner)
    for said, told in (("zebra", "No document is known under"), ("tuna", "fits several documents")):
        answer = owner.post(f"{draft}/documents", {"documents-1-other": said, "documents-1-number": "1", "go": "on"})
        assert answer.status_code == 422
        assert told in words(answer)
        assert f'value="{said}"' in words(answer)


def test_the_invoice_of_the_sale_is_filled_in_as_a_document(owner: Client) -> None:
    draft = begun(owner)
    for number in ("INV-1", "INV-2"):
        owner.post(f"{draft}/sale", {**EXPORT["sale"], "invoice": number, "go": "later"})

    page = words(owner.get(f"{draft}/documents"))
    assert '<option value="N380" selected>' in page
    assert 'value="INV-2"' in page
    assert 'value="INV-1"' not in page


def test_every_answer_is_shown_before_it_is_sent(owner: Client) -> None:
    draft = filled(owner)

    page = words(owner.get(f"{draft}/check"))

    for said in ("100 kg", "120 kg", money("2500", "EUR"), "Demoland (DL)", "Box (BX)", "HAVEN 1-10",
                 "Blue Kiln Trading Co.", "4 Kilnmaker Street", "INV-2026-118", "2026-05-04",
                 "What we add from your answers"):  # fmt: skip
        assert said in page, said
    assert f'href="{draft}/items/1"' in page
    assert "What comes after lodging" not in page


def test_where_the_goods_are_is_nobodys_guess_and_what_follows_is_told(owner: Client) -> None:
    draft = begun(owner)

    assert 'name="type" id="type-1" value="EXA" checked' not in words(owner.get(f"{draft}/kind"))
    owner.post(f"{draft}/kind", {**EXPORT["kind"], "type": "EXD", "go": "later"})

    assert "What comes after lodging" in words(owner.get(f"{draft}/check"))


def test_a_ship_that_is_not_known_yet_is_asked_nothing_more(owner: Client) -> None:
    draft = begun(owner)
    owner.post(f"{draft}/kind", {**EXPORT["kind"], "go": "on"})

    answer = owner.post(f"{draft}/journey", {"mode": "1", "loose": "0", "go": "on"})

    assert answer.status_code == 302, words(answer)
    assert "is left open" in words(owner.get(f"{draft}/check"))
    owner.post(f"{draft}/journey", {"mode": "1", "means_kind": "10", "loose": "0", "go": "on"})
    assert "is left out of the declaration" in " ".join(words(owner.get(f"{draft}/check")).split())


def test_a_broker_chooses_among_the_firms_that_gave_a_mandate() -> None:
    broker = signed_in(member("owner", BROKER))
    draft = begun(broker)

    page = words(broker.get(f"{draft}/trader"))
    assert f'<option value="{TRADER}">Haven Trading Company ({TRADER})</option>' in page
    assert f'value="{BROKER}" selected' not in page
    broker.post(f"{draft}/trader", {"trader_other": "DL0000001025", "go": "later"})
    assert 'value="DL0000001025" selected' in words(broker.get(f"{draft}/trader"))


def test_lists_begin_with_what_is_usual_and_name_no_code_twice() -> None:
    asked = Asked(law_now(), "export", {})

    assert [one.code for one in choices("currencies", asked)][:3] == ["DML", "EUR", "USD"]
    assert choices("package_types", asked)[0].code == "CT"
    assert choices("countries", asked)[0].code == "DL"
    terms = [one.label for one in choices("incoterms", asked)]
    assert terms == sorted(terms)
    assert all(one.label != f"{one.code} ({one.code})" for one in choices("currencies", asked))
    assert "DL000101" in [one.code for one in choices("exit_offices", asked)]


def test_goods_stand_in_their_list_with_units_in_words(owner: Client) -> None:
    page = words(owner.get(f"{filled(owner)}/items"))

    for said in ("10 \u00d7 Box", "120 kg", "100 kg", money("2500", "EUR")):
        assert said in page
