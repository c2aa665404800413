"""An organisation comes aboard by page: keys to try with, certificates, and a proposal that says what is enough."""

import base64
import re
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.x509.oid import NameOID

from clearway.hub.agreements.public import files
from clearway.hub.boarding import public as boarding
from clearway.hub.boarding.public import BoardingError
from clearway.platform.calendar import now
from clearway.platform.events import log
from clearway.platform.notifications.deadlines import Due
from clearway.platform.notifications.models import Deadline
from tests.gateways.rest.web import Web
from tests.hub.boarding.agreeing import DESK, HOLDER, KIND, asked, today
from tests.portal.people import fresh, officer, signed_in, words

pytestmark = pytest.mark.usefixtures("country")
SENT = {
    "grants": ["is_of_age"], "article": "LIC-7", "roles": ["licence clerk"], "case_kinds": ["licence"],
    "exemption": "SHA-9", "since": "", "until": "", "number": "",
}  # fmt: skip


@pytest.fixture
def manager(country: None) -> Any:
    """The browser of the licence desk's manager."""
    return signed_in(officer("desk manager", DESK))


def pem(days: float, name: str = "") -> str:
    """A certificate that is good for so many days."""
    key = ed25519.Ed25519PrivateKey.generate()
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name or fresh("server"))])
    built = (
        x509.CertificateBuilder().subject_name(called).issuer_name(called).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now() - timedelta(days=400))
        .not_valid_after(now() + timedelta(days=days))
    )  # fmt: skip
    return built.sign(key, None).public_bytes(serialization.Encoding.PEM).decode()


def _sent(**changes: Any) -> dict[str, Any]:
    return {**SENT, "since": today().isoformat(), **changes}


def test_a_proposal_is_looked_over_before_it_is_sent(manager: Any) -> None:
    page = f"/joining/propose/{KIND}"
    before = len(files.listed(organisation=DESK)[0])

    looked = words(manager.post(page, _sent(grants=["born", "name"], act="check")))

    assert "Less may be enough" in looked
    assert "Of age" in looked
    assert "Send it to the holder" in looked
    assert len(files.listed(organisation=DESK)[0]) == before
    sent = manager.post(page, _sent(act="send"))
    assert sent.status_code == 302
    assert "Waits for the holder" in words(manager.get(sent["Location"]))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"grants": []}, "AGR-008"),
        ({"roles": []}, "AGR-008"),
        ({"roles": ["owner"]}, "AGR-008"),
        ({"since": "soon"}, "AGR-008"),
        ({"article": "CR-13"}, "AGR-007"),
        ({"grants": ["shoe_size"]}, "AGR-002"),
        ({"until": "2020-01-01"}, "AGR-006"),
        ({"number": "FHB-001"}, "AGR-001"),
    ],
)
def test_what_cannot_be_proposed_is_said_and_nothing_is_lost(
    manager: Any, changes: dict[str, Any], code: str
) -> None:
    answer = manager.post(f"/joining/propose/{KIND}", _sent(**changes, act="send"))
    assert (answer.status_code, code in words(answer)) == (422, True)
    assert 'value="licence"' in words(answer)


def test_only_articles_that_speak_of_the_kind_are_offered(manager: Any) -> None:
    page = words(manager.get(f"/joining/propose/{KIND}"))
    assert 'value="LIC-7"' in page
    assert 'value="CR-13"' not in page


def test_a_new_version_begins_with_what_was_agreed(manager: Any) -> None:
    one = asked("address", "name")
    page = words(manager.get(f"/joining/propose/{KIND}?of={one.number}"))
    assert re.findall(r'name="grants" value="(\w+)" checked', page) == ["name", "address"]
    assert manager.get(f"/joining/propose/TAX-001?of={one.number}").status_code == 404


def test_another_organisations_agreement_is_not_there(manager: Any) -> None:
    one = asked()
    stranger = signed_in(officer("desk manager", "DL700105"))
    page = f"/joining/agreements/{one.number}/{one.version}"
    assert manager.get(page).status_code == 200
    assert stranger.get(page).status_code == 404
    assert stranger.get(f"/joining/propose/{KIND}?of={one.number}").status_code == 404
    assert one.name not in words(stranger.get("/joining/agreements"))


def test_a_kind_is_found_by_words(manager: Any) -> None:
    assert "RES-001" in words(manager.get("/joining/propose?q=residen"))
    assert "RES-001" not in words(manager.get("/joining/propose?q=vehicle"))


def test_keys_to_try_with_look_up_the_sandbox_record_and_nothing_else(manager: Any, web: Web) -> None:
    page = words(manager.post("/joining/keys", {"name": "Case system", "is_sandbox": "yes"}))
    client, secret = re.findall(r"<dd><code>([^<]+)</code></dd>", page)
    token = _token(web, client, secret)

    sample = _get(web, token, f"/v1/inquiries/sandbox/{KIND}?names=is_of_age,address,shoe_size")
    assert sample.status_code == 200, sample.text
    said = sample.json()
    assert (said["values"]["is_of_age"], said["unknown"]) == (True, ["shoe_size"])
    assert said["values"]["address"] == "Sandbox address"
    assert _get(web, token, "/v1/inquiries/sandbox/XXX-001").status_code == 404
    real = _post(web, token, "/v1/inquiries")
    assert real.status_code == 403

    [number] = re.findall(r'name="client" value="(\d+)"', page)[-1:]
    manager.post("/joining/keys", {"act": "revoke", "client": number})
    assert _get(web, token, f"/v1/inquiries/sandbox/{KIND}").status_code == 401


