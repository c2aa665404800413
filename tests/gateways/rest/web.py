"""A web process of its own, as the house starts it, on the test's database; and traders' software that calls it."""

import os
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import httpx
from django.conf import settings

from clearway.config.together import parts
from clearway.registers.traders import public as traders

ROOT = Path(__file__).parents[3]
START_SECONDS = 60


class Web:
    """The web process, and its address."""

    def __init__(self, *, database: str | None = None) -> None:
        """Start it on a database; the test's where none is named."""
        self.port = free_port()
        self.log = tempfile.NamedTemporaryFile(prefix="clearway-web-", suffix=".log")
        environment = {
            **os.environ,
            "DATABASE_URL": database or database_of_the_tests(),
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
        }
        command = parts(self.port)[0].command
        self.process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=self.log, stderr=subprocess.STDOUT)

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def wait(self) -> None:
        """Return once it answers."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.said()
            try:
                if httpx.get(f"{self.url}/v1/health").status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.05)
        raise AssertionError(self.said())

    def said(self) -> str:
        """What the process has written."""
        return Path(self.log.name).read_text(errors="replace")[-4000:]

    def memory(self) -> int:
        """The most memory any part of it has had at once, in bytes."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return max(_peak(int(pid)) for pid in [self.process.pid, *map(int, children)])

    def stop(self) -> None:
        """Stop it."""
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()


class Sender(httpx.Client):
    """A trader's software with a token of its own."""

    def __init__(self, web: Web, party: str, *, scopes: str = "declarations:write declarations:read") -> None:
        """Ask for a token with client credentials, then speak with it."""
        super().__init__(base_url=web.url, timeout=60)
        client = f"tests-{party}"
        traders.add_machine_client(party, client, "a secret of the tests")
        form = {"grant_type": "client_credentials", "client_id": client, "client_secret": "a secret of the tests"}
        answer = self.post("/oauth/token", data={**form, "scope": scopes})
        assert answer.status_code == 200, answer.text
        self.token = str(answer.json()["access_token"])
        self.secret = form
        self.headers["Authorization"] = f"Bearer {self.token}"

    def lodge(self, content: bytes, kind: str = "application/json", **headers: str) -> httpx.Response:
        """Lodge one declaration."""
        return self.post("/v1/declarations", content=content, headers={"Content-Type": kind, **headers})


def database_of_the_tests() -> str:
    """The test database's address."""
    address = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(address._replace(path=f"/{settings.DATABASES['default']['NAME']}"))


def free_port() -> int:
    """A port nobody uses just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _peak(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))
