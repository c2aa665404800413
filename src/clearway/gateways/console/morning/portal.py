"""The traders' side: their software asks for a token and sends declarations over HTTP, as anybody's does."""

import json
import secrets
from collections.abc import Mapping
from pathlib import Path

import httpx
import msgspec

from clearway.registers.traders import public as traders

_SECONDS = 30.0


class Lodged(msgspec.Struct):
    """What the portal answered to a declaration."""

    mrn: str = ""
    outcome: str = ""
    lane: str = ""


class Refused(RuntimeError):
    """The portal did not take a message: what it answered."""


class Portal:
    """The running house, reached at its address by the software of several parties."""

    def __init__(self, address: str, kept: Path) -> None:
        """Speak to a house; the secrets of the parties' software are kept in a file of the data folder."""
        self._http = httpx.Client(base_url=address, timeout=_SECONDS, trust_env=False)
        self._kept = kept
        self._tokens: dict[str, str] = {}

    def is_there(self) -> bool:
        """Whether a house answers at the address."""
        try:
            return self._http.get("/v1/health").status_code == httpx.codes.OK
        except httpx.HTTPError:
            return False

    def register(self, parties: set[str]) -> None:
        """Make sure that each party has software of its own."""
        secret_of = self._secrets()
        for party in sorted(parties):
            secret = secret_of.setdefault(party, secrets.token_urlsafe(24))
            traders.add_machine_client(party, _client(party), secret)
        self._kept.parent.mkdir(parents=True, exist_ok=True)
        self._kept.touch(mode=0o600)
        self._kept.write_text(json.dumps(secret_of), encoding="utf-8")

    def lodge(self, party: str, content: bytes) -> Lodged:
        """Send a declaration; the answer to it, whether it was accepted or not."""
        return self._send(party, "/v1/declarations", content)

    def amend(self, party: str, mrn: str, content: bytes) -> Lodged:
        """Send a declaration anew in place of an earlier one."""
        return self._send(party, f"/v1/declarations/{mrn}/amendments", content)

    def withdraw(self, party: str, mrn: str, content: bytes) -> Lodged:
        """Send the request to withdraw a declaration."""
        return self._send(party, f"/v1/declarations/{mrn}/cancellation", content)

    def post(self, party: str, path: str, content: bytes, signature: Mapping[str, str] | None = None) -> bytes:
        """Send a message in a party's name; what was answered, if it was taken."""
        headers = {"Authorization": f"Bearer {self._token(party)}", "Content-Type": "application/json"}
        response = self._http.post(path, content=content, headers={**headers, **(signature or {})})
        if response.status_code not in (httpx.codes.OK, httpx.codes.CREATED) and not _is_kept(response):
            raise Refused(f"{response.status_code} {response.text[:400]}")
        return response.content

    def _send(self, party: str, path: str, content: bytes) -> Lodged:
        answer = msgspec.json.decode(self.post(party, path, content), type=Lodged)
        return msgspec.structs.replace(answer, outcome=answer.outcome or "refused")

    def _token(self, party: str) -> str:
        if party not in self._tokens:
            response = self._http.post(
                "/oauth/token",
                data={"grant_type": "client_credentials"},
                auth=(_client(party), self._secrets()[party]),
            )
            response.raise_for_status()
            self._tokens[party] = response.json()["access_token"]
        return self._tokens[party]

    def _secrets(self) -> dict[str, str]:
        found: dict[str, str] = json.loads(self._kept.read_text(encoding="utf-8")) if self._kept.exists() else {}
        return found


def _is_kept(response: httpx.Response) -> bool:
    """Whether a declaration was refused under a number: decided, and not a fault of the sending."""
    return response.status_code == httpx.codes.UNPROCESSABLE_ENTITY and response.json().get("code") == "DEC-422"


def _client(party: str) -> str:
    return f"morning-{party}"
