"""The simulated bank as a process of its own, told to pay over HTTP."""

import os
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx

from clearway.gateways.simulators.bank.account import load_or_create
from clearway.platform.calendar import now
from clearway.registers.traders import public as traders
from clearway.stations.payments import public as payments
from tests.conftest import PACK

ROOT = Path(__file__).parents[3]
START_SECONDS = 60


class SimulatedBank:
    """A bank's process, known to customs as one of the country's banks."""

    def __init__(self, folder: Path, customs: str, *, party: str, seed: int = 7, every: float = 0) -> None:
        """Start it; with ``every`` it works by itself, else only when asked."""
        self._account = folder / "bank.json"
        self._command = [
            sys.executable, "-m", "clearway.gateways.simulators", "bank", "--account", str(self._account),
            "--url", customs, "--port", "0", "--seed", str(seed), "--every", str(every),
        ]  # fmt: skip
        account = load_or_create(self._account)
        traders.add_machine_client(party, account.client, account.secret)
        self._start()
        payments.load_register(PACK, keys={party: self.key}, at=now())

    def pay(self, reference: str, *ways: str, amount: str | None = None, status: int = 201) -> list[str]:
        """Have it pay; the numbers of its messages."""
        wish: dict[str, Any] = {"reference": reference, "ways": list(ways)}
        if amount is not None:
            wish["amount"] = {"amount": amount, "currency": "DML"}
        answer = self._client.post("/payments", json=wish)
        assert answer.status_code == status, answer.text
        return list(answer.json().get("numbers", []))

    def work(self) -> dict[str, int]:
        """Have it do what it has to do now."""
        answer = self._client.post("/work")
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def told(self, reference: str = "") -> list[dict[str, Any]]:
        """What it has told, about a reference or at all."""
        told = self._client.get("/messages").json()
        return [one for one in told if not reference or one["message"].get("reference") == reference]

    def wait_until_all_is_acknowledged(self) -> None:
        """Return once customs have taken everything."""
        deadline = time.monotonic() + START_SECONDS
        while any(one["state"] == "waiting" for one in self.told()):
            assert time.monotonic() < deadline, self.told()
            select.select([], [], [], 0.05)

    def kill(self) -> None:
        """End it at any instruction."""
        self._client.close()
        self._process.kill()
        self._process.wait()

    def start_again(self) -> None:
        """Start it with what it has kept."""
        self._start()

    def stop(self) -> None:
        """End it."""
        self._client.close()
        self._process.terminate()
        self._process.wait(20)

    def _start(self) -> None:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
        self._process = subprocess.Popen(self._command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        url = self._process.stdout.readline().strip()
        self.key = self._process.stdout.readline().strip()
        assert url.startswith("http://127.0.0.1:"), url
        self._client = httpx.Client(base_url=url, timeout=60)
