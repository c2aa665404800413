"""A party's software, as a process of its own: takes webhooks and behaves as its address says.

It writes what it was sent, line by line, to a file; its port to another.
"""

import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import msgspec

LOG = Path(sys.argv[1])
_lock = threading.Lock()


class Receiver(BaseHTTPRequestHandler):
    """Answers as its path says."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        with _lock, LOG.open("ab") as lines:
            lines.write(msgspec.json.encode({"path": self.path, "headers": headers, "body": body.decode()}) + b"\n")
        getattr(self, "answer_" + self.path.strip("/").partition("/")[0])()

    def answer_ok(self) -> None:
        self._answer(204, b"")

    def answer_broken(self) -> None:
        self._answer(500, b"out of order")

    def answer_busy(self) -> None:
        self._answer(503, b"later", {"Retry-After": "3600"})

    def answer_gone(self) -> None:
        self._answer(410, b"gone")

    def answer_redirect(self) -> None:
        self._answer(302, b"", {"Location": "/ok/elsewhere"})

    def answer_large(self) -> None:
        self._answer(200, b"x" * 1_000_000)

    def answer_hang(self) -> None:
        threading.Event().wait(60)

    def answer_drip(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(600):
            self.wfile.write(f"X-Drip-{number}: 1\r\n".encode())
            self.wfile.flush()
            time.sleep(0.1)

    def _answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


with ThreadingHTTPServer(("127.0.0.1", 0), Receiver) as server:
    LOG.with_suffix(".port").write_text(str(server.server_address[1]))
    server.serve_forever()