def _token(web: Web, client: str, secret: str) -> str:
    basic = base64.b64encode(f"{client}:{secret}".encode()).decode()
    form = {"grant_type": "client_credentials", "scope": "hub:ask"}
    answer = httpx.post(f"{web.url}/oauth/token", data=form, headers={"Authorization": f"Basic {basic}"})
    return str(answer.json()["access_token"])


def _get(web: Web, token: str, path: str) -> httpx.Response:
    return httpx.get(f"{web.url}{path}", headers={"Authorization": f"Bearer {token}"})


def _post(web: Web, token: str, path: str) -> httpx.Response:
    return httpx.post(f"{web.url}{path}", json={}, headers={"Authorization": f"Bearer {token}"})


def test_a_certificate_is_on_file_and_its_end_is_announced_30_7_and_1_days_before(manager: Any) -> None:
    text = pem(45, "cn-of-the-desk")
    assert manager.post("/joining/certificates", {"pem": text}).status_code == 302
    assert "cn-of-the-desk" in words(manager.get("/joining/certificates"))
    [found] = [one for one in boarding.certificates_of(DESK, now()) if "cn-of-the-desk" in one.subject]
    subject = f"certificate/{found.fingerprint}"
    told, at = [], now()
    for _ in range(3):
        due = Deadline.objects.get(subject=subject)
        told.append(round((found.until - due.due_at) / timedelta(days=1)))
        at = due.due_at
        Deadline.objects.filter(subject=subject).delete()
        _woken(subject, at)
    assert told == [30, 7, 1]
    ends = [one for one in log.about(f"organisation/{DESK}") if one.type == "boarding.certificate-ending.v1"]
    assert [one.facts["days"] for one in ends if one.facts["certificate"] == found.fingerprint] == [30, 7, 1]
    assert not Deadline.objects.filter(subject=subject).exists()


def _woken(subject: str, at: datetime) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("clearway.hub.boarding.certificates.now", lambda: at)
        boarding.tell_ending(Due(1, boarding.ENDING, subject, at, {}))


def test_a_certificate_that_was_taken_off_is_announced_no_more(manager: Any) -> None:
    text = pem(45)
    made = boarding.add_certificate(DESK, text, by="user:desk", at=now())
    stranger = signed_in(officer("desk manager", "DL700105"))
    stranger.post("/joining/certificates", {"act": "withdraw", "certificate": made.fingerprint})
    assert Deadline.objects.filter(subject=f"certificate/{made.fingerprint}").exists()
    manager.post("/joining/certificates", {"act": "withdraw", "certificate": made.fingerprint})
    assert not Deadline.objects.filter(subject=f"certificate/{made.fingerprint}").exists()
    assert made.fingerprint not in [one.fingerprint for one in boarding.certificates_of(DESK, now())]


def test_no_private_key_no_nonsense_and_nothing_that_is_over_is_put_on_file() -> None:
    twice = pem(10)
    boarding.add_certificate(DESK, twice, by="user:desk", at=now())
    secret = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
    broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"
    for text, code in (
        (pem(-1), "BRD-005"), (secret + pem(9), "BRD-004"), ("", "BRD-004"), (broken, "BRD-004"), (twice, "BRD-006"),
    ):  # fmt: skip
        with pytest.raises(BoardingError) as refused:
            boarding.add_certificate(DESK, text, by="user:desk", at=now())
        assert refused.value.code == code


def test_a_holder_names_its_system_and_tries_it_without_showing_anybody(registers: str) -> None:
    client = signed_in(officer("data holder", HOLDER))
    named = client.post("/holding/system", {"verb": "reach", "address": f"{registers}/{HOLDER}/"})
    assert named.status_code == 302

    tried = words(client.post("/holding/system", {"verb": "try", "kind": KIND, "key": "P0000001"}))

    assert "It answered in" in tried
    assert "Missing" not in tried
    told = log.about(f"organisation/{HOLDER}")[-1]
    assert (told.type, told.facts["outcome"]) == ("boarding.system-tried.v1", "answered")
    assert "P0000001" not in str(told.facts)
    nobody = words(client.post("/holding/system", {"verb": "try", "kind": KIND, "key": "P9999999"}))
    assert "no such record" in nobody


@pytest.mark.parametrize("address", ["file:///etc", "postgresql:#registers", "http://user@host/", "nonsense", ""])
def test_a_page_takes_no_address_of_the_operators(address: str) -> None:
    client = signed_in(officer("data holder", HOLDER))
    answer = client.post("/holding/system", {"verb": "reach", "address": address})
    assert (answer.status_code, "BRD-001" in words(answer)) == (422, True)


def test_who_holds_nothing_names_no_system() -> None:
    client = signed_in(officer("data holder", DESK))
    assert client.get("/holding/system").status_code == 200
    assert client.post("/holding/system", {"verb": "reach", "address": "https://x.example"}).status_code == 404
