"""The postman carries line by line; an outside party that hangs keeps nobody else waiting."""

import threading
from collections.abc import Callable

import pytest

from clearway.platform.calendar import now
from clearway.platform.notifications import endpoints, models, telling, ways
from clearway.platform.notifications.postman import Postman
from clearway.platform.notifications.telling import Telling
from tests.platform.notifications.conftest import AT, MailServer, Process

pytestmark = pytest.mark.usefixtures("country")


def test_a_receiver_that_hangs_keeps_no_mail_and_no_other_receiver_waiting(
    person: str,
    rang: Callable[..., Telling],
    mail_server: MailServer,
    receiver: Process,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("clearway.platform.notifications.channels.webhook.LONGEST_SECONDS", 2.0)
    models.Delivery.objects.filter(state__in=("waiting", "sending")).update(state="failed")
    party = f"DL-{person}"
    for path in ("hang", "ok"):
        url = f"http://127.0.0.1:{receiver.port}/{path}"
        endpoints.add(party, url, kinds=[], known=[], description="", by="tests", at=AT)
    told = [rang(person, by="email", parties=party) for _ in range(5)]
    telling.tell(told)
    stop, looks = threading.Event(), threading.Event()
    postman = threading.Thread(target=Postman(ways.conversation, now).run, args=[stop])

    postman.start()
    mine = models.Delivery.objects.filter(source__in=[one.source for one in told], state="delivered")
    for _ in range(300):
        if mine.count() == 10:
            break
        looks.wait(0.1)
    stop.set()
    postman.join(30)

    assert not postman.is_alive()
    assert mine.filter(channel="email").count() == 5
    assert sum(taken["path"] == "/ok" for taken in receiver.taken()) == 5
    assert sum(taken["path"] == "/hang" for taken in receiver.taken()) <= 5
    assert len(mail_server.taken) == 5
