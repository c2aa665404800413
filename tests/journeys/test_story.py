"""The story of two consignments, from the mandate to the gate, told over real HTTP and in a real browser.

In the first, a broker lodges by form for an importer; an officer drawn by chance asks, is answered and inspects; the
bank pays late and twice; the terminal finds the last packages; the goods are released, and the gate checks the
receipt without a network. In the second an officer refuses, the broker appeals, and an officer who had no part in it
decides.

The broker works by keyboard alone. The officers' browsers run no scripts.
"""

import importlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

from tests.journeys.story import Bank, Broker, Country, Gate, Importer, Officer, Terminal, eventually, said
from tests.portal.conftest import FLAGS
from tests.proofs.house import House

pytestmark = pytest.mark.browser
chromium = importlib.import_module("tools.chromium")

IMPORTER, BROKER = "DL0000001017", "DL0000002010"
OFFICERS = ("officer-haven-1", "officer-haven-2", "supervisor-haven")
#: What the goods are puts them into the red lane, whatever chance draws: electric bicycles under a code for others.
GOODS = {
    "What the goods are": "City bicycles, electric, with battery, 250 W",
    "Country where the goods were made": "Vietnam",
    "Number of packages": "120",
    "Kind of packages": "Carton",
    "Marks and numbers": "HAVEN 1 to 120",
    "Gross mass": "3300",
    "Net mass": "2900",
    "Price of these goods": "62000",
    "Quantity in the unit": "120",
}
SENDER = {
    "Name of the firm": "Red River Cycle Works",
    "Street and number": "18 Foundry Road",
    "City": "Hai Phong",
    "Country": "Vietnam",
}
WAY = {
    "They cross the border by": "Sea",
    "Name or number of the ship": "9074729",
    "Country where it is registered": "Panama",
    "Are the goods in containers?": "In containers",
    "Container number, Line 1": "CSQU3054383",
    "Seal numbers, Line 1": "HV204417",
}
PLACE = {
    "Terminal, warehouse or premises": "DLPHVBERTH4",
    "Customs office that": "Port Haven, container terminal",
    "Country the goods were sent from": "Vietnam",
}
SALE = {
    "Invoice number": "INV-77",
    "Date of the invoice": "2026-05-04",
    "Total of the invoice": "62000",
    "Currency": "Euro",
    "Delivery term": "CIF",
    "Place that belongs": "Port Haven",
    "Why the goods move": "Outright",
}
HERE = {"Where are the goods now?": "Here"}
PAPERS = {
    "Kind of document, Line 2": "Packing list",
    "Number, Line 2": "PL-77",
}
FOR_THE_IMPORTER = {
    "Registration number of the importer": IMPORTER,
    "For whom you act": "Direct representation",
}
PLAN = {
    "What is to be looked at": "Every twentieth carton",
    "Where": "Inspection hall 2",
    "Day": "2030-05-31",
    "Time": "09:30",
    "How many packages": "6",
}
FOUND = {
    "Result": "Conform",
    "Packages opened": "6",
    "What was found": "Hub motors of 250 W, as declared.",
    "Photographs": "carton.png",
}
#: Under which bill of lading the terminal knows the cargo of the first consignment.
SHIPPED_UNDER, CARGO = "HVBL-STORY-1", "ST-2026-0001"
OWED, NOTHING = Decimal("47543.00"), Decimal(0)
#: What a payer sees of a debt that was paid, refused and paid back.
REFUSED = [("Owed since then", OWED), ("Paid", -OWED), ("Owed no more", -OWED), ("Paid back", OWED)]


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Country]:
    """A house of its own, whole and running, and a browser."""
    path = chromium.found()
    if path is None:
        pytest.skip(f"{chromium.SKIPPED} {chromium.REMEDY}")
    with (
        House(tmp_path_factory.mktemp("story")) as house,
        sync_playwright() as playwright,
        closing(playwright.chromium.launch(executable_path=path, args=list(FLAGS))) as browser,
        closing(Country(house, browser)) as one,
    ):
        yield one


@pytest.fixture(scope="module")
def broker(country: Country) -> Broker:
    """A broker who has signed in."""
    one = Broker(country, "broker")
    one.signs_in()
    return one


@pytest.fixture(scope="module")
def officers(country: Country) -> list[Officer]:
    """Everybody who works at the office of Port Haven, each signed in with a second factor."""
    every = [Officer(country, name) for name in OFFICERS]
    for one in every:
        one.signs_in()
    return every


