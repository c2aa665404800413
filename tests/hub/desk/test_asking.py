"""An official sees beforehand what would be shown and why, asks for several kinds at once, and nothing is kept."""

import pytest
from django.contrib.sessions.models import Session

from clearway.hub.consents import public as consents
from clearway.hub.desk.wanted import MOST_KINDS
from clearway.hub.exchange import public as exchange
from clearway.platform.calendar import now
from tests.conftest import today
from tests.hub.citizen.people import fresh_number
from tests.hub.desk.clerks import (
    BANK,
    Instant,
    accesses_in,
    agreed,
    consented,
    emergency,
    form,
    loan_clerk,
    manager,
    proved,
    welfare_clerk,
)
from tests.portal.people import member, signed_in, words

pytestmark = pytest.mark.usefixtures("country")


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch, country: None) -> str:
    """A person who lets the bank ask where they live and what they earn."""
    agreed(monkeypatch)
    number = fresh_number()
    consented(number, "RES-001", "address", "is_of_age")
    consented(number, "TAX-002", "income", "income_at_least")
    return number


def _count(person: str) -> int:
    return exchange.count(f"person/{person}")


def test_the_desk_offers_what_the_organisation_and_the_role_have(person: str) -> None:
    bank, welfare = words(loan_clerk().get("/desk")), words(welfare_clerk().get("/desk"))

    assert "A lender assesses whether a borrower can repay" in bank
    assert "A welfare office protects" not in bank
    assert "A welfare office protects" in welfare
    assert "No agreement in force" in words(manager(BANK).get("/desk"))


def test_a_kind_is_found_by_a_word(person: str) -> None:
    client = loan_clerk()

    assert "Residence" in words(client.get("/desk?q=residents"))
    assert "Nothing that you may ask for is called so." in words(client.get("/desk?q=chocolate"))
    narrowed = words(client.get("/desk/ask?article=CR-12&q=residence"))
    assert 'value="RES-001:address"' in narrowed
    assert 'value="TAX-002:income"' not in narrowed


def test_a_search_keeps_what_was_filled_in(person: str) -> None:
    page = words(loan_clerk().post("/desk/ask", form(person, "TAX-002:income", q="residence")))

    assert f'value="{person}"' in page
    assert 'value="TAX-002:income" checked' in page
    assert 'value="RES-001:address">' in page
    assert 'value="LAB-001:employer"' not in page


def test_a_preview_says_what_would_be_shown_and_why_and_looks_nothing_up(person: str) -> None:
    before = _count(person)

    page = words(loan_clerk().post("/desk/preview", form(person)))

    for said in ("You may ask", "Address", "Agreement 2026-", "The person has consented.", "Residents Registry"):
        assert said in page, said
    assert "Quay Road" not in page
    assert _count(person) == before


def test_a_preview_says_what_stands_in_the_way_and_what_would_pass(person: str) -> None:
    stranger = fresh_number()

    page = words(loan_clerk().post("/desk/preview", form(stranger)))

    assert "You may not ask" in page
    assert "SHR-114" in page
    assert "a consent that covers Address" in page
    assert 'action="/desk/look"' not in page


def test_several_kinds_are_asked_at_once_each_recorded_alone(person: str) -> None:
    client, asked = loan_clerk(), ("RES-001:address", "RES-001:is_of_age", "TAX-002:income", "LAB-001:employer")

    answer = client.post("/desk/look", form(person, *asked))

    page = words(answer)
    for said in ("1 Quay Road", "51\u202f200.50\u00a0DML", "Mill Ltd", "Of age", "Yes", "First Harbour Bank"):
        assert said in page, said
    assert "no-store" in answer["Cache-Control"]
    seen = exchange.about(f"person/{person}")
    assert sorted(one.kind for one in seen) == ["LAB-001", "RES-001", "TAX-002"]
    assert sorted(accesses_in(page)) == sorted(one.number for one in seen)
    assert {one.names for one in seen if one.kind == "RES-001"} == {("address", "is_of_age")}


