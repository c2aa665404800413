"""A witness of logs: it signs a checkpoint only where the log has grown from the last one it saw. C2SP tlog-witness.

It remembers one checkpoint a log in one file each, written and flushed before the signature is given out. Two
histories of one log therefore never both carry its signature: that is how a split view is found.
"""

import os
import threading
from base64 import b64encode
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from clearway.core.kernel import merkle
from clearway.platform.transparency import errors
from clearway.platform.transparency.cosignatures import Cosigner
from clearway.platform.transparency.notes import NOTE_LIMIT, Checkpoint, Signer, Verifier, strict_base64

#: No proof of growth is longer: RFC 9162 needs at most one hash more than the tree is high.
MOST_HASHES = 63
MOST_BYTES = NOTE_LIMIT + 10_000
SIZE_TYPE = "text/x.tlog.size"


class Said(NamedTuple):
    """What a witness answers: an HTTP status, the content and its type."""

    status: int
    content: str = ""
    content_type: str = "text/plain; charset=utf-8"


class Memory:
    """The last checkpoint seen of each log, below one folder."""

    def __init__(self, folder: Path) -> None:
        """Remember in a folder, which is made."""
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def last(self, log: Verifier) -> str | None:
        """The note that was signed last, if any was."""
        try:
            return self._path(log).read_text(encoding="utf-8")
        except FileNotFoundError:
            return None

    def keep(self, log: Verifier, note: str) -> None:
        """The note is on the disk when this returns."""
        path = self._path(log)
        draft = path.with_suffix(".draft")
        with draft.open("w", encoding="utf-8") as file:
            file.write(note)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _path(self, log: Verifier) -> Path:
        return self._folder / f"{sha256(log.vkey.encode()).hexdigest()[:16]}.note"


class Watcher:
    """One witness: the logs it knows, what it saw of them, and its key."""

    def __init__(self, signer: Signer, logs: tuple[Verifier, ...], memory: Memory) -> None:
        """Watch these logs and no others."""
        self._cosigner = Cosigner(signer)
        self._logs = {log.name: log for log in logs}
        self._memory = memory
        self._lock = threading.Lock()

    @property
    def vkey(self) -> str:
        """The key by which others check what is signed here."""
        return self._cosigner.witness.vkey

    def add_checkpoint(self, body: bytes, *, at: datetime) -> Said:
        """Sign the checkpoint of a log that has grown, and answer with the signature's line."""
        try:
            old, proof, note = _taken_apart(body)
            log = self._logs.get(note.partition("\n")[0])
            if log is None:
                return Said(404, "This log is not known here.\n")
            newer = log.open_checkpoint(note)
        except errors.SignatureRefused as refusal:
            return Said(403, f"{refusal}\n")
        except (errors.ProofRefused, ValueError) as refusal:
            return Said(400, f"{refusal}\n")
        with self._lock:
            return self._considered(log, old, newer, proof, note, at)

    def latest(self, origin: str) -> Said:
        """The last checkpoint of a log that was signed here, for whoever compares."""
        log = self._logs.get(origin)
        note = self._memory.last(log) if log else None
        return Said(200, note) if note is not None else Said(404, "Nothing was seen of this log.\n")

    def _considered(
        self, log: Verifier, old: int, newer: Checkpoint, proof: list[bytes], note: str, at: datetime
    ) -> Said:
        last = self._memory.last(log)
        seen = log.open_checkpoint(last) if last is not None else Checkpoint(log.name, 0, merkle.EMPTY_ROOT)
        if old > newer.size:
            return Said(400, "The older size is above the newer.\n")
        if old != seen.size:
            return Said(409, f"{seen.size}\n", SIZE_TYPE)
        if old == newer.size and seen.root != newer.root:
            # Two roots of one length, both signed by the log: what was seen stays, and nothing is signed.
            return Said(409, f"{seen.size}\n", SIZE_TYPE)
        if not merkle.verify_consistency(old, newer.size, seen.root, newer.root, proof):
            return Said(422, "The log has not grown from what was seen here.\n")
        text = log.open(note)
        line = self._cosigner.line(text, int(at.timestamp()))
        self._memory.keep(log, f"{note}{line}")
        return Said(200, line)


def request(old: int, proof: list[bytes], note: str) -> bytes:
    """What a log sends to a witness: from which size on, the proof of growth, the new checkpoint."""
    hashes = "".join(f"{b64encode(one).decode()}\n" for one in proof)
    return f"old {old}\n{hashes}\n{note}".encode()


def _taken_apart(body: bytes) -> tuple[int, list[bytes], str]:
    """Older size, proof and note; ``ValueError`` where the request is none."""
    head, blank, note = body.decode().partition("\n\n")
    first, *rest = head.split("\n")
    word, _, number = first.partition(" ")
    is_number = number.isascii() and number.isdigit() and str(int(number)) == number
    if not blank or word != "old" or not is_number or len(rest) > MOST_HASHES:
        raise ValueError("old, a size, at most 63 hashes, an empty line and a checkpoint were expected")
    proof = [strict_base64(one) for one in rest]
    if any(one is None or len(one) != merkle.HASH_BYTES for one in proof):
        raise ValueError("a hash is not the base64 of 32 bytes")
    return int(number), [one for one in proof if one is not None], note
