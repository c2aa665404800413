"""The line from an outside party's software to customs: a client of its own, a token, calls that are tried again."""

import os
import secrets
import signal
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import msgspec
import typer

TIMEOUT = 10.0
#: A machine is restarted, a network is away: nobody is told before so many rounds have failed.
QUIET_ROUNDS = 30


class Account(msgspec.Struct, frozen=True):
    """The machine client of a simulated party, as customs have registered it."""

    client: str
    secret: str


def load_or_create(path: Path, client: str) -> Account:
    """The kept account; made for its owner alone where there is none. Who comes second takes what the first made."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_bytes(msgspec.json.encode(Account(client, secrets.token_urlsafe(24))))
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return msgspec.json.decode(path.read_bytes(), type=Account)


class Line:
    """Calls to customs with a token, a fresh one where the old one is not taken any more."""

    def __init__(self, url: str, account: Account, scope: str) -> None:
        """Speak to customs at an address under an account."""
        self._client = httpx.Client(base_url=url, timeout=TIMEOUT)
        self._account = account
        self._scope = scope
        self._token = ""

    def get(self, path: str) -> Any:
        """What customs say at an address."""
        answer = self._call("GET", path)
        answer.raise_for_status()
        return answer.json()

    def post(self, path: str, said: Any) -> httpx.Response:
        """Tell customs something; the answer, whatever it is."""
        return self._call("POST", path, json=said)

    def put(self, path: str, content: bytes, headers: Mapping[str, str]) -> httpx.Response:
        """Put something at an address; the answer, whatever it is."""
        return self._call("PUT", path, content=content, headers=headers)

    def close(self) -> None:
        """Hang up."""
        self._client.close()

    def _call(self, method: str, path: str, **said: Any) -> httpx.Response:
        answer = self._with_token(method, path, **said)
        if answer.status_code == 401:
            self._token = ""
            answer = self._with_token(method, path, **said)
        return answer

    def _with_token(
        self, method: str, path: str, *, headers: Mapping[str, str] | None = None, **said: Any
    ) -> httpx.Response:
        if not self._token:
            form = {
                "grant_type": "client_credentials",
                "client_id": self._account.client,
                "client_secret": self._account.secret,
                "scope": self._scope,
            }
            answer = self._client.post("/oauth/token", data=form)
            answer.raise_for_status()
            self._token = str(answer.json()["access_token"])
        with_token = {**(headers or {}), "Authorization": f"Bearer {self._token}"}
        return self._client.request(method, path, headers=with_token, **said)


def keep_at(work: Callable[[], int], line: Line, *, every: float) -> None:
    """Work round after round until told to end; while customs are away, try again in the next round."""
    stop = threading.Event()
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, lambda *_: stop.set())
    failed = 0
    while not stop.wait(every):
        try:
            work()
            failed = 0
        except httpx.HTTPError as error:
            failed += 1
            if failed % QUIET_ROUNDS == 0:
                typer.echo(f"customs cannot be reached: {type(error).__name__}", err=True)
    line.close()
