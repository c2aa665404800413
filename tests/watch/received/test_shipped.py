"""The description that is shipped fits the country's source, and an agreement of the country's pack allows it."""

from collections.abc import Iterator

import pytest

from clearway.core.control import office_hours
from clearway.gateways.watch.receiving import describing
from clearway.hub.agreements import public as agreements
from clearway.hub.distribution import judging
from clearway.hub.exchange.public import Setting
from clearway.platform.calendar import day_in, now
from clearway.platform.identity.actor import Actor
from clearway.registers.lawbook import public as lawbook
from clearway.watch.rulebook import public as rulebook
from tests.conftest import PACK

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
