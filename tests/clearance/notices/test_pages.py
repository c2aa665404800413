"""People choose what they are told, read it, and look after their software's endpoints; nobody sees another's."""

import re
import uuid
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clearway.clearance.notices.urls import PAGES
from clearway.platform.calendar import now
from clearway.platform.notifications import endpoints, models, telling
from clearway.platform.notifications.telling import Telling
from clearway.platform.notifications.texts import NoticeText, load
from tests.conftest import BROKER
from tests.platform.notifications.waiting import confirm_all
from tests.portal.people import STRANGER, member, officer, outsider, signed_in, words

pytestmark = pytest.mark.usefixtures("country")
KIND = "declaration.released"


def number_of(name: str) -> int:
    return int(get_user_model().objects.values_list("pk", flat=True).get(username=name))


def tell(name: str, *, by: str = "portal", title: str = "Goods are <b>released</b>") -> str:
    load([NoticeText(KIND, "en", title, "They may leave.", title)])
    source = f"test/{uuid.uuid4().hex}"
    telling.tell([Telling(KIND, source, "party/x", now(), {}, frozenset(by.split()), frozenset({name}))])
    return source


def endpoint(client: Client, url: str = "https://trader.example/hooks") -> int:
    page = client.post("/party/webhooks", {"url": url, "kinds": [KIND]})
    assert page.status_code == 200, words(page)
    return int(models.Endpoint.objects.order_by("-id").values_list("id", flat=True)[0])


def test_a_notice_is_read_and_marked(country: None) -> None:
    name = member()
    client = signed_in(name)
    tell(name)
    tell(name)

    page = words(client.get("/notices"))
    assert "2 notices are new." in page
    assert "Goods are &lt;b&gt;released&lt;/b&gt;" in page
    latest = models.Notice.objects.filter(user_id=number_of(name)).latest("id").pk
    client.post("/notices", {"upto": latest, "only": "1"})
    assert "1 notice is new." in words(client.get("/notices"))
    client.post("/notices", {"upto": latest})
    assert "No notice is new." in words(client.get("/notices"))


def test_nobody_reads_or_marks_anothers_notices() -> None:
    mine, other = member(), member()
    tell(mine, title="Only mine")
    latest = models.Notice.objects.latest("id").pk

    assert "Only mine" not in words(signed_in(other).get("/notices"))
    signed_in(other).post("/notices", {"upto": latest})
    assert models.Notice.objects.get(pk=latest).read_at is None


def test_older_notices_are_a_page_away() -> None:
    name = member()
    for count in range(27):
        tell(name, title=f"Number {count} of many")
    client = signed_in(name)

    first = words(client.get("/notices"))
    older = re.search(r"/notices\?before=(\d+)", first)
    assert older is not None
    assert "Number 1 of many" not in first
    assert "Number 1 of many" in words(client.get(older[0]))


def test_a_choice_is_kept_and_followed(settings: pytest.FixtureRequest) -> None:
    settings.CLEARWAY_SMTP = "smtp://127.0.0.1:1"  # type: ignore[attr-defined] # pytest-django's.
    settings.CLEARWAY_SMS = "smpp://x:y@127.0.0.1:1"  # type: ignore[attr-defined] # the same.
    name = member()
    client = signed_in(name)
    assert "Goods are released" in words(client.get("/notices/choices"))

    sent = {"email": "me@trader.example", "phone": "+84 90 123 4567", f"{KIND}/sms": "1"}
    assert client.post("/notices/choices", sent).status_code == 302

    confirm_all(name)
    page = words(client.get("/notices/choices"))
    assert 'value="me@trader.example"' in page
    assert f'name="{KIND}/sms" value="1" checked' in page
    assert f'name="{KIND}/portal" value="1" checked' not in page
    source = tell(name)
    assert not models.Notice.objects.filter(source=source).exists()
    assert models.Delivery.objects.get(source=source).address == "+84901234567"


@pytest.mark.parametrize(("email", "phone"), [("not a mail", ""), ("", "12345"), ("", "+0123456789"), ("a@b", "")])
def test_an_address_where_nobody_is_reached_is_refused_in_words(
    settings: pytest.FixtureRequest, email: str, phone: str
) -> None:
    settings.CLEARWAY_SMTP = settings.CLEARWAY_SMS = "x"  # type: ignore[attr-defined] # pytest-django's.
    page = signed_in(member()).post("/notices/choices", {"email": email, "phone": phone})
    assert page.status_code == 400
    assert "NTC-004" in words(page)


def test_officers_choose_among_what_concerns_officers() -> None:
    page = words(signed_in(officer()).get("/notices/choices"))
    assert "office.assigned/portal" in page
    assert "declaration.released/portal" not in page
    traders = words(signed_in(member()).get("/notices/choices"))
    assert "office.assigned/portal" not in traders


def test_a_mail_in_doubt_is_shown_and_can_be_sent_again(settings: pytest.FixtureRequest) -> None:
    settings.CLEARWAY_SMTP = "smtp://127.0.0.1:1"  # type: ignore[attr-defined] # pytest-django's.
    name = member()
    get_user_model().objects.filter(username=name).update(email="me@trader.example")
    source = tell(name, by="email")
    models.Delivery.objects.filter(source=source).update(state="doubtful", due_at=None)
    delivery = models.Delivery.objects.get(source=source)
    address = f"/notices/sent/{delivery.pk}"

    assert "In doubt" in words(signed_in(name).get("/notices/sent"))
    assert signed_in(member()).get(address).status_code == 404
    signed_in(member()).post(address)
    assert models.Delivery.objects.get(pk=delivery.pk).state == "doubtful"
    assert "Send it again" in words(signed_in(name).get(address))
    signed_in(name).post(address)
    assert models.Delivery.objects.get(pk=delivery.pk).state == "waiting"


