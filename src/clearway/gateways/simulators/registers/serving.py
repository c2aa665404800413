"""The registers' small interface: ``GET /<holder>/<kind>/<key>``; on demand a holder is slow, away or wrong.

``?fields=a,b`` shows those of a record alone: who needs no more asks for no more. ``GET /<holder>/<kind>`` gives a
run of records in the order of keys (``after``, ``through``, ``limit``), a record a line; with ``count=yes`` how many
there are, with ``since=<mark>`` which were changed. ``PUT /<holder>/<kind>/<key>`` changes fields of a record, and
``DELETE`` takes it out.
"""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar, Literal
from urllib.parse import parse_qs, parse_qsl, unquote, urlsplit

from clearway.gateways.simulators.registers.changing import Changed
from clearway.gateways.simulators.registers.people import Registers

Mood = Literal["well", "slow", "away", "wrong"]
MOODS: tuple[Mood, ...] = ("well", "slow", "away", "wrong")
#: So long a slow holder thinks.
SLOW_SECONDS = 3.0
#: No run is longer, and nobody changes more at once.
MOST_OF_A_RUN, MOST_CHANGED_BYTES = 10_000, 100_000


class Answering(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    # Head and body leave in one piece: else a connection that stays open waits 40 ms for each answer.
    wbufsize = 65_536
    disable_nagle_algorithm = True
    changed: ClassVar[Changed]
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
            self._answer(kind, key)

    def do_PUT(self) -> None:
        """A holder is put in a mood: ``PUT /<holder>/mood/<mood>``; or fields of a record are others from now on."""
        holder, what, mood = self._parts()
        if what in self.changed.registers.shapes:
            self._change(what, mood, self._body())
            return
        if what != "mood" or mood not in MOODS:
            self._send(404, {"says": f"one of {', '.join(MOODS)}"})
            return
        self.moods[holder] = next(one for one in MOODS if one == mood)
        self._send(200, {"mood": mood})

    def do_DELETE(self) -> None:
        """A record is taken out."""
        _holder, kind, key = self._parts()
        self._change(kind, key, None)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _answer(self, kind: str, key: str) -> None:
        if key:
            found = self.changed.record(kind, key)
            self._send(200 if found is not None else 404, self._asked_for(found))
            return
        asked = dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))
        if kind not in self.changed.registers.shapes:
            self._send(404, None)
        elif "count" in asked:
            self._send(200, {"count": self.changed.count(kind)})
        elif "since" in asked:
            keys, mark = self.changed.since(kind, asked["since"])
            self._send(200, {"keys": keys, "mark": mark})
        else:
            limit = asked.get("limit", "")
            most = min(int(limit), MOST_OF_A_RUN) if limit.isascii() and limit.isdigit() else MOST_OF_A_RUN
            run = self.changed.run(kind, asked.get("after", ""), asked.get("through", ""), most)
            lines = [json.dumps(self._asked_for(one)).encode() + b"\n" for one in run]
            self._reply(200, b"".join(lines), "application/x-ndjson")

    def _change(self, kind: str, key: str, said: dict[str, Any] | None) -> None:
        is_there = self.changed.change(kind, key, said)
        self._send(200 if is_there else 404, {"changed": is_there})

    def _body(self) -> dict[str, Any]:
        length = min(int(self.headers.get("Content-Length") or 0), MOST_CHANGED_BYTES)
        found = json.loads(self.rfile.read(length) or b"{}")
        return found if isinstance(found, dict) else {}

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
        self._reply(status, json.dumps(said).encode(), "application/json")

    def _reply(self, status: int, content: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def server(registers: Registers, port: int) -> ThreadingHTTPServer:
    """The registers on a port of the loopback, not yet serving."""
    own = {"changed": Changed(registers), "moods": {}, "stopping": threading.Event()}
    handler = type("Answering", (Answering,), own)
    found = ThreadingHTTPServer(("127.0.0.1", port), handler)
    found.daemon_threads = True
    return found
