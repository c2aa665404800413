"""The simulated agency and operator do what people would, through the doors everybody uses."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from clearway.gateways.simulators import agency, operator
from clearway.gateways.simulators.line import Line, load_or_create
from clearway.platform.identity.actor import Actor
from clearway.registers.traders import public as traders
from tests.gateways.rest.web import Web
from tests.stations.cargo import reporting
from tests.stations.permits import naming

pytestmark = pytest.mark.usefixtures("country")


@pytest.fixture
def vet(web: Web, tmp_path: Path) -> Iterator[agency.Agency]:
    account = load_or_create(tmp_path / "agency.json", reporting.fresh("vet-"))
    traders.add_machine_client("", account.client, account.secret, office=naming.ANIMALS)
    line = Line(web.url, account, agency.SCOPE)
    yield agency.Agency(line, seed=1, patience=1)
    line.close()


@pytest.fixture
def gate(web: Web, tmp_path: Path) -> Iterator[operator.Operator]:
    account = load_or_create(tmp_path / "operator.json", reporting.fresh("gate-"))
    traders.add_machine_client(reporting.TERMINAL, account.client, account.secret)
    line = Line(web.url, account, operator.SCOPE)
    yield operator.Operator(line, seed=1, patience=1)
    line.close()


def test_the_agency_issues_what_is_waited_for_and_leaves_one_waiting(vet: agency.Agency, broker: Actor) -> None:
    number, never = naming.fresh("SIM"), naming.fresh(agency.NEVER)
    file, left = naming.lodged(naming.naming(number), broker), naming.lodged(naming.naming(never), broker)

    for _ in range(3):
        vet.work()

    assert naming.standing(file.mrn).state == "released"
    assert naming.standing(left.mrn).waits_for == "permit"


def test_the_operator_lets_cargo_in_and_what_is_released_out(gate: operator.Operator, broker: Actor) -> None:
    bill, number = reporting.fresh(), reporting.fresh("SIM-")
    gate.line.post(operator.CARGO, {"number": number, "document": bill, "packages": 10})
    file = reporting.lodged(reporting.naming(bill), broker)
    assert file.waits_for == "arrival"

    for _ in range(4):
        gate.work()

    assert reporting.standing(file.mrn).state == "released"
    assert gate.line.get(f"{operator.CARGO}/{number}")["state"] == "left"


def test_a_token_that_is_worth_nothing_any_more_is_replaced(gate: operator.Operator) -> None:
    gate.line._token = "spoilt"

    assert gate.line.get(operator.RELEASED) is not None


def test_an_account_is_made_once_and_read_by_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "account.json"

    first = load_or_create(path, "a client")

    assert load_or_create(path, "another client") == first
    assert path.stat().st_mode & 0o077 == 0
    assert list(path.parent.iterdir()) == [path]


def test_customs_that_are_away_are_told_apart_from_customs_that_refuse(tmp_path: Path) -> None:
    line = Line("http://127.0.0.1:9", load_or_create(tmp_path / "a.json", "x"), operator.SCOPE)

    with pytest.raises(httpx.HTTPError):
        line.get(operator.CARGO)
