"""The demonstration's hub has agreements and addresses once it is prepared, and preparing twice changes nothing."""

from pathlib import Path

import pytest
from django.db import connection

from clearway.core.law.information import Holder
from clearway.gateways.console import sharing
from clearway.gateways.simulators.registers.offering import schema_of
from clearway.hub.agreements import public as agreements
from clearway.hub.exchange import connectors
from clearway.hub.exchange.dropped import FileConnector
from clearway.hub.exchange.rest import RestConnector
from clearway.hub.exchange.views import SqlConnector
from clearway.platform.calendar import now
from clearway.registers.lawbook import public as lawbook
from tests.conftest import PACK

REGISTERS = "http://127.0.0.1:8705"


@pytest.fixture
def holders(country: None) -> dict[str, Holder]:
    """Everybody who holds something."""
    return lawbook.current(now()).sharing.holders


def test_agreements_are_approved_by_their_holders_once(holders: dict[str, Holder], tmp_path: Path) -> None:
    sharing.set_up(PACK, tmp_path, "", at=now())
    before = agreements.of_organisation("DL700105")

    again = sharing.set_up(PACK, tmp_path, "", at=now())

    assert again == 0
    assert agreements.of_organisation("DL700105") == before
    assert before
    assert {one.state for one in before if one.number.startswith("WEL-")} == {"approved"}


def test_what_a_holder_has_suspended_stays_so(holders: dict[str, Holder], tmp_path: Path) -> None:
    sharing.set_up(PACK, tmp_path, "", at=now())
    one = next(one for one in agreements.of_organisation("DL0000005026") if one.number == "RSB-001")
    agreements.move(one.number, one.version, "suspended", holder="DL800101", reason="An audit", by="user:r", at=now())

    sharing.set_up(PACK, tmp_path, "", at=now())

    after = [each for each in agreements.of_organisation("DL0000005026") if each.number == "RSB-001"]
    assert [each.state for each in after] == ["suspended"]


def test_every_holder_is_called_until_it_offers_its_views_and_tables(
    holders: dict[str, Holder], tmp_path: Path
) -> None:
    with connection.cursor() as cursor:
        for holder in holders.values():
            cursor.execute(f'DROP SCHEMA IF EXISTS "{schema_of(holder.code)}" CASCADE')
    sharing.set_up(PACK, tmp_path, REGISTERS, at=now())
    assert {type(connectors.to(holder)) for holder in holders.values()} == {RestConnector}

    (tmp_path / sharing.DROPS).mkdir()
    (tmp_path / sharing.DROPS / "mark").touch()
    with connection.cursor() as cursor:
        for holder in holders.values():
            if holder.system == "sql":
                cursor.execute(f'CREATE SCHEMA "{schema_of(holder.code)}"')
                cursor.execute(f"COMMENT ON SCHEMA \"{schema_of(holder.code)}\" IS 'made'")
    sharing.set_up(PACK, tmp_path, REGISTERS, at=now())

    ways = {"rest": RestConnector, "sql": SqlConnector, "file": FileConnector}
    for holder in holders.values():
        assert isinstance(connectors.to(holder), ways[holder.system]), holder.code
