"""The registers' small interface: ``GET /<holder>/<kind>/<key>``; on demand a holder is slow, away or wrong.

``?fields=a,b`` shows those of a record alone: who needs no more asks for no more.
"""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar, Literal
from urllib.parse import parse_qs, unquote, urlsplit

from clearway.gateways.simulators.registers.people import Registers

Mood = Literal["well", "slow", "away", "wrong"]
MOODS: tuple[Mood, ...] = ("well", "slow", "away", "wrong")
#: So long a slow holder thinks.
SLOW_SECONDS = 3.0


class Answering(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    # Head and body leave in one piece: else a connection that stays open waits 40 ms for each answer.
    wbufsize = 65_536
    disable_nagle_algorithm = True
    registers: ClassVar[Registers]
    moods: ClassVar[dict[str, Mood]]
    stopping: ClassVar[threading.Event]

    def do_GET(self) -> None:
        """Answer with a record."""
        holder, kind, key = self._parts()
        mood = self.moods.get(holder, "well")
        if mood == "away":
            self._send(503, {"says": "The register is closed."})
        elif mood == "wrong":
            self._send(200, ["no record"])
        else:
            if mood == "slow":
                self.stopping.wait(SLOW_SECONDS)
            found = self.registers.record(kind, key)
            self._send(200 if found is not None else 404, self._asked_for(found))

    def do_PUT(self) -> None:
        """A holder is put in a mood: ``PUT /<holder>/mood/<mood>``."""
        holder, what, mood = self._parts()
        if what != "mood" or mood not in MOODS:
            self._send(404, {"says": f"one of {', '.join(MOODS)}"})
            return
        self.moods[holder] = next(one for one in MOODS if one == mood)
        self._send(200, {"mood": mood})

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _asked_for(self, record: dict[str, Any] | None) -> dict[str, Any] | None:
        asked = parse_qs(urlsplit(self.path).query).get("fields")
        if record is None or not asked:
            return record
        return {name: record[name] for name in asked[0].split(",") if name in record}

    def _parts(self) -> tuple[str, str, str]:
        parts = [unquote(part) for part in urlsplit(self.path).path.strip("/").split("/")]
        holder, kind, key = (*parts, "", "", "")[:3]
        return holder, kind, key

    def _send(self, status: int, said: Any) -> None:
        content = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def server(registers: Registers, port: int) -> ThreadingHTTPServer:
    """The registers on a port of the loopback, not yet serving."""
    handler = type("Answering", (Answering,), {"registers": registers, "moods": {}, "stopping": threading.Event()})
    found = ThreadingHTTPServer(("127.0.0.1", port), handler)
    found.daemon_threads = True
    return found
