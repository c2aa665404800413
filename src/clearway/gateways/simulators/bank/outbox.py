"""What the bank has to tell, in a file of its own: a message stays there until it is acknowledged or refused."""

import sqlite3
import threading
from pathlib import Path
from typing import Literal

import msgspec

State = Literal["waiting", "acknowledged", "refused"]

_TABLES = """
CREATE TABLE IF NOT EXISTS wish (serial INTEGER PRIMARY KEY AUTOINCREMENT, reference TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS message (
    id INTEGER PRIMARY KEY AUTOINCREMENT, number TEXT NOT NULL, path TEXT NOT NULL, body BLOB NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0, next_at REAL NOT NULL DEFAULT 0, state TEXT NOT NULL DEFAULT 'waiting',
    answer TEXT NOT NULL DEFAULT '');
CREATE INDEX IF NOT EXISTS message_waiting ON message (next_at) WHERE state = 'waiting';
CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


class Kept(msgspec.Struct, frozen=True):
    """A message in the outbox: how often it was tried, and what came of it."""

    id: int
    number: str
    path: str
    body: bytes
    attempts: int
    state: State
    answer: str


class Outbox:
    """The bank's own store; it outlives the process."""

    def __init__(self, path: Path) -> None:
        """Open it, or make it at the first start; ``:memory:`` forgets."""
        if str(path) != ":memory:":
            path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._store = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._store.executescript(f"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; {_TABLES}")

    def seed(self, wanted: int) -> int:
        """The seed of this outbox, chosen when it was made, so that no number is ever used twice."""
        with self._lock:
            self._store.execute("INSERT OR IGNORE INTO kept VALUES ('seed', ?)", (str(wanted),))
            [value] = self._store.execute("SELECT value FROM kept WHERE name = 'seed'").fetchone()
        return int(value)

    def next_serial(self, reference: str) -> int:
        """A number for a customer's wish, used once."""
        with self._lock:
            return self._store.execute("INSERT INTO wish (reference) VALUES (?)", (reference,)).lastrowid or 0

    def put(self, messages: list[tuple[str, str, bytes]]) -> None:
        """Keep messages (number, path, body) until they are acknowledged; all of them or none."""
        with self._lock:
            self._store.execute("BEGIN")
            self._store.executemany("INSERT INTO message (number, path, body) VALUES (?, ?, ?)", messages)
            self._store.execute("COMMIT")

    def knows(self, number: str) -> bool:
        """Whether a message with the number was ever kept."""
        with self._lock:
            return self._store.execute("SELECT 1 FROM message WHERE number = ?", (number,)).fetchone() is not None

    def waiting(self, at: float, limit: int = 100) -> list[Kept]:
        """Messages to be tried now, oldest first."""
        return self._rows("WHERE state = 'waiting' AND next_at <= ? ORDER BY id LIMIT ?", at, limit)

    def all(self) -> list[Kept]:
        """Every message there ever was, first to last."""
        return self._rows("ORDER BY id")

    def answered(self, id: int, state: State, answer: str) -> None:
        """A message was acknowledged, or will never be."""
        with self._lock:
            self._store.execute(
                "UPDATE message SET state = ?, answer = ?, attempts = attempts + 1 WHERE id = ?", (state, answer, id)
            )

    def try_again(self, id: int, at: float, answer: str) -> None:
        """A message was not acknowledged and is tried again later."""
        with self._lock:
            self._store.execute(
                "UPDATE message SET attempts = attempts + 1, next_at = ?, answer = ? WHERE id = ?", (at, answer, id)
            )

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._store.close()

    def _rows(self, rest: str, *values: float) -> list[Kept]:
        with self._lock:
            rows = self._store.execute(
                f"SELECT id, number, path, body, attempts, state, answer FROM message {rest}", values
            ).fetchall()
        return [Kept(*row) for row in rows]
