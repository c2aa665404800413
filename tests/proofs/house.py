"""A whole house for proofs: `clearway up` as a process of its own, in a folder of its own, with its clients."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 240


class House:
    """`clearway up`, started by an operator and stopped by Ctrl-C."""

    def __init__(self, folder: Path, *, without: Sequence[str] = ("townhall",)) -> None:
        """Keep everything of this house below a folder.

        What a town hall delivers is one more load, and findings that nobody has counted; who needs it asks for it.
        Its law has no random stream: which lane a declaration takes follows from the rules alone.
        """
        self.folder = folder
        self.without = without
        self.port = free_port()
        self.log = folder / "house.log"
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        environment["CLEARWAY_VAR"] = str(self.folder / "var")
        environment["CLEARWAY_PACK"] = str(self._pack())
        environment["DJANGO_SETTINGS_MODULE"] = "clearway.config.settings"
        said = [word for one in self.without for word in ("--without", one)]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "clearway.config", "up", "--port", str(self.port), *said],
            env=environment,
            stdout=self.log.open("wb"),
            stderr=subprocess.STDOUT,
        )
        try:
            self.wait_until_it_answers()
        except BaseException:
            # Nobody else would end a house that was never entered.
            self._stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def _pack(self) -> Path:
        pack = self.folder / "pack"
        if not pack.exists():
            shutil.copytree(ROOT / "packs" / "demoland", pack)
            (pack / "targeting" / "random_stream.yaml").unlink()
        return pack

    def _stop(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        self.process.wait(60)

    def wait_until_it_answers(self) -> None:
        """Return once a declaration can be lodged and is durable."""
        assert self.process is not None
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise AssertionError(f"the house ended: {self.log.read_text()[-2000:]}")
            try:
                if Client(self).get("/v1/declarations")[0] == 200:
                    return
            except (OSError, http.client.HTTPException, KeyError, json.JSONDecodeError):
                pass
            time.sleep(0.2)
        raise AssertionError(f"the house does not answer: {self.log.read_text()[-2000:]}")

    def logins(self) -> dict[str, str]:
        """The demonstration's passwords, as kept in the data folder."""
        found: dict[str, str] = json.loads((self.folder / "var" / "demonstration.json").read_bytes())
        return found

    def database_url(self) -> str:
        """The embedded server's address, asked of the server's own folder."""
        access = json.loads((self.folder / "var" / "postgres" / "clearway.json").read_bytes())
        return f"postgresql://clearway:{access['password']}@127.0.0.1:{access['port']}/clearway"

    def processes(self, words: str) -> list[int]:
        """Processes below this house whose command line holds some words."""
        assert self.process is not None
        found, below = [], {self.process.pid}
        table = _process_table()
        grew = True
        while grew:
            grew = False
            for pid, (parent, _) in table.items():
                if parent in below and pid not in below:
                    below.add(pid)
                    grew = True
        for pid in below:
            if pid in table and words in table[pid][1]:
                found.append(pid)
        return found


class Client:
    """A trader's software: a token, and one connection that is opened again when it breaks."""

    def __init__(self, house: House) -> None:
        """Speak to a house."""
        self.house = house
        self._connection: http.client.HTTPConnection | None = None
        self._token: str | None = None

    def post(self, path: str, body: bytes, content_type: str = "application/json") -> tuple[int, bytes]:
        """Send a message; errors of the network are the caller's to see."""
        return self._send("POST", path, body, {"Content-Type": content_type})

    def get(self, path: str) -> tuple[int, bytes]:
        """Read something."""
        return self._send("GET", path, None, {})

    @property
    def token(self) -> str:
        """The access token this client uses."""
        if self._token is None:
            self._token = self._new_token()
        return self._token

    def _send(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> tuple[int, bytes]:
        try:
            return self._once(method, path, body, {**headers, "Authorization": f"Bearer {self.token}"})
        except (OSError, http.client.HTTPException):
            self._connection = None
            raise

    def _once(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> tuple[int, bytes]:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.house.port, timeout=30)
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        return response.status, response.read()

    def _new_token(self) -> str:
        logins = self.house.logins()
        form = urllib.parse.urlencode(
            {
                "grant_type": "client_credentials",
                "client_id": logins["client_id"],
                "client_secret": logins["client_secret"],
            }
        )
        status, content = self._once(
            "POST", "/oauth/token", form.encode(), {"Content-Type": "application/x-www-form-urlencoded"}
        )
        if status != 200:
            raise OSError(f"no token: {status} {content[:200]!r}")
        token: str = json.loads(content)["access_token"]
        return token


def declaration(reference: str, source: str = "1-tableware") -> bytes:
    """A declaration of the demonstration under a reference of its own."""
    path = ROOT / "packs" / "demoland" / "demonstration" / f"{source}.json"
    facts: dict[str, Any] = json.loads(path.read_bytes())
    facts["reference"] = reference
    return msgspec.json.encode(facts)


def free_port() -> int:
    """A port of the loopback on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _process_table() -> dict[int, tuple[int, str]]:
    table = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except (OSError, ValueError, IndexError):
            continue
        table[int(entry.name)] = (parent, words)
    return table
