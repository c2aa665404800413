"""The description that is shipped fits the country's source, and an agreement of the country's pack allows it."""

from collections.abc import Iterator

import msgspec
import psycopg
import pytest

from clearway.core.control import office_hours
from clearway.gateways.watch.receiving import describing
from clearway.gateways.watch.receiving.calls import Hub
from clearway.gateways.watch.receiving.running import Run
from clearway.hub.agreements import public as agreements
from clearway.hub.distribution import judging
from clearway.hub.exchange import public as exchange
from clearway.hub.exchange.public import Setting
from clearway.platform.calendar import day_in, now
from clearway.platform.identity.actor import Actor
from clearway.registers.lawbook import public as lawbook
from clearway.registers.traders import public as traders
from clearway.watch.intake import public as intake
from clearway.watch.rulebook import public as rulebook
from tests.conftest import PACK
from tests.gateways.rest.web import Web
from tests.hub.exchange.holders import database
from tests.watch.country import Town

FILE = PACK / "demonstration" / "received-closures.yaml"


@pytest.fixture
def setting(country: None) -> Iterator[Setting]:
    """The country's catalogue, with its first agreements in use."""
    at = now()
    book = lawbook.current(at)
    for one in lawbook.first_agreements(PACK, book.sharing):
        if one.organisation == "DL0101":
            written = agreements.propose(one, book.sharing, by="tests", at=at)
            holder = book.sharing.kinds[one.kind].holder
            agreements.move(one.number, written.version, "approved", holder=holder, reason="", by="tests", at=at)
    yield Setting(book.sharing, office_hours(book.on(day_in(book.country.time_zone, at))))


def test_what_is_shipped_may_be_received_and_fits(setting: Setting) -> None:
    said, at = describing.read(FILE.read_bytes(), FILE.name), now()
    describing.must_fit(said, rulebook.read(rulebook.gather(PACK)).sources.table(said.source))
    wanted = judging.Wanted(said.kind, said.names, said.article)
    by = Actor(name="client:DL0101", office="DL0101", assurance=2)

    judged = judging.judged(judging.question(wanted, by=by, at=at), setting, ())

    assert judged.everybody is not None and judged.everybody.basis == "exemption"


def test_closed_businesses_come_to_a_district_as_the_register_has_them(setting: Setting, web: Web) -> None:
    with psycopg.connect(database(), autocommit=True) as store:
        store.execute("DROP SCHEMA IF EXISTS closures CASCADE; CREATE SCHEMA closures")
        store.execute("CREATE TABLE closures.bus_006 (business text PRIMARY KEY, closed_on date)")
        store.execute("INSERT INTO closures.bus_006 VALUES ('B1', '2025-06-30'), ('B2', NULL)")
    exchange.reach(setting.catalogue.kinds["BUS-006"].holder, "postgresql:#closures")
    traders.add_machine_client("", "tests-closures", "a secret of the tests", office="DL0101", kind="government")
    town = Town("closures", PACK)
    said = msgspec.structs.replace(describing.read(FILE.read_bytes(), FILE.name), hub=web.url)

    with Hub(said.hub, "tests-closures", "a secret of the tests") as hub:
        done = Run(said, hub, town.code, town.book).receive()

    rows = intake.rows_of(town.code, town.book.sources.table("business_closures"))
    assert {row["business"]: str(row["closed_on"] or "") for row in rows} == {"B1": "2025-06-30", "B2": ""}
    assert (done.parts, done.ranges, done.is_told) == (1, 1, True)