def test_what_one_holder_fails_to_answer_hides_no_other_answer(person: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Instant, "away", frozenset({"TAX-002"}))

    page = words(loan_clerk().post("/desk/look", form(person, "RES-001:address", "TAX-002:income")))

    assert "1 Quay Road" in page
    assert "Not answered" in page
    assert "does not answer" in page
    assert {one.kind: one.outcome for one in exchange.about(f"person/{person}")} == {
        "RES-001": "answered",
        "TAX-002": "holder-away",
    }


def test_a_refused_kind_says_so_beside_the_answers_of_others(person: str) -> None:
    stranger = fresh_number()

    page = words(loan_clerk().post("/desk/look", form(stranger, "RES-001:address", "LAB-001:employer")))

    assert "Mill Ltd" in page
    assert "Quay Road" not in page
    assert "a consent that covers Address" in page


def test_nobody_on_record_is_said_to_be_so(person: str) -> None:
    page = words(loan_clerk().post("/desk/look", form(f"X{person}", "LAB-001:employer")))

    assert "Nothing on record" in page


def test_nothing_of_an_answer_stays_behind(person: str) -> None:
    client = loan_clerk()
    client.post("/desk/look", form(person, "TAX-002:income"))

    kept = [one.get_decoded() for one in Session.objects.filter(session_key=client.session.session_key)]
    assert kept
    assert "200.50" not in str(kept)
    for where in ("/desk", "/desk/mine", "/desk/again"):
        assert "200.50" not in words(client.get(where))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"subject": ""}, "cannot be read"),
        ({"subject": "P 1/2"}, "cannot be read"),
        ({"names": []}, "Nothing is chosen."),
        ({"names": ["RES-001:address", "LND-001:owner"]}, "one number names one of them"),
        ({"names": ["TAX-002:income_at_least"]}, "that it is compared with"),
        ({"names": ["TAX-002:income_at_least"], "bound:TAX-002:income_at_least": "much"}, "that it is compared with"),
        ({"case": "L" * 101}, "The case number cannot be read."),
    ],
)
def test_a_form_that_cannot_be_asked_says_what_is_wrong(person: str, changes: dict[str, str], says: str) -> None:
    for where in ("/desk/preview", "/desk/look"):
        answer = loan_clerk().post(where, {**form(person), **changes})
        assert answer.status_code == 400
        assert says in words(answer)
    assert _count(person) == 0


def test_an_answer_is_compared_with_what_the_official_names(person: str) -> None:
    asked = form(person, "TAX-002:income_at_least") | {"bound:TAX-002:income_at_least": "60000"}

    page = words(loan_clerk().post("/desk/look", asked))

    assert "(60000)" in page
    assert ">No<" in page


def test_what_is_not_offered_is_not_asked(person: str) -> None:
    answer = loan_clerk().post("/desk/look", form(person, "RES-001:born", "POL-001:has_no_convictions"))

    assert answer.status_code == 400
    assert _count(person) == 0
    assert loan_clerk().post("/desk/look", form(person, article="WEL-11")).status_code == 404


