"""One million entries of the log, verified by the house's verb and by the verifier that stands alone."""

import argparse
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from benchmarks.measure import Figure
from clearway.core.kernel import merkle
from clearway.platform.transparency import tiles
from clearway.platform.transparency.notes import Signer
from tests.proofs.house import ROOT, House

ENTRIES, SMALL = 1_000_000, 20_000
BUDGET_SECONDS = 60.0


def figures(house: House, arguments: argparse.Namespace) -> list[Figure]:
    """Seconds of either verifier over a whole copy; budget 60 s for a million entries, its start included."""
    count = SMALL if arguments.small else ENTRIES
    signer = Signer("bench.example/log", Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
    with tempfile.TemporaryDirectory(prefix="clearway-copy-") as folder:
        copy = written(Path(folder), count, signer)
        alone = [sys.executable, str(ROOT / "verifier" / "verify.py"), str(copy), signer.vkey]
        console = [sys.executable, "-m", "clearway.config", "verify", str(copy), "--key", signer.vkey]
        return [_figure("the verifier alone", alone, count), _figure("clearway verify", console, count)]


def written(folder: Path, count: int, signer: Signer) -> Path:
    """A copy of a log with so many entries."""
    entries = [sha256(b"%d" % number).digest() for number in range(count)]
    state, nodes = merkle.CompactRange().extended(map(merkle.leaf_hash, entries))
    for place, hashes in tiles.grown({}, nodes).items():
        _write(folder / tiles.path(place, len(hashes) // merkle.HASH_BYTES), hashes)
    for begin in range(0, count, tiles.WIDTH):
        part = entries[begin : begin + tiles.WIDTH]
        _write(folder / tiles.entries_path(begin // tiles.WIDTH, len(part)), tiles.packed(part))
    _write(folder / "checkpoint", signer.sign_checkpoint(count, state.root()).encode())
    return folder


def _figure(what: str, command: list[str], count: int) -> Figure:
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    seconds = time.perf_counter() - begun
    return Figure(
        f"{count:,} entries, {what}", seconds, "s", budget="60 s a million", is_met=seconds <= BUDGET_SECONDS
    )


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
