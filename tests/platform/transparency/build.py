"""A small log made without the code under test: naive hashing, files written as the protocol page says."""

from base64 import b64encode
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from clearway.platform.transparency.notes import Signer

AT = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
NAME = "demoland.example/log"
SIGNER = Signer(NAME, Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
STRANGER = Signer(NAME, Ed25519PrivateKey.from_private_bytes(bytes(32)))


def salt(number: int) -> bytes:
    return sha256(b"salt %d" % number).digest()[:16]


def event(number: int) -> bytes:
    return b'{"number":%d,"type":"lodged"}' % number


def commitment(number: int) -> bytes:
    return sha256(salt(number) + event(number)).digest()


def commitments(count: int) -> list[bytes]:
    return [commitment(number) for number in range(count)]


def subtree(entries: list[bytes]) -> bytes:
    if len(entries) == 1:
        return sha256(b"\x00" + entries[0]).digest()
    cut = 1
    while cut * 2 < len(entries):
        cut *= 2
    return sha256(b"\x01" + subtree(entries[:cut]) + subtree(entries[cut:])).digest()


def checkpoint(entries: list[bytes], *, signer: Signer = SIGNER) -> str:
    root = b64encode(subtree(entries)).decode()
    return signer.sign(f"{signer.name}\n{len(entries)}\n{root}\n")


def files(entries: list[bytes], *, signer: Signer = SIGNER) -> dict[str, bytes]:
    """The published files of a log of fewer than 65,536 entries."""
    leaves = [sha256(b"\x00" + entry).digest() for entry in entries]
    whole = range(len(entries) // 256)
    above = [subtree(entries[number * 256 : number * 256 + 256]) for number in whole]
    found = {"checkpoint": checkpoint(entries, signer=signer).encode()}
    for begin in range(0, len(entries), 256):
        part = entries[begin : begin + 256]
        found[f"tile/entries/{name(begin, part)}"] = b"".join(b"\x00\x20" + entry for entry in part)
        found[f"tile/0/{name(begin, part)}"] = b"".join(leaves[begin : begin + 256])
    if above:
        found[f"tile/1/{name(0, above)}"] = b"".join(above)
    return found


def name(begin: int, part: list[bytes]) -> str:
    return f"{begin // 256:03}" + ("" if len(part) == 256 else f".p/{len(part)}")


def write(directory: Path, contents: dict[str, bytes]) -> Path:
    for path, data in contents.items():
        target = directory / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return directory


def read(directory: Path) -> dict[str, bytes]:
    return {str(path.relative_to(directory)): path.read_bytes() for path in directory.rglob("*") if path.is_file()}