def test_no_more_kinds_go_at_once_than_an_official_can_use(person: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clearway.hub.desk.wanted.MOST_KINDS", 1)
    assert MOST_KINDS == 12

    answer = loan_clerk().post("/desk/preview", form(person, "RES-001:address", "TAX-002:income"))

    assert "2 kinds are chosen; 1 go at once." in words(answer)


def test_sensitive_information_takes_a_second_factor_given_just_now(person: str) -> None:
    client = loan_clerk()
    proved(client, seconds_ago=3600)

    before = words(client.post("/desk/preview", form(person, "TAX-002:income")))
    sent = client.post("/desk/prove", form(person, "TAX-002:income"))
    proved(client, seconds_ago=1)
    after = words(client.get("/desk/again"))

    assert "Prove who you are first" in before
    assert "last 10 minutes" in before
    assert 'action="/desk/look"' not in before
    assert sent["Location"] == "/account/prove?next=%2Fdesk%2Fagain"
    assert "You may ask" in after
    assert f'name="subject" value="{person}"' in after
    assert client.get("/desk/again").status_code == 302


def test_an_old_second_factor_shows_nothing_sensitive_whatever_is_sent(person: str) -> None:
    client = loan_clerk()
    proved(client, seconds_ago=601)

    page = words(client.post("/desk/look", form(person, "TAX-002:income", "LAB-001:employer")))

    assert "200.50" not in page
    assert "Mill Ltd" in page
    assert [one.missing for one in exchange.about(f"person/{person}") if one.kind == "TAX-002"] == [("SHR-113",)]


def test_without_a_second_factor_nobody_gets_to_the_desk(person: str) -> None:
    client = signed_in(member("loan clerk", BANK), second_factor=False)

    assert client.get("/desk").status_code == 302
    assert client.post("/desk/look", form(person)).status_code == 302
    assert _count(person) == 0


def test_an_emergency_needs_its_reason_and_no_case_and_is_recorded_as_one(person: str) -> None:
    client = welfare_clerk()

    short = client.post("/desk/preview", emergency(person, "quick"))
    page = words(client.post("/desk/preview", emergency(person)))
    answer = words(client.post("/desk/look", emergency(person)))

    assert (short.status_code, "An emergency needs its reason" in words(short)) == (400, True)
    assert "somebody else will review it" in page
    assert "1 Quay Road" in answer
    [made] = exchange.about(f"person/{person}")
    assert (made.basis, made.basis_is) == ("emergency", "A child is alone at home")


def test_the_bank_has_no_emergencies(person: str) -> None:
    stranger = fresh_number()

    page = words(loan_clerk().post("/desk/look", form(stranger, is_emergency="yes", emergency="I need it very much")))

    assert "Quay Road" not in page


def test_a_page_says_when_it_was_looked_up_and_carries_a_watermark(person: str) -> None:
    name = member("loan clerk", BANK)

    page = words(signed_in(name).post("/desk/look", form(person)))

    [access] = accesses_in(page)
    mark = page.partition('<div class="desk-watermark"')[2].partition("</div>")[0]
    for said in (name, "First Harbour Bank", access, f"{today():%Y-}"):
        assert said in mark, said
    assert "style=" not in page


def test_a_person_is_asked_for_the_consents_that_are_lacking_and_decides(person: str) -> None:
    stranger, client = fresh_number(), loan_clerk()
    asked = form(stranger, "RES-001:address", "TAX-002:income", "LAB-001:employer")
    assert "Ask the person to allow it" in words(client.post("/desk/preview", asked))

    page = words(client.post("/desk/consent", asked))

    assert "asked for 2 consents" in page
    waiting = {one.kind: one for one in consents.of_subject(stranger)}
    assert {(kind, one.state, one.grants) for kind, one in waiting.items()} == {
        ("RES-001", "asked", ("address",)),
        ("TAX-002", "asked", ("income",)),
    }
    consents.give(waiting["RES-001"].number, subject=stranger, by="user:me", at=now())
    assert "1 Quay Road" in words(client.post("/desk/look", form(stranger)))
    assert "200.50" not in words(client.post("/desk/look", form(stranger, "TAX-002:income")))


def test_nobody_is_asked_for_what_is_no_matter_of_consent(person: str) -> None:
    stranger = fresh_number()

    loan_clerk().post("/desk/consent", form(stranger, "RES-001:address", case=""))

    assert consents.of_subject(stranger) == ()


def test_kinds_of_case_are_called_as_the_pack_calls_them(person: str) -> None:
    client = loan_clerk()

    asking = words(client.get("/desk/ask?article=CR-12"))
    refused = words(client.post("/desk/preview", {**form(person), "case": ""}))

    assert '<option value="loan">Loan</option>' in asking
    assert "a case of the kind Loan" in refused
