"""The edge as a process of its own, as the house starts it; and lines written to it by hand."""

import os
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import httpx

from clearway.config.together import edge as part
from clearway.registers.traders import public as traders
from tests.gateways.rest.web import ROOT, START_SECONDS, Web, database_of_the_tests, free_port

BANK, HOLDER = "DL0000005018", "DL800101"
SERVICE = f"/r1/DL/GOV/{HOLDER}/registers/RES-001"
SECRET = "a secret of the tests"


class EdgeProcess:
    """The edge's process, and its address."""

    def __init__(self, **settings: str) -> None:
        """Start it on the test's database, with settings of its own."""
        self.port = free_port()
        self.log = tempfile.NamedTemporaryFile(prefix="clearway-edge-", suffix=".log")
        environment = {
            **os.environ,
            "DATABASE_URL": database_of_the_tests(),
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
            **settings,
        }
        command = part(self.port).command
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
                if httpx.get(f"{self.url}/v2/heartbeat").status_code:
                    return
            except httpx.TransportError:
                time.sleep(0.05)
        raise AssertionError(self.said())

    def said(self) -> str:
        """What the process has written."""
        return Path(self.log.name).read_text(errors="replace")[-4000:]

    def stop(self) -> None:
        """Stop it."""
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()

    def line(self, *lines: str, body: bytes = b"") -> httpx.Response:
        """What is answered to lines written byte by byte, which no client would write."""
        text = "\r\n".join([*lines, "Host: edge", "Connection: close", "", ""])
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as wire:
            wire.sendall(text.encode("latin-1") + body)
            said = b"".join(iter(lambda: wire.recv(65536), b""))
        head, _, content = said.partition(b"\r\n\r\n")
        first, *rest = head.decode("latin-1").split("\r\n")
        parted = [one.partition(": ") for one in rest]
        named = [(name, value) for name, _, value in parted]
        return httpx.Response(int(first.split()[1]), headers=named, content=content)


def token(web: Web, scopes: tuple[str, ...], *, party: str = "", office: str = "") -> str:
    """A token of an organisation's software with scopes."""
    client = f"edge-{party or office}-{'-'.join(scopes)}".replace(":", "-")
    traders.add_machine_client(party, client, SECRET, scopes=scopes, office=office)
    form = {"grant_type": "client_credentials", "client_id": client, "client_secret": SECRET}
    answer = httpx.post(f"{web.url}/oauth/token", data={**form, "scope": " ".join(scopes)}, timeout=60)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["access_token"])
