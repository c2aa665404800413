"""Who has a mandate works on a file through the portal as through the interface; who is only named reads it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client

from clearway.platform.calendar import now
from clearway.registers.traders.public import mandates
from clearway.stations.declarations import public as declarations
from tests.conftest import TRADER, today
from tests.portal.people import lodged, member, signed_in, words
from tests.portal.test_drafting import ITEM

pytestmark = pytest.mark.usefixtures("country")

#: A broker to whom the demonstration's trader gave no mandate for imports.
AGENT = "DL0000002052"


@pytest.fixture
def agent() -> Client:
    return signed_in(member("declarant", AGENT))


@pytest.fixture
def mandate() -> Iterator[int]:
    day = today()
    given = mandates.give(
        TRADER, AGENT, regimes=("import",), since=day - timedelta(days=1), until=None, today=day,
        by="user:tests", at=now(),
    )  # fmt: skip
    yield given
    mandates.revoke(given, of=TRADER, today=day, by="user:tests", at=now())


def test_who_has_a_mandate_changes_what_another_has_lodged(agent: Client, mandate: int) -> None:
    number = lodged("1-tableware")

    page = words(agent.get(f"/declarations/{number}"))
    assert "Change it" in page
    draft = agent.post(f"/declarations/{number}/change")["Location"].rpartition("/")[0]
    agent.post(
        f"{draft}/items/1", {**ITEM, "origin": "JP", "valuation": "1", "preference": "100", "net": "90", "go": "on"}
    )
    answer = agent.post(f"{draft}/check", {"go": "send", "reason": "29", "words": "Weighed again."})

    assert answer.status_code == 302, words(answer)
    assert answer["Location"] == f"/declarations/{number}"
    file = declarations.find(number)
    assert file is not None
    assert file.version == 2


def test_who_has_a_mandate_withdraws(agent: Client, mandate: int) -> None:
    number = lodged("1-tableware")

    assert agent.post(f"/declarations/{number}/withdraw", {"reason": "8"}).status_code == 302
    assert "Cancelled" in words(agent.get(f"/declarations/{number}"))


def test_a_mandate_that_ended_meanwhile_ends_the_change(agent: Client, mandate: int) -> None:
    number = lodged("1-tableware")
    draft = agent.post(f"/declarations/{number}/change")["Location"].rpartition("/")[0]
    mandates.revoke(mandate, of=TRADER, today=today(), by="user:tests", at=now())

    assert agent.get(f"{draft}/check").status_code == 404
    assert agent.get(f"/declarations/{number}").status_code == 404
    assert agent.post(f"/declarations/{number}/withdraw", {"reason": "8"}).status_code == 404


def test_who_is_only_named_reads_everything_and_changes_nothing() -> None:
    number, named = lodged("2-tableware-and-linen"), signed_in(member("owner", TRADER))

    page = words(named.get(f"/declarations/{number}"))

    assert "Change it" not in page
    for tab in ("/amounts", "/declared", "/history", "/questions", "/notices"):
        assert named.get(f"/declarations/{number}{tab}").status_code == 200, tab
    for act in ("change", "withdraw", "questions/answer", "notices/appeal"):
        assert named.post(f"/declarations/{number}/{act}", {"reason": "8"}).status_code == 404, act
    assert named.post("/declare", {"act": "copy", "copy": number}).status_code == 302