def test_an_endpoint_is_made_and_its_secret_shown_once() -> None:
    client = signed_in(member())
    page = words(client.post("/party/webhooks", {"url": "https://trader.example/hooks", "kinds": [KIND]}))
    secret = re.search(r"whsec_[A-Za-z0-9+/=]{44}", page)
    assert secret is not None
    made = models.Endpoint.objects.latest("id")
    assert (made.party, endpoints.keys_of(made, at=now()), made.kinds) == (BROKER, (secret[0],), [KIND])

    assert secret[0] not in words(client.get("/party/webhooks"))
    assert secret[0] not in words(client.get(f"/party/webhooks/{made.pk}"))
    changed = words(client.post(f"/party/webhooks/{made.pk}/secret"))
    assert secret[0] not in changed
    assert "whsec_" in changed


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "https://user:x@trader.example/", "", "https://trader.example:22/"]
)
def test_an_address_we_would_not_call_is_refused_in_words(url: str) -> None:
    page = signed_in(member()).post("/party/webhooks", {"url": url})
    assert page.status_code == 400
    assert "NTC-001" in words(page)


def test_a_kind_that_is_not_for_software_is_refused() -> None:
    page = signed_in(member()).post("/party/webhooks", {"url": "https://a.example/", "kinds": ["office.assigned"]})
    assert page.status_code == 400
    assert "NTC-002" in words(page)


def test_an_endpoint_is_tried_changed_and_removed_and_its_log_read() -> None:
    client = signed_in(member())
    number = endpoint(client)
    one = f"/party/webhooks/{number}"

    client.post(f"{one}/try")
    delivery = models.Delivery.objects.get(recipient=f"endpoint/{number}")
    assert "A trial" in words(client.get(one))
    assert delivery.id.hex in words(client.get(f"{one}/sent/{delivery.pk}")).replace("-", "")
    models.Delivery.objects.filter(pk=delivery.pk).update(state="failed", due_at=None)
    client.post(f"{one}/sent/{delivery.pk}")
    assert models.Delivery.objects.get(pk=delivery.pk).state == "waiting"
    models.Delivery.objects.filter(pk=delivery.pk).update(state="delivered", due_at=None)
    since = f"{now() - timedelta(days=1):%Y-%m-%dT%H:%M}"
    client.post(f"{one}/again", {"since": since})
    assert models.Delivery.objects.get(pk=delivery.pk).state == "waiting"
    for odd, code in (("", "NTC-006"), ("2001-01-01T00:00", "NTC-005")):
        assert code in words(client.post(f"{one}/again", {"since": odd}))
    client.post(one, {"url": "https://trader.example/other"})
    assert "Switched off" in words(client.get(one))
    client.post(f"{one}/remove")
    assert client.get(one).status_code == 404


def test_another_partys_endpoints_are_as_unknown_as_ones_that_never_were() -> None:
    number = endpoint(signed_in(member()))
    models.Endpoint.objects.filter(pk=number).update(secret="whsec_kept")
    stranger = signed_in(member("owner", STRANGER))
    one = f"/party/webhooks/{number}"
    delivery = uuid.uuid4()
    assert stranger.get(one).status_code == 404
    assert stranger.get(f"{one}/sent/{delivery}").status_code == 404
    for act in ("", "/secret", "/remove", "/try", "/again", f"/sent/{delivery}"):
        assert stranger.post(one + act, {"url": "https://evil.example/"}).status_code == 404, act
    left = models.Endpoint.objects.get(pk=number)
    assert (left.url, left.secret, left.removed_at) == ("https://trader.example/hooks", "whsec_kept", None)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_is_shown_to_whom_it_is_for(page: object) -> None:
    parameters = {"number": 1, "delivery": uuid.uuid4()}
    wanted = {name: parameters[name] for name in re.findall(r":(\w+)>", page.path)}  # type: ignore[attr-defined] # a page.
    address = reverse(page.name, kwargs=wanted)  # type: ignore[attr-defined] # the same.
    is_managers = page.permission == "party:manage"  # type: ignore[attr-defined] # the same.
    is_post = "GET" not in page.methods  # type: ignore[attr-defined] # the same.

    def status(name: str | None) -> int:
        client = signed_in(name)
        response = client.post(address) if is_post else client.get(address)
        response.close()
        return int(response.status_code)

    assert status(None) == 302
    for name in (outsider(), member("reader"), officer()):
        assert status(name) in ((403,) if is_managers else (200, 404)), name
    assert status(member("owner")) in (200, 302, 404)


@pytest.mark.parametrize("address", ["/notices", "/notices/choices", "/notices/sent", "/party/webhooks"])
def test_a_page_asks_the_store_at_most_twelve_times(address: str) -> None:
    name = member()
    client = signed_in(name)
    for _ in range(3):
        tell(name)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    assert len(asked) <= 12, [one["sql"] for one in asked]
