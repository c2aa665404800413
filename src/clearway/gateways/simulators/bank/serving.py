"""The bank's own small interface: its customers' wishes come in, and one sees what it told customs."""

import json
import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import httpx
import msgspec

from clearway.gateways.banks.forms import Amount
from clearway.gateways.simulators.bank.customs import PAYMENTS, Customs
from clearway.gateways.simulators.bank.outbox import Outbox
from clearway.gateways.simulators.bank.plans import Asked, Way, payments
from clearway.platform.calendar import now

MOST_BYTES = 10_000


class Wish(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What a customer asks: an amount is needed only where customs do not say what is due."""

    reference: str
    ways: frozenset[Way] = frozenset()
    amount: Amount | None = None
    due_day: date | None = None


class Bank:
    """The bank: it takes wishes, keeps what it will tell, and tells it."""

    def __init__(self, customs: Customs, outbox: Outbox, *, seed: int) -> None:
        """Put the parts together."""
        self.customs, self.outbox, self.seed = customs, outbox, seed

    def pay(self, wish: Wish) -> list[str]:
        """Pay as the customer asks; the numbers of the messages that customs will be told."""
        asked = self._asked(wish)
        serial = self.outbox.next_serial(wish.reference)
        made = list(payments(asked, seed=self.seed, serial=serial, at=now()))
        self.outbox.put([(one.id, PAYMENTS, msgspec.json.encode(one)) for one in made])
        return [one.id for one in made]

    def work(self) -> dict[str, int]:
        """Send back what is to go back, and tell what is to be told."""
        fetched = self.customs.fetch_returns()
        return {"returns": fetched, "acknowledged": self.customs.deliver()}

    def keep_working(self, stop: threading.Event, every: float) -> None:
        """Work until told to stop; customs that are away are tried again."""
        while not stop.wait(every):
            try:
                self.work()
            except httpx.HTTPError:
                continue

    def told(self) -> list[dict[str, Any]]:
        """Everything customs were told or will be, and what they said."""
        return [
            {
                "number": one.number,
                "path": one.path,
                "state": one.state,
                "attempts": one.attempts,
                "message": json.loads(one.body),
                "answer": one.answer,
            }
            for one in self.outbox.all()
        ]

    def _asked(self, wish: Wish) -> Asked:
        if wish.amount is not None:
            return Asked(wish.reference, wish.amount, wish.due_day, wish.ways)
        due = self.customs.due(wish.reference)
        if due is None:
            raise LookupError(wish.reference)
        return Asked(wish.reference, due.left, due.due_day, wish.ways)


class Desk(BaseHTTPRequestHandler):
    """Answers the bank's customers."""

    bank: ClassVar[Bank]
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """What the bank has told, or whether it is there."""
        if self.path == "/messages":
            return self._say(200, self.bank.told())
        if self.path == "/health":
            return self._say(200, {"status": "up", "seed": self.bank.seed})
        return self._say(404, {"error": "unknown address"})

    def do_POST(self) -> None:
        """A wish, or the order to work now."""
        body = self.rfile.read(min(MOST_BYTES, int(self.headers.get("Content-Length") or 0)))
        try:
            self._post(body)
        except msgspec.DecodeError as error:
            self._say(400, {"error": str(error)})
        except LookupError as error:
            self._say(404, {"error": f"customs ask for nothing under {error}"})
        except httpx.HTTPError as error:
            self._say(503, {"error": f"customs are away: {error}"})

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the messages are the log."""

    def _post(self, body: bytes) -> None:
        if self.path == "/payments":
            return self._say(201, {"numbers": self.bank.pay(msgspec.json.decode(body, type=Wish))})
        if self.path == "/work":
            return self._say(200, self.bank.work())
        return self._say(404, {"error": "unknown address"})

    def _say(self, status: int, value: Any) -> None:
        content = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def desk(bank: Bank, port: int) -> ThreadingHTTPServer:
    """The bank's desk on the loopback; port 0 takes a free one."""
    answering = type("AnsweringDesk", (Desk,), {"bank": bank})
    return ThreadingHTTPServer(("127.0.0.1", port), answering)