def test_an_import_is_mandated_lodged_asked_about_inspected_paid_late_and_twice_and_released(
    country: Country, broker: Broker, officers: list[Officer], tmp_path: Path
) -> None:
    terminal = Terminal(country, "terminal")
    terminal.signs_in()
    terminal.announces(SHIPPED_UNDER, CARGO, packages=120)

    mrn = _the_broker_lodges_once_the_importer_has_given_a_mandate(broker, country)
    officer = _chance_gives_it_to_an_officer_who_reads_why(officers, broker, mrn)
    _the_officer_asks_and_the_broker_answers(officer, broker, mrn)
    terminal.counts(CARGO, 118)
    _the_officer_inspects_and_finds_the_goods_as_declared(officer, mrn)
    _the_bank_pays_late_and_twice_and_it_counts_once(Bank(country), broker, mrn)
    _the_last_cartons_are_found_and_the_goods_are_released(terminal, broker, mrn)
    _the_gate_checks_the_receipt_without_a_network(Gate(country, "gate"), broker, mrn, tmp_path)


def test_a_refusal_is_appealed_against_and_set_aside_by_an_officer_who_had_no_part_in_it(
    country: Country, broker: Broker, officers: list[Officer]
) -> None:
    bank = Bank(country)
    mrn = _lodged(broker, "STORY-2", "HVBL-STORY-2")
    bank.is_told_to_pay(mrn)
    assert broker.money(mrn)["Still to be paid"] == 0

    officer = _an_officer_refuses_and_what_was_paid_goes_back(officers, bank, broker, mrn)
    _the_broker_appeals_and_another_officer_upholds(officers, officer, broker, mrn)
    _all_of_it_is_owed_again_paid_inspected_and_released(officers, bank, broker, mrn)


def _the_broker_lodges_once_the_importer_has_given_a_mandate(broker: Broker, country: Country) -> str:
    importer = Importer(country, "trader")
    importer.signs_in()
    importer.ends_the_mandate_of(BROKER)
    broker.begins_an_import()
    broker.answers("What happens to the goods?", HERE, seldom={"Your own reference": "STORY-1"})
    broker.answers("Who declares the goods?", FOR_THE_IMPORTER)
    assert f"Ask {IMPORTER} to give the mandate for import." in said(broker.page)
    assert importer.gives_a_mandate_to(BROKER) == f"{BROKER} may now act for you."
    broker.keys.presses("Continue")
    return _declared(broker, SHIPPED_UNDER)


def _chance_gives_it_to_an_officer_who_reads_why(officers: list[Officer], broker: Broker, mrn: str) -> Officer:
    officer = _in_charge(officers, mrn)
    assert "Examination of goods" in officer.has_in_hand(mrn)
    assert "T-CLA-04" in officer.reads(mrn)
    theirs = broker.file(mrn)
    assert "An officer: a check of the goods" in theirs
    assert "Description and commodity code to be checked." in theirs, "the class of the reason is told"
    assert "T-CLA-04" not in theirs, "the rule is not"
    return officer


def _the_officer_asks_and_the_broker_answers(officer: Officer, broker: Broker, mrn: str) -> None:
    question = "Which motor do the bicycles have, and how much does it deliver?"
    officer.does(mrn, "Ask the trader", {"Your question": question}, "Send the question")
    broker.answers_the_officer(mrn, "A hub motor of 250 W; the data sheet is attached to the invoice.")
    assert "A hub motor of 250 W" in officer.reads(mrn)


def _the_officer_inspects_and_finds_the_goods_as_declared(officer: Officer, mrn: str) -> None:
    officer.does(mrn, "Order an inspection", PLAN, "Order it")
    assert "Inspection: Conform" in officer.does(mrn, "Record the inspection", FOUND, "Record it")
    assert officer.page.locator(".pictures img").count() == 1
    assert officer.has_in_hand(mrn) == ""


def _the_bank_pays_late_and_twice_and_it_counts_once(bank: Bank, broker: Broker, mrn: str) -> None:
    assert broker.money(mrn)["Still to be paid"] == OWED
    first, second = bank.is_told_to_pay(mrn, "late", "twice")
    assert first["isLate"] is True
    assert (first["outcome"], second["outcome"]) == ("covered", "again")
    assert [_sum(first, "applied"), _sum(second, "applied"), _sum(second, "returning")] == [OWED, NOTHING, OWED]
    bank.has_sent_back(times=1)
    money = broker.money(mrn)
    assert [money["Owed"], money["Paid or covered"], money["Still to be paid"]] == [OWED, OWED, NOTHING]
    assert broker.movements(mrn) == [("Owed since then", OWED), ("Paid", -OWED), ("Paid", -OWED), ("Paid back", OWED)]


def _the_last_cartons_are_found_and_the_goods_are_released(terminal: Terminal, broker: Broker, mrn: str) -> None:
    assert "The arrival of the goods" in broker.file(mrn)
    assert mrn not in terminal.may_let_go()
    terminal.counts(CARGO, 120)
    assert "Released at" in broker.file(mrn)
    assert mrn in terminal.may_let_go()


