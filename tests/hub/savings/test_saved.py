"""What look-ups replace is counted once for a case, shown to the citizen, and summed for everybody."""

from collections.abc import Callable

import pytest
from django.test import Client

from clearway.hub.consents import public as consents
from clearway.hub.savings import public as savings
from clearway.platform.calendar import now
from clearway.platform.events import readers
from tests.hub.citizen.looking import agreed, look
from tests.hub.citizen.people import BANK, citizen, fresh_number
from tests.portal.people import words

pytestmark = pytest.mark.usefixtures("country")


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch, country: None) -> str:
    """Somebody who lets the bank ask."""
    agreed(monkeypatch)
    number, at = fresh_number(), now()
    asked = consents.ask(number, BANK, "RES-001", "CR-12", ("address",), by="user:bank", at=at)
    consents.give(asked, subject=number, by=f"person:{number}", at=at)
    return number


@pytest.fixture
def counted() -> Callable[[], None]:
    """The worker comes round."""

    def come_round() -> None:
        while readers.read(savings.READER, at=now()):
            pass

    return come_round


def test_a_paper_counts_once_in_a_case(person: str, counted: Callable[[], None]) -> None:
    counted()
    before = savings.in_all(BANK)
    first, second, other = look(person, case="S-1"), look(person, case="S-1"), look(person, case="S-2")
    counted()

    mine, after = savings.of_subject(f"person/{person}"), savings.in_all(BANK)

    assert (mine.documents, after.documents - before.documents) == (2, 2)
    assert after.worth.likely - before.worth.likely == mine.worth.likely
    assert 0 < mine.worth.low < mine.worth.likely < mine.worth.high
    assert set(savings.replaced([first.access, second.access, other.access])) == {first.access, other.access}


def test_a_citizen_reads_which_paper_a_look_up_has_replaced(person: str, counted: Callable[[], None]) -> None:
    made, client = look(person), citizen(person)
    counted()

    page = words(client.get(f"/me/accesses/{made.access}"))

    assert "Paper that you did not have to fetch" in page
    assert "Certificate of residence" in page
    assert "worth about" in page
    assert "No paper has been replaced" not in words(client.get("/me/savings"))


def test_everybody_reads_formula_numbers_with_their_law_and_sums(person: str, counted: Callable[[], None]) -> None:
    look(person)
    counted()

    page = words(Client().get("/savings"))

    for said in ("the worth of an hour + trip + fee + print", "Minutes that one document takes",
                 "Information Sharing (Value of Savings) Order 2019, art. 3", "Certificate of residence",
                 "By organisation", "First Harbour Bank", "Residence"):  # fmt: skip
        assert said in page, said
    assert person not in page
