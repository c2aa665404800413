"""Every way to a holder keeps the same promise, and asks for no more than is needed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest

from clearway.core.kernel.period import Period
from clearway.core.law.information import Catalogue, InformationKind
from clearway.core.law.information import Holder as Agency
from clearway.core.share.minimise import read
from clearway.hub.exchange import connectors, dropped, errors, models, rest, views
from clearway.registers.lawbook.packs import compile_pack
from tests.hub.exchange import holders
from tests.registers.lawbook.build_pack import DEMOLAND

KEYS = ["P0000007", "P0000008"]
WAYS = ("in memory", "over HTTP", "in views", "in files")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """What the demonstration shares."""
    return compile_pack(DEMOLAND).sharing


@pytest.fixture
def kind(catalogue: Catalogue) -> InformationKind:
    """Residence."""
    return catalogue.kinds["RES-001"]


@pytest.fixture(params=WAYS)
def holder(
    request: pytest.FixtureRequest, kind: InformationKind, tmp_path: Path, country: None,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[holders.Holder]:  # fmt: skip
    """The holder of residence, reached in each way; nobody waits long for it."""
    monkeypatch.setattr(views, "STATEMENT_MILLISECONDS", 200)
    monkeypatch.setattr(rest, "TIMEOUT", httpx.Timeout(0.3))
    rest.close()
    if request.param == "in memory":
        yield holders.InMemory(kind, KEYS)
    elif request.param == "in files":
        yield holders.InFiles(tmp_path, kind, KEYS)
    else:
        one = holders.OverHttp() if request.param == "over HTTP" else holders.InViews(kind, KEYS)
        yield one
        views.close()
        one.close()
    rest.close()


def test_a_record_is_found_as_the_register_has_it(holder: holders.Holder, kind: InformationKind) -> None:
    found = holder.connector.record(kind, "P0000007")

    expected = holders.REGISTERS.record("RES-001", "P0000007")
    assert found is not None
    assert expected is not None
    for name, field in kind.fields.items():
        assert read(field, found[name]) == read(field, expected[name]), name


def test_a_record_that_nobody_has_is_none(holder: holders.Holder, kind: InformationKind) -> None:
    for stranger in ("P9999999", "", ".", "..", "P0000007' OR true --", "../P0000007", "P0000007,", "P%", "ユ"):
        assert holder.connector.record(kind, stranger) is None, stranger


def test_no_more_than_was_granted_leaves_the_holder(holder: holders.Holder, kind: InformationKind) -> None:
    needed = connectors.only(kind, {"is_of_age"})

    found = holder.connector.record(needed, "P0000008")

    assert found is not None
    assert set(found) == {"person", "born"}


@pytest.mark.parametrize("mood", ["slow", "away"])
def test_a_holder_that_does_not_answer_in_time_is_away(
    holder: holders.Holder, kind: InformationKind, mood: str
) -> None:
    holder.feel(mood)

    with pytest.raises(errors.HolderAway) as told:
        holder.connector.record(kind, "P0000007")
    assert told.value.facts == {"holder": holders.HOLDER}


def test_what_is_no_record_is_not_shown(holder: holders.Holder, kind: InformationKind) -> None:
    holder.feel("wrong")

    with pytest.raises(errors.AnswerUnreadable):
        holder.connector.record(kind, "P0000007")


def test_a_holder_that_is_well_again_answers_again(holder: holders.Holder, kind: InformationKind) -> None:
    holder.feel("away")
    with pytest.raises(errors.HolderAway):
        holder.connector.record(kind, "P0000007")
    holder.feel("well")

    assert holder.connector.record(kind, "P0000007") is not None


def test_a_new_drop_is_read_at_once(tmp_path: Path, kind: InformationKind) -> None:
    one = holders.InFiles(tmp_path, kind, KEYS)
    assert one.connector.record(kind, "P0000009") is None

    one.drop(["P0000009"])

    assert one.connector.record(kind, "P0000009") is not None
    assert one.connector.record(kind, "P0000007") is None


def test_a_table_is_indexed_once_a_drop(
    tmp_path: Path, kind: InformationKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []
    index = dropped._indexed
    monkeypatch.setattr(dropped, "_indexed", lambda *given: made.append(given) or index(*given))
    one = holders.InFiles(tmp_path, kind, KEYS)

    for key in (*KEYS, *KEYS, "P0000009"):
        one.connector.record(kind, key)

    assert len(made) == 1


def test_cells_may_hold_commas_quotes_and_lines(tmp_path: Path, kind: InformationKind) -> None:
    address = '1 "Old" Mill,\nNorth Bridge ü'
    quoted = address.replace('"', '""')
    (tmp_path / "RES-001.csv").write_text(
        f'person,name,born,address,moved_in,moved_out\nP1,A,2000-01-01,"{quoted}",2000-01-01,\n'
        "P2,B,2001-01-01,2 Hill,2001-01-01,\n",
        encoding="utf-8", newline="",
    )  # fmt: skip
    connector = dropped.FileConnector("DL800104", tmp_path.as_uri())

    assert (connector.record(kind, "P1") or {})["address"] == address
    assert (connector.record(kind, "P2") or {})["name"] == "B"


def test_two_records_of_one_key_are_none(tmp_path: Path, kind: InformationKind) -> None:
    one = holders.InFiles(tmp_path, kind, ["P0000007", "P0000007"])

    with pytest.raises(errors.AnswerUnreadable):
        one.connector.record(kind, "P0000007")


@pytest.mark.parametrize(
    ("address", "way"),
    [
        ("https://residents.example/records", rest.RestConnector),
        ("postgresql://hub@registers.example/tax#shared", views.SqlConnector),
        ("file:///srv/drops/land", dropped.FileConnector),
    ],
)
def test_the_address_says_the_way(country: None, address: str, way: type) -> None:
    agency = Agency("DL899901", {}, "Act 1", Period(date(2020, 1, 1)), "rest")
    models.HolderSystem.objects.update_or_create(holder=agency.code, defaults={"address": address})

    assert isinstance(connectors.to(agency), way)


def test_a_holder_without_an_address_or_with_an_unknown_one_is_away(country: None) -> None:
    agency = Agency("DL899902", {}, "Act 1", Period(date(2020, 1, 1)), "rest")
    with pytest.raises(errors.HolderAway):
        connectors.to(agency)
    models.HolderSystem.objects.update_or_create(holder=agency.code, defaults={"address": "gopher://old"})
    with pytest.raises(errors.HolderAway):
        connectors.to(agency)


def test_only_what_is_needed_is_asked_for(catalogue: Catalogue) -> None:
    kind = catalogue.kinds["RES-001"]

    assert list(connectors.only(kind, {"lives_here"}).fields) == ["person", "moved_in", "moved_out"]
    assert list(connectors.only(kind, {"address"}).fields) == ["person", "address"]
    assert list(connectors.only(kind, set(kind.fields)).fields) == list(kind.fields)
    assert connectors.only(kind, {"lives_here"}).predicates == kind.predicates
