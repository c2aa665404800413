"""Software that calls the building block's API, and what it sends."""

import itertools
import os
from typing import Any

import httpx

from clearway.registers.traders import public as traders
from tests.gateways.rest.web import Web

BANK, OTHER_BANK, AGENCY = "DL0000005018", "DL0000005026", "DL700101"
PREFIX = "/govstack/consent"
ALL = ("consents:configure", "consents:record", "consents:audit", "hub:ask")
_SECRET = "a secret of the tests"
_numbers = itertools.count(1)
Said = dict[str, Any]


class Desk(httpx.Client):
    """An organisation's software with a token of its own."""

    def __init__(self, web: Web, scopes: tuple[str, ...] = ALL, *, party: str = "", office: str = "") -> None:
        """Ask for a token with client credentials, then speak with it."""
        super().__init__(base_url=f"{web.url}{PREFIX}", timeout=60)
        client = f"govstack-{os.getpid()}-{next(_numbers)}"
        traders.add_machine_client(party, client, _SECRET, scopes=scopes, office=office)
        form = {"grant_type": "client_credentials", "client_id": client, "client_secret": _SECRET}
        answer = httpx.post(f"{web.url}/oauth/token", data={**form, "scope": " ".join(scopes)}, timeout=60)
        assert answer.status_code == 200, answer.text
        self.token = str(answer.json()["access_token"])
        self.headers["Authorization"] = f"Bearer {self.token}"

    def done(self, method: str, path: str, said: Said | None = None, **more: Any) -> Said:
        """What is answered to a call that works."""
        answer = self.request(method, path, json=said, **more)
        assert answer.status_code == 200, (answer.status_code, answer.text)
        return dict(answer.json())

    def refused(self, method: str, path: str, said: Said | None = None, *, status: int = 400, **more: Any) -> str:
        """The code of the problem with which a call is refused."""
        answer = self.request(method, path, json=said, **more)
        assert answer.status_code == status, (answer.status_code, answer.text)
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json()["status"] == status
        return str(answer.json()["code"])

    def policy(self, **changes: Any) -> Said:
        """A policy that it keeps from now on."""
        return dict(self.done("POST", "/config/policy/", {"policy": {**POLICY, **changes}})["policy"])

    def agreement(self, **changes: Any) -> Said:
        """A data agreement in whose words it may ask from now on."""
        return dict(self.done("POST", "/config/data-agreement/", {"dataAgreement": {**AGREEMENT, **changes}})
                    ["dataAgreement"])  # fmt: skip

    def individual(self, person: str = "") -> Said:
        """Somebody whom it knows from now on, by personal number."""
        said = {"id": "", "externalId": person or f"G{next(_numbers):06}x{os.getpid()}"}
        return dict(self.done("POST", "/service/individual/", {"individual": said})["individual"])

    def record(self, agreement: Said, individual: Said, **more: Any) -> Said:
        """A consent record of somebody."""
        path = f"/service/individual/record/data-agreement/{agreement['id']}/"
        return dict(self.done("POST", path, params={"individualId": individual["id"], **more})["consentRecord"])


POLICY: Said = {
    "id": "", "name": "What we keep", "version": "1", "url": "https://bank.example/policy/1", "jurisdiction": "DL",
    "dataRetentionPeriodDays": 365,
}  # fmt: skip
AGREEMENT: Said = {
    "id": "", "version": "1.0", "purpose": "To see where you live, for your loan", "lawfulBasis": "consent",
    "dpia": "https://bank.example/dpia", "dataUse": "data_using_service", "active": True,
}  # fmt: skip
#: What the words allow at the hub.
LOOK_UP: Said = {
    "article": "CR-12",
    "dataAttributes": [{"name": "address", "category": "RES-001"}, {"name": "is_of_age", "category": "RES-001"}],
}  # fmt: skip
