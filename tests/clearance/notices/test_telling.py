"""Those whom it concerns are told what happened, in their language, once; nobody else is."""

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model

from clearway.clearance.events import DeclarationDecided
from clearway.clearance.notices.reacting import READER
from clearway.platform.calendar import now
from clearway.platform.events import log
from clearway.platform.events.models import Cursor, SetAside
from clearway.platform.notifications import endpoints, models, people
from clearway.platform.notifications.people import Noticed
from clearway.stations.controls.events import ControlAssigned, OverrideAsked, QuestionAnswered, QuestionAsked
from clearway.stations.declarations import public as declarations
from clearway.stations.release.events import GoodsReleased
from tests.conftest import BROKER
from tests.portal.people import STRANGER, lodged, member, officer

Told = Callable[[], None]
pytestmark = pytest.mark.usefixtures("country")


def inbox(name: str) -> list[Noticed]:
    return people.inbox(get_user_model().objects.values_list("pk", flat=True).get(username=name))


def record(event: object, mrn: str, actor: str = "tests") -> None:
    log.record(event, subject=f"declaration/{mrn}", actor=actor, at=now())  # type: ignore[arg-type] # an event of ours.


def released(mrn: str) -> None:
    record(GoodsReleased(mrn=mrn, version=1), mrn)


def test_the_people_of_the_parties_are_told_and_strangers_are_not(told: Told) -> None:
    ours, stranger = member("reader", BROKER), member("owner", STRANGER)
    mrn = lodged()
    released(mrn)

    told()

    titles = [one.title for one in inbox(ours)]
    assert f"Goods of {mrn} are released" in titles
    assert all(mrn not in one.title for one in inbox(stranger))


def test_the_importer_is_told_of_what_a_broker_declares(told: Told) -> None:
    mrn = lodged()
    file = declarations.find(mrn)
    assert file is not None
    assert file.importer not in ("", BROKER)
    importer = member("reader", file.importer)
    released(mrn)

    told()

    assert f"Goods of {mrn} are released" in [one.title for one in inbox(importer)]


def test_a_person_is_told_in_their_own_language(told: Told) -> None:
    ours = member("reader", BROKER)
    get_user_model().objects.filter(username=ours).update(language="ko")
    mrn = lodged()
    released(mrn)

    told()

    assert f"신고서 {mrn} 물품 반출 승인" in [one.title for one in inbox(ours)]


def test_reading_the_log_again_tells_nobody_twice(told: Told) -> None:
    ours = member("reader", BROKER)
    mrn = lodged()
    released(mrn)
    told()
    before = len(inbox(ours))

    # As if the place had been lost: everything is read anew.
    Cursor.objects.filter(name=READER.name).update(xid=0, event=0)
    told()

    assert len([one for one in inbox(ours) if mrn in one.title and "released" in one.title]) == 1
    assert before >= 1


def test_a_refusal_is_told_without_the_reasons_of_officers(told: Told) -> None:
    ours = member("reader", BROKER)
    mrn = lodged()
    decided = DeclarationDecided(
        mrn=mrn, version=1, outcome="refused", reached="lodged", lane="red", total="", currency="", record_hash="x"
    )
    record(decided, mrn)

    told()

    notice = next(one for one in inbox(ours) if one.kind == "declaration.refused")
    assert "red" not in (notice.title + notice.text).lower().split()


def test_an_officer_is_told_of_the_file_that_was_drawn_for_them(told: Told) -> None:
    mine, other = officer("officer"), officer("officer")
    mrn = lodged()
    assigned = ControlAssigned(mrn=mrn, what="control/1", officer=mine, before="", reason="drawn")
    record(assigned, mrn)

    told()

    assert [one.title for one in inbox(mine) if mrn in one.title] == [f"File {mrn} was given to you"]
    assert [one for one in inbox(other) if mrn in one.title] == []


def test_who_asks_for_a_second_pair_of_eyes_is_not_the_one_who_is_asked(told: Told) -> None:
    mrn = lodged()
    file = declarations.find(mrn)
    assert file is not None
    asking, asked = officer("supervisor", file.office), officer("supervisor", file.office)
    record(OverrideAsked(mrn=mrn, against="lane"), mrn, actor=f"user:{asking}")

    told()

    assert [one.kind for one in inbox(asked) if mrn in one.title] == ["office.override-asked"]
    assert [one for one in inbox(asking) if mrn in one.title] == []


def test_software_is_told_what_its_people_are_told_and_no_more(told: Told) -> None:
    made, _ = endpoints.add(
        BROKER, "https://broker.example/hooks", kinds=[], known=[], description="", by="tests", at=now()
    )
    mrn = lodged()
    record(QuestionAsked(mrn=mrn, query=1), mrn)
    record(QuestionAnswered(mrn=mrn, query=1), mrn)

    told()

    sent = models.Delivery.objects.filter(recipient=f"endpoint/{made}", subject=f"declaration/{mrn}")
    kinds = set(sent.values_list("kind", flat=True))
    assert "declaration.question" in kinds
    assert not {kind for kind in kinds if kind.startswith("office.")}
    body = sent.get(kind="declaration.question").content["body"]
    assert body["data"] == {"subject": f"declaration/{mrn}", "mrn": mrn}


def test_an_event_about_a_declaration_that_is_not_there_is_no_trouble(told: Told) -> None:
    record(GoodsReleased(mrn="26DL99999999999999", version=1), "26DL99999999999999")
    told()
    assert not SetAside.objects.filter(reader=READER.name).exists()
