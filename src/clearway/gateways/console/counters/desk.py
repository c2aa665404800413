"""The software of one organisation: it asks for a token, for consents, and looks things up, in its clerks' names."""

import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import httpx
import msgspec

from clearway.gateways.console.counters.plan import Counter
from clearway.registers.traders import public as traders

KEPT = "demonstration-counters.json"
_SECONDS = 30.0
_SCOPE = "hub:ask"


def register(counters: Iterable[Counter], var: Path) -> dict[str, str]:
    """Each organisation's software is made known to the house, once; its secrets are kept in the data folder."""
    path = var / KEPT
    kept = msgspec.json.decode(path.read_bytes(), type=dict[str, str]) if path.exists() else {}
    for counter in counters:
        secret = kept.setdefault(counter.organisation, secrets.token_urlsafe(24))
        party, office = ("", counter.organisation) if counter.is_office else (counter.organisation, "")
        traders.add_machine_client(party, _client(counter), secret, office=office)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_bytes(msgspec.json.encode(kept))
    return kept


class Desk:
    """A counter with its own line to the house."""

    def __init__(self, address: str, counter: Counter, secret: str) -> None:
        """Get a token for the organisation's software, which the house knows."""
        self.counter = counter
        self._http = httpx.Client(base_url=address, timeout=_SECONDS, trust_env=False)
        form = {
            "grant_type": "client_credentials", "client_id": _client(counter), "client_secret": secret,
            "scope": _SCOPE,
        }  # fmt: skip
        answer = self._http.post("/oauth/token", data=form).raise_for_status()
        self._http.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"

    def ask_consent(self, person: str, kind: str, clerk: str) -> str:
        """Ask somebody to allow what is to be looked up; says the number of the consent."""
        wanted = {
            "subject": person, "kind": kind, "names": self.counter.looks[kind], "article": self.counter.article,
            "official": clerk,
        }  # fmt: skip
        return str(self._http.post("/v1/consents", json=wanted).raise_for_status().json()["number"])

    def look(
        self, person: str, kind: str, names: tuple[str, ...], clerk: str, case: str
    ) -> tuple[int, dict[str, Any]]:
        """Look something up; the status and what was answered."""
        asked: dict[str, Any] = {
            "kind": kind, "names": names, "subject": person, "article": self.counter.article, "official": clerk,
            "role": self.counter.role, "case": {"number": case, "kind": self.counter.case},
            "emergency": self.counter.emergency,
        }  # fmt: skip
        answer = self._http.post("/v1/inquiries", json=asked)
        return answer.status_code, answer.json()

    def close(self) -> None:
        """Hang up."""
        self._http.close()


def _client(counter: Counter) -> str:
    return f"counter-{counter.organisation}"
