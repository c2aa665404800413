"""A message centre for tests and demonstrations: takes text messages by SMPP and writes each on a line of a file.

A number that ends in 0000 is not known to it; one that ends in 0001 is taken another time.
"""

import argparse
import socketserver
import threading
from pathlib import Path

import msgspec

from clearway.platform.notifications.channels import smpp
from clearway.platform.notifications.channels.smpp import Pdu

_UNKNOWN_NUMBER, _THROTTLED, _WRONG_PASSWORD, _NOT_OFFERED = 0x0B, 0x58, 0x0E, 0x03


class Taken(msgspec.Struct, frozen=True):
    """A message that the centre has taken."""

    number: str
    sender: str
    to: str
    text: str


class Centre(socketserver.ThreadingTCPServer):
    """The centre, listening on the loopback."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, port: int, log: Path, password: str) -> None:
        """Listen on a port, 0 for any that is free."""
        super().__init__(("127.0.0.1", port), _Session)
        self.log = log
        self.password = password
        self.lock = threading.Lock()
        self.count = 0

    def take(self, sender: str, to: str, text: str) -> str:
        """Keep a message, and give it a number."""
        with self.lock:
            self.count += 1
            taken = Taken(f"{self.count:08x}", sender, to, text)
            with self.log.open("ab") as lines:
                lines.write(msgspec.json.encode(taken) + b"\n")
        return taken.number


class _Session(socketserver.BaseRequestHandler):
    """One bound client."""

    server: Centre

    def handle(self) -> None:
        is_bound = False
        while True:
            try:
                asked = smpp.receive(self.request)
            except OSError:
                return
            if asked.command == smpp.BIND_TRANSMITTER:
                is_bound = asked.body.split(b"\0")[1].decode() == self.server.password
                status, body = (0 if is_bound else _WRONG_PASSWORD), b"twin\0"
            elif asked.command == smpp.SUBMIT_SM and is_bound:
                status, body = self._submitted(asked.body)
            else:
                status, body = (0 if asked.command == smpp.UNBIND else _NOT_OFFERED), b""
            self.request.sendall(Pdu(asked.command | smpp.RESPONSE, status, asked.sequence, body).packed())
            if asked.command == smpp.UNBIND:
                return

    def _submitted(self, body: bytes) -> tuple[int, bytes]:
        sender, to, text = read(body)
        if to.endswith("0000"):
            return _UNKNOWN_NUMBER, b""
        if to.endswith("0001"):
            return _THROTTLED, b""
        return 0, self.server.take(sender, to, text).encode() + b"\0"


def read(body: bytes) -> tuple[str, str, str]:
    """Sender, receiver and text of a submission."""
    _service, _, rest = body.partition(b"\0")
    sender, _, rest = rest[2:].partition(b"\0")
    to, _, rest = rest[2:].partition(b"\0")
    _schedule, _, rest = rest[3:].partition(b"\0")
    _validity, _, rest = rest.partition(b"\0")
    coding, length, content = rest[2], rest[4], rest[5:]
    content = content[:length] if length else content[4:]
    text = content.decode("utf-16-be" if coding == smpp.UCS2 else "ascii", "replace")
    return sender.decode(), to.decode(), text


def main() -> None:
    """Serve until the process is ended; the port is written beside the log."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--log", type=Path, required=True)
    parser.add_argument("--password", default="secret")
    given = parser.parse_args()
    with Centre(given.port, given.log, given.password) as centre:
        given.log.with_suffix(".port").write_text(str(centre.server_address[1]), encoding="ascii")
        centre.serve_forever()


if __name__ == "__main__":
    main()
