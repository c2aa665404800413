"""Going on: from the lane to the release, as far as nothing holds."""

from collections.abc import Callable

import msgspec
import pytest
from django.db import connection

from clearway.clearance import conductor
from clearway.clearance.proceed import LEFT_BEHIND, proceed, sweep
from clearway.clearance.record import Submitted
from clearway.platform.calendar import now
from clearway.platform.events import log
from clearway.platform.identity.actor import Actor
from clearway.stations.declarations import public as declarations
from clearway.stations.declarations.public import DeclarationFile
from tests.conftest import demonstration

pytestmark = pytest.mark.usefixtures("country")


@pytest.fixture
def lodged(broker: Actor) -> Callable[[str], DeclarationFile]:
    def lodge(name: str) -> DeclarationFile:
        answer = conductor.lodge(demonstration(name).submitted, by=broker)
        file = declarations.find(answer.mrn or "", submitter=broker.party)
        assert file is not None
        return file

    return lodge


def test_goods_that_owe_nothing_are_released_before_its_sender_is_answered(
    lodged: Callable[[str], DeclarationFile],
) -> None:
    file = lodged("5-temporary-admission")

    assert (file.state, file.waits_for) == ("released", "")
    types = [told.type for told in log.about(f"declaration/{file.mrn}")]
    assert types == [
        "declarations.lodged.v1", "clearance.decided.v1", "release.released.v1", "clearance.advanced.v1",
    ]  # fmt: skip


def test_an_import_waits_for_its_payment(lodged: Callable[[str], DeclarationFile]) -> None:
    file = lodged("1-tableware")

    assert (file.state, file.waits_for) == ("targeted", "payment")
    assert proceed(file.id, at=now()).waits_for == "payment"


def test_going_on_twice_releases_once(lodged: Callable[[str], DeclarationFile]) -> None:
    file = lodged("5-temporary-admission")
    before = len(log.about(f"declaration/{file.mrn}"))

    assert proceed(file.id, at=now()).state == "released"
    assert len(log.about(f"declaration/{file.mrn}")) == before


def test_a_debt_is_in_balance_to_the_last_digit(lodged: Callable[[str], DeclarationFile]) -> None:
    file = lodged("2-tableware-and-linen")

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT account, amount FROM payments_posting p JOIN payments_entry e ON e.id = p.entry_id"
            " WHERE e.subject = %s",
            [file.mrn],
        )
        postings = dict(cursor.fetchall())
        cursor.execute("SELECT amount FROM payments_order WHERE reference = %s", [file.mrn])
        [owed] = cursor.fetchone()
    assert sum(postings.values()) == 0
    assert postings["receivable"] == owed > 0


def test_a_file_that_a_dead_process_left_is_taken_on(
    lodged: Callable[[str], DeclarationFile], broker: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conductor, "proceed", lambda *_, **__: None)
    file = lodged("5-temporary-admission")
    assert (file.state, file.waits_for) == ("targeted", "clearance")

    sweep(at=now())
    at_once = declarations.find(file.mrn, submitter=broker.party)
    assert sweep(at=now() + LEFT_BEHIND * 2) >= 1
    later = declarations.find(file.mrn, submitter=broker.party)

    assert at_once is not None and later is not None
    assert (at_once.state, later.state) == ("targeted", "released")


def test_a_batch_goes_on_file_by_file(broker: Actor) -> None:
    received = demonstration("5-temporary-admission")
    batch = [
        Submitted(msgspec.structs.replace(received.declaration, reference=f"{received.declaration.reference}-{n}"),
                  "json", received.content)
        for n in range(3)
    ]  # fmt: skip

    answers = conductor.lodge_many(batch, by=broker)

    for answer in answers:
        file = declarations.find(answer.mrn, submitter=broker.party)  # type: ignore[union-attr, arg-type] # answered
        assert file is not None
        assert file.state == "released"
