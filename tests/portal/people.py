"""People who look at pages, and what they send."""

import re
import time

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from clearway.clearance import conductor
from clearway.platform.identity.actor import Actor
from clearway.registers.offices import public as offices
from clearway.registers.traders import public as traders
from tests.conftest import BROKER, PACK, demonstration, fresh

STRANGER = "DL0000001025"
PASSWORD = "correct horse battery staple"
_TOKEN = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")\w+')


def member(role: str = "owner", *parties: str) -> str:
    """The user name of somebody with a role in some parties."""
    name = fresh(role)
    for party in parties or (BROKER,):
        traders.add_member(party, name, PASSWORD, role=role)
    return name


def outsider() -> str:
    """The user name of somebody who belongs to no party."""
    name = fresh("outsider")
    get_user_model().objects.create_user(name, password=PASSWORD)
    return name


def officer(role: str = "officer", office: str = "DL000101") -> str:
    """The user name of somebody with a role in an office of the pack, or in one made for the purpose."""
    name = fresh(role.replace(" ", "-"))
    if not offices.every_office():
        offices.load_offices(PACK)
    offices.add_officer(office, name, PASSWORD, role=role)
    return name


def signed_in(name: str | None, *, second_factor: bool = True) -> Client:
    """The browser of a person who proved a second factor, unless said otherwise; of nobody without a name."""
    client = Client()
    if name is not None:
        user = get_user_model().objects.get(username=name)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        if second_factor:
            session = client.session
            session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time()}]
            session["account_authentication_methods_user"] = str(user.pk)
            session.save()
    return client


def lodged(name: str = "1-tableware", *, reference: str | None = None, party: str = BROKER) -> str:
    """The number of a declaration lodged just now."""
    actor = Actor(name="client:tests", party=party, permissions=frozenset({"declarations:write"}))
    answer = conductor.lodge(demonstration(name, reference=reference or fresh("PORTAL")).submitted, by=actor)
    assert answer.mrn is not None
    return answer.mrn


def upload(client: Client, content: bytes, act: str = "check") -> HttpResponse:
    """The answer to a file sent to be checked, or lodged."""
    return client.post("/lodge", {"act": act, "file": SimpleUploadedFile("declaration", content)})


def message(name: str = "1-tableware") -> bytes:
    """A declaration of the demonstration under a reference nobody has used."""
    return demonstration(name, reference=fresh("PORTAL")).content


def words(response: HttpResponse) -> str:
    """What a page says, as it was sent, but for its forms' tokens: by chance they contain any short word at times."""
    return _TOKEN.sub("", response.content.decode())
