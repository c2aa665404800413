"""clearway witness: watches logs of others, and signs each checkpoint that has only grown. It needs no database."""

import signal
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Annotated, ClassVar
from urllib.parse import unquote

import typer

from clearway.gateways.console.files import err, out
from clearway.platform.calendar import now
from clearway.platform.transparency import keys
from clearway.platform.transparency.errors import TransparencyError
from clearway.platform.transparency.notes import Verifier
from clearway.platform.transparency.witnessing import MOST_BYTES, Memory, Said, Watcher

_ADD, _LATEST = "/add-checkpoint", "/latest/"


class Answering(BaseHTTPRequestHandler):
    """One request to the witness."""

    protocol_version = "HTTP/1.1"
    timeout = 10
    watcher: ClassVar[Watcher]

    def do_POST(self) -> None:
        """A log shows a checkpoint."""
        length = self.headers.get("Content-Length", "")
        if self.path != _ADD:
            self._send(Said(404, f"What would pass: {_ADD}\n"))
        elif not length.isascii() or not length.isdigit() or int(length) > MOST_BYTES:
            self.close_connection = True
            self._send(Said(413, f"At most {MOST_BYTES} bytes, and their number before them.\n"))
        else:
            self._send(self.watcher.add_checkpoint(self.rfile.read(int(length)), at=now()))

    def do_GET(self) -> None:
        """Anybody compares what they were shown with what the witness saw last."""
        name = unquote(self.path.removeprefix(_LATEST))
        self._send(self.watcher.latest(name) if self.path.startswith(_LATEST) else Said(404, "Not here.\n"))

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _send(self, said: Said) -> None:
        content = said.content.encode()
        self.send_response(said.status)
        self.send_header("Content-Type", said.content_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def server(watcher: Watcher, port: int, host: str = "127.0.0.1") -> ThreadingHTTPServer:
    """The witness at an address, not yet serving."""
    handler = type("Answering", (Answering,), {"watcher": watcher})
    return ThreadingHTTPServer((host, port), handler)


def witness(
    log: Annotated[list[str], typer.Option(help="The public key of a log to watch; may be given several times.")],
    folder: Annotated[Path, typer.Option(help="Where the witness keeps its key and what it has seen.")],
    name: Annotated[str, typer.Option(help="The witness's name, which is part of its key for life.")],
    port: Annotated[int, typer.Option(help="Where it listens; 0 is any free port.")] = 8706,
    host: Annotated[str, typer.Option(help="The address it listens on.")] = "127.0.0.1",
) -> None:
    """Watch logs, and sign only what has grown from what was seen before; run it where others than the log decide."""
    try:
        logs = tuple(Verifier.parse(one) for one in log)
        signer = keys.load_or_create(folder / "witness.key", name)
    except TransparencyError as error:
        err.print(f"{error.code} {error}", markup=False, highlight=False)
        raise typer.Exit(1) from error
    watcher = Watcher(signer, logs, Memory(folder))
    serving = server(watcher, port, host)
    for one in (signal.SIGINT, signal.SIGTERM):
        # Shutting down waits for the loop that runs in this very thread; so another one asks for it.
        signal.signal(one, lambda *_: threading.Thread(target=serving.shutdown, daemon=True).start())
    out.print(f"http://{host}:{serving.server_port}", highlight=False)
    err.print(f"public key of the witness: {watcher.vkey}", markup=False, highlight=False, soft_wrap=True)
    serving.serve_forever()
    serving.server_close()