def _the_gate_checks_the_receipt_without_a_network(gate: Gate, broker: Broker, mrn: str, folder: Path) -> None:
    receipt = broker.downloads_the_receipt(mrn, folder)
    keys = gate.fetches_the_keys(folder)
    for paper in receipt.values():
        assert _verified(paper, keys, folder) == (0, "valid", mrn)
    forged = folder / "forged.json"
    forged.write_text(receipt["json"].read_text().replace(mrn, f"{mrn[:2]}DL999999999999ZZ"))
    assert _verified(forged, keys, folder)[:2] == (1, "altered")
    assert "This receipt is valid: the goods may leave." in gate.uploads(receipt["pdf"])
    assert "This is not as it was signed." in gate.uploads(forged)
    assert "This receipt is valid" in gate.asks_by_number(receipt["json"].stem)
    assert "The goods may leave." in gate.opens(broker.address_to_follow(mrn))


def _an_officer_refuses_and_what_was_paid_goes_back(
    officers: list[Officer], bank: Bank, broker: Broker, mrn: str
) -> Officer:
    officer = _in_charge(officers, mrn)
    grounds = {"Ground of law": "R03", "Reasons": "Half of the cartons hold something else than declared."}
    assert "Refused" in officer.does(mrn, "Refuse the declaration", grounds, "Refuse")
    assert "Still to be paid" not in broker.file(mrn)
    bank.has_sent_back(times=1)
    assert broker.money(mrn)["Owed"] == 0
    assert broker.movements(mrn) == REFUSED
    return officer


def _the_broker_appeals_and_another_officer_upholds(
    officers: list[Officer], officer: Officer, broker: Broker, mrn: str
) -> None:
    broker.appeals(mrn, "The other half was declared under another number.")
    judge = _in_charge(officers, mrn)
    assert judge is not officer
    assert "Decide the appeal" not in officer.may(mrn)
    decision = {"Your decision": "Upheld", "Reasons": "Both declarations together are right."}
    judge.does(mrn, "Decide the appeal", decision, "Decide")
    assert "Upheld" in broker.opens(f"/declarations/{mrn}/notices")
    assert "why it no longer stands" in broker.file(mrn)


def _all_of_it_is_owed_again_paid_inspected_and_released(
    officers: list[Officer], bank: Bank, broker: Broker, mrn: str
) -> None:
    assert broker.money(mrn)["Still to be paid"] == OWED
    assert broker.movements(mrn) == [*REFUSED, ("Owed since then", OWED)]
    [paid] = bank.is_told_to_pay(mrn)
    assert paid["outcome"] == "covered"
    _the_officer_inspects_and_finds_the_goods_as_declared(_in_charge(officers, mrn), mrn)
    assert "Released at" in broker.file(mrn)
    assert broker.movements(mrn) == [*REFUSED, ("Owed since then", OWED), ("Paid", -OWED)]


def _lodged(broker: Broker, reference: str, document: str) -> str:
    """An import of bicycles is declared from the first question to the last."""
    broker.begins_an_import()
    broker.answers("What happens to the goods?", HERE, seldom={"Your own reference": reference})
    broker.answers("Who declares the goods?", FOR_THE_IMPORTER)
    return _declared(broker, document)


def _declared(broker: Broker, document: str) -> str:
    broker.answers("Who sends the goods?", SENDER)
    broker.answers("How do the goods cross the border?", WAY)
    broker.answers("Where are the goods, and where do they go?", PLACE)
    broker.answers("What do the invoice and the contract say?", SALE)
    broker.adds_goods(GOODS, search="bicycles", commodity="871200")
    broker.answers("Which documents go with the goods?", PAPERS)
    came_under = {"Kind of document, Line 1": "Bill of lading", "Number, Line 1": document}
    broker.answers("Under which document did the goods come?", came_under)
    broker.answers("How will you pay what is owed?", {"Means of payment": "Bank transfer"})
    return broker.lodges()


def _in_charge(officers: list[Officer], mrn: str) -> Officer:
    """The one officer on whom the draw fell."""
    having = eventually(lambda: [one for one in officers if one.has_in_hand(mrn)], f"an officer for {mrn}")
    assert len(having) == 1, officers[0].opens("/office?whose=office")
    return having[0]


def _sum(answer: dict[str, Any], of: str) -> Decimal:
    """A sum of money in what customs answered to the bank."""
    return Decimal(answer[of]["amount"])


def _verified(receipt: Path, keys: Path, folder: Path) -> tuple[int, str, str]:
    """What ``clearway verify`` says on a machine with no network and no database: its status, verdict and number."""
    alone = ["unshare", "--map-root-user", "--net"] if _can_be_cut_off() else []
    environment = {"PATH": os.environ["PATH"], "CLEARWAY_VAR": str(folder / "nothing"), "HOME": str(folder)}
    command = [*alone, sys.executable, "-m", "clearway.config", "verify", str(receipt), "--keys", str(keys), "--json"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    answer = json.loads(done.stdout)
    return done.returncode, answer["verdict"], (answer["receipt"] or {}).get("mrn", "")


def _can_be_cut_off() -> bool:
    """Whether this machine lets a process of ours have no network at all."""
    program = shutil.which("unshare")
    asked = [program or "", "--map-root-user", "--net", "true"]
    return program is not None and subprocess.run(asked, capture_output=True, check=False).returncode == 0
