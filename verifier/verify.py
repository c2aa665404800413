"""Checks what a Clearway log says of itself, with Python's standard library and nothing else.

    python verify.py FOLDER KEY [--older NOTE]... [--witness KEY]... [--since INSTANT] [--authority CERTIFICATE]
    python verify.py PROOF  KEY [--older PROOF]... [--witness KEY]... [--since INSTANT]

FOLDER is a copy of the log. PROOF is a JSON file: one event, or a person's whole list of accesses. KEY is the log's
public key, which must have come to you by another way than the log. Ends with 0 and ``proven``, or with 1 and
``refuted``, a code of docs/protocols/PR-LOG-transparency.md and the reason. No network is used, nothing is
written.

To be read from top to bottom: signatures (RFC 8032), signed notes, the tree (RFC 9162), copies, proofs, lists, stamps
(RFC 3161), the command line. Nothing here is shared with the code that writes the log.
"""

import argparse
import binascii
import json
import re
import sys
from base64 import b64decode, b64encode
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256, sha384, sha512
from pathlib import Path
from typing import Any, NamedTuple


class Refuted(Exception):
    """What was shown proves nothing: a code and a reason."""


# --- Ed25519: RFC 8032, section 5.1; points as (X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z -------------------------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
Point = tuple[int, int, int, int]


def added(one: Point, other: Point) -> Point:
    """Two points of the curve have a sum (section 5.1.4)."""
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c, d = 2 * one[3] * other[3] * D % P, 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(factor: int, point: Point) -> Point:
    """A point added to itself so often."""
    total: Point = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            total = added(total, point)
        point, factor = added(point, point), factor >> 1
    return total


def point_of(packed: bytes) -> Point | None:
    """A point is read from its 32 bytes (section 5.1.3)."""
    y = int.from_bytes(packed, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def packed(point: Point) -> bytes:
    """A point is written in 32 bytes (section 5.1.2)."""
    inverse = pow(point[2], -1, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


_Y = 4 * pow(5, -1, P) % P
BASE = point_of(_Y.to_bytes(32, "little")) or (0, 1, 1, 0)


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """The holder of the key signed the message (section 5.1.7)."""
    key, scalar = point_of(public), int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or key is None or scalar >= ORDER:
        return False
    challenge = int.from_bytes(sha512(signature[:32] + public + message).digest(), "little") % ORDER
    minus_key: Point = (P - key[0], key[1], 1, P - key[3])
    return packed(added(times(scalar, BASE), times(challenge, minus_key))) == signature[:32]


# --- Signed notes and checkpoints: C2SP signed-note, tlog-checkpoint, tlog-cosignature ------------------------------

LOG, WITNESS = 1, 4


class Key(NamedTuple):
    """A public key as it is published: name+hash+base64(kind and key)."""

    name: str
    kind: int
    public: bytes

    @property
    def hash(self) -> bytes:
        """Four bytes that tell this key from others of its name."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]


class Checkpoint(NamedTuple):
    """The log called ``origin`` had so many leaves under this root."""

    origin: str
    size: int
    root: bytes


def unpacked(text: Any, length: int | None = None) -> bytes:
    """Base64 in its one spelling, of so many bytes."""
    try:
        value = b64decode(text, validate=True)
    except (binascii.Error, ValueError, TypeError):
        value = None
    if value is None or b64encode(value).decode() != text or length not in (None, len(value)):
        raise Refuted("LOG-105", f"{str(text)[:60]!r} is not base64 as it was expected")
    return value


def key_of(text: str, kind: int) -> Key:
    """A published key is read, and its own hash must fit."""
    name, _, rest = text.strip().partition("+")
    key_hash, _, material = rest.partition("+")
    try:
        found = unpacked(material, 33)
    except Refuted:
        found = b""
    key = Key(name, kind, found[1:])
    if not re.fullmatch(r"[^\s+]+", name) or found[:1] != bytes([kind]) or key.hash.hex() != key_hash:
        raise Refuted("LOG-101", f"{text} is not the public key of a {'log' if kind == LOG else 'witness'}")
    return key


def taken_apart(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    """The text of a note, and its signatures: the name of whoever signed, and the body."""
    text, blank, tail = note.rpartition("\n\n")
    if not blank or not tail.endswith("\n") or re.search(r"[\x00-\x09\x0b-\x1f]", note) or len(note) > 100_000:
        raise Refuted("LOG-102", "text, blank line and signatures were expected")
    signatures = []
    for line in tail[:-1].split("\n"):
        match = re.fullmatch(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})", line)
        try:
            body = unpacked(match[2]) if match else b""
        except Refuted:
            body = b""
        if match is None or len(body) < 5:
            raise Refuted("LOG-102", f"{line[:80]!r} is no signature line")
        signatures.append((match[1], body))
    return text + "\n", signatures


def opened(note: str, key: Key, *, since: int = 0) -> str:
    """The text of a note that this key signed; a witness not before an instant."""
    text, signatures = taken_apart(note)
    code = "LOG-103" if key.kind == LOG else "LOG-111"
    bodies = [body[4:] for name, body in signatures if (name, body[:4]) == (key.name, key.hash)]
    if not bodies:
        raise Refuted(code, f"there is no signature by {key.name}")
    for body in bodies:
        at, message = 0, text.encode()
        if key.kind == WITNESS:
            at, body = int.from_bytes(body[:8]), body[8:]
            message = b"cosignature/v1\ntime %d\n" % at + message
        if not is_signed(key.public, message, body):
            raise Refuted(code, f"the signature by {key.name} is wrong")
        if at < since and key.kind == WITNESS:
            raise Refuted(code, f"{key.name} has not signed since")
    return text


def checkpoint_of(note: str, log: Key, witnesses: Iterable[Key] = (), since: int = 0) -> Checkpoint:
    """The checkpoint in a note that the log and every witness signed."""
    lines = opened(note, log).split("\n")
    for witness in witnesses:
        opened(note, witness, since=since)
    if len(lines) < 4 or lines[0] != log.name or not re.fullmatch(r"0|[1-9][0-9]{0,18}", lines[1], re.ASCII):
        raise Refuted("LOG-104", f"origin, size and root of {log.name} were expected")
    try:
        return Checkpoint(lines[0], int(lines[1]), unpacked(lines[2], 32))
    except Refuted:
        raise Refuted("LOG-104", "the root is not the base64 of 32 bytes") from None


# --- The tree: RFC 9162, section 2.1 --------------------------------------------------------------------------------

WIDTH = 256


def leaf(entry: bytes) -> bytes:
    """The hash of a leaf."""
    return sha256(b"\x00" + entry).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return sha256(b"\x01" + left + right).digest()


def fold(row: list[bytes]) -> bytes:
    """The hash of a complete subtree over two, four, eight … equal parts."""
    while len(row) > 1:
        row = [sha256(b"\x01" + row[at] + row[at + 1]).digest() for at in range(0, len(row), 2)]
    return row[0]


def root_of(rows: list[list[bytes]]) -> bytes:
    """The root over what is left open at each level of tiles, lowest level first."""
    root = None
    for row in rows:
        end = len(row)
        while end:
            begin = end - (end & -end)
            part = fold(row[begin:end])
            root, end = (part if root is None else node(part, root)), begin
    return sha256(b"").digest() if root is None else root


def is_included(current: bytes, index: int, checkpoint: Checkpoint, path: list[bytes]) -> bool:
    """A leaf stands at this place (section 2.1.3.2)."""
    if not 0 <= index < checkpoint.size:
        return False
    position, last = index, checkpoint.size - 1
    for sibling in path:
        if last == 0:
            return False
        if position & 1 or position == last:
            current = node(sibling, current)
            while position and not position & 1:
                position, last = position >> 1, last >> 1
        else:
            current = node(current, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and current == checkpoint.root


# --- A copy of the log: C2SP tlog-tiles -----------------------------------------------------------------------------


def content(folder: Path, name: str) -> bytes:
    """A file of the copy."""
    try:
        return (folder / name).read_bytes()
    except OSError:
        raise Refuted("LOG-108", f"{name} is missing from the copy") from None


def note_in(path: Path) -> str:
    """A note as text."""
    try:
        return content(path.parent, path.name).decode()
    except UnicodeDecodeError:
        raise Refuted("LOG-102", f"{path.name} is not UTF-8") from None


def name_of(kind: str, number: int, width: int) -> str:
    """The name of a tile's file: tile 1234067 is x001/x234/067; one that is not full says how full it is."""
    parts = [f"{number % 1000:03}"]
    while number := number // 1000:
        parts.insert(0, f"x{number % 1000:03}")
    return f"tile/{kind}/{'/'.join(parts)}" + ("" if width == WIDTH else f".p/{width}")


def compare(folder: Path, level: int, number: int, row: list[bytes]) -> None:
    """A tile holds what the entries lead to."""
    name = name_of(str(level), number, len(row))
    if content(folder, name) != b"".join(row):
        raise Refuted("LOG-109", f"{name} does not hold what the entries of the log lead to")


def recompute(folder: Path, checkpoint: Checkpoint, older: list[Checkpoint]) -> None:
    """All entries, read once from left to right, lead to every tile, to the root, and to every older root."""
    for one in [one for one in older if one.size > checkpoint.size or one.size == 0]:
        confirm(sha256(b"").digest() if one.size == 0 else b"", one, checkpoint)
    rows: list[list[bytes]] = [[]]
    for begin in range(0, checkpoint.size, WIDTH):
        rows[0] = leaves_in(folder, begin, min(WIDTH, checkpoint.size - begin))
        for one in [one for one in older if begin < one.size <= begin + len(rows[0])]:
            confirm(root_of([rows[0][: one.size - begin], *rows[1:]]), one, checkpoint)
        carry(folder, rows, begin // WIDTH)
    for level, row in enumerate(rows):
        if row:
            compare(folder, level, checkpoint.size >> 8 * (level + 1), row)
    if root_of(rows) != checkpoint.root:
        raise Refuted("LOG-110", f"the entries do not lead to the root that was signed for {checkpoint.size} leaves")


def leaves_in(folder: Path, begin: int, width: int) -> list[bytes]:
    """The hashes of the entries under one tile."""
    name = name_of("entries", begin // WIDTH, width)
    data = content(folder, name)
    starts = range(0, 34 * width, 34)
    if len(data) != 34 * width or any(data[at : at + 2] != b"\x00\x20" for at in starts):
        raise Refuted("LOG-109", f"{name} does not hold {width} entries")
    return [sha256(b"\x00" + data[at + 2 : at + 34]).digest() for at in starts]


def carry(folder: Path, rows: list[list[bytes]], number: int) -> None:
    """A full tile is compared, and stands as one hash in the tile above it."""
    level = 0
    while len(rows[level]) == WIDTH:
        compare(folder, level, number, rows[level])
        if len(rows) == level + 1:
            rows.append([])
        rows[level + 1].append(fold(rows[level]))
        rows[level] = []
        level, number = level + 1, number >> 8


def confirm(root: bytes, older: Checkpoint, newer: Checkpoint) -> None:
    """The log begins with the older one."""
    if root != older.root:
        raise Refuted("LOG-107", f"the log of {newer.size} leaves does not begin with the log of {older.size} leaves")


# --- Proofs of one event, and a person's whole list -----------------------------------------------------------------

PROOF, PART = "clearway.log-proof.v1", "clearway.part-proof.v1"
LIST, COUNTER = "clearway.access-list.v1", "clearway.counter.v1"
#: An access is an event of the log by itself, or one of the many of a part that was sent in bulk.
ACCESS, SENT = "exchange.looked-up.v1", "distribution.sent.v1"
#: Where an access stands: its leaf, and its place in a part (-1 where the leaf is its own).
Place = tuple[int, int]


def canonical(text: Any) -> Any:
    """JSON in its one spelling: sorted names, no white space, no fractions."""
    try:
        value = json.loads(text, parse_float=lambda _: None, parse_constant=lambda _: None)
        again = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    except (ValueError, RecursionError, TypeError):
        again = None
    if again != text:
        raise Refuted("LOG-105", "the event is not in its canonical spelling")
    return value


def members(given: Any, *names: str) -> list[Any]:
    """A JSON object with exactly these members."""
    if not isinstance(given, dict) or given.keys() != set(names):
        raise Refuted("LOG-105", f"exactly {', '.join(names)} were expected")
    return [given[name] for name in names]


def shown(entry: Any, checkpoint: Checkpoint) -> tuple[int, Any]:
    """An entry is in the log: its place, and the event, or nothing where only its commitment is shown."""
    hides = isinstance(entry, dict) and "commitment" in entry
    if hides:
        commitment, index, proof = members(entry, "commitment", "index", "proof")
        event, committed = None, unpacked(commitment, 32)
    else:
        text, salt, index, proof = members(entry, "event", "salt", "index", "proof")
        event = canonical(text)
        committed = sha256(unpacked(salt, 16) + text.encode()).digest()
    if type(index) is not int or not isinstance(proof, list) or len(proof) > 64:
        raise Refuted("LOG-105", "the place and its proof cannot be read")
    if not is_included(leaf(committed), index, checkpoint, [unpacked(one, 32) for one in proof]):
        raise Refuted("LOG-106", f"the event, as it is shown, is not in the log of {checkpoint.size} leaves")
    return index, event


def hexed(text: Any) -> bytes:
    """Hexadecimal digits as bytes."""
    try:
        return bytes.fromhex(text)
    except (ValueError, TypeError):
        raise Refuted("LOG-105", "a root is not hexadecimal") from None


def part_shown(given: Any, log: Key, witnesses: Iterable[Key] = (), since: int = 0) -> tuple[Place, Any, Checkpoint]:
    """A person was in a part that was sent in bulk, exactly as told, and the part's root is in the log."""
    form, text, salt, place, count, path, whole = members(
        given, "format", "event", "salt", "place", "count", "path", "part"
    )
    kind, *rest = members(whole, "format", "event", "salt", "index", "proof", "checkpoint")
    checkpoint = checkpoint_of(str(rest.pop()), log, witnesses, since)
    index, part = shown(dict(zip(("event", "salt", "index", "proof"), rest, strict=True)), checkpoint)
    facts = part.get("facts") if isinstance(part, dict) else None
    if (
        (form, kind) != (PART, PROOF)
        or not isinstance(facts, dict)
        or type(place) is not int
        or type(path) is not list
    ):
        raise Refuted("LOG-105", f"{PART} was expected")
    told = canonical(text)
    root = Checkpoint("", count, hexed(facts.get("root"))) if count == facts.get("count") else None
    proof = [unpacked(one, 32) for one in path]
    if not root or not is_included(leaf(sha256(unpacked(salt, 16) + text.encode()).digest()), place, root, proof):
        raise Refuted("LOG-106", "what is told is not of the part")
    return (index, place), told, checkpoint


def list_of(given: Any, log: Key, witnesses: Iterable[Key] = (), since: int = 0) -> tuple[str, list[Place]]:
    """A person's list is whole: as many accesses as the log sealed, each with its number and its place."""
    _, subject, salt, counter, note, entries = members(
        given, "format", "subject", "salt", "counter", "checkpoint", "entries"
    )
    checkpoint = checkpoint_of(str(note), log, witnesses, since)
    sealed = opened(str(counter), log).split("\n")
    commitment = b64encode(sha256(unpacked(salt, 16) + str(subject).encode()).digest()).decode()
    expected = [COUNTER, log.name, commitment, sealed[3] if len(sealed) > 3 else "", str(checkpoint.size)]
    if (
        len(sealed) != 8
        or sealed[:6] != [*expected, b64encode(checkpoint.root).decode()]
        or not isinstance(entries, list)
    ):
        raise Refuted("LOG-112", "the sealed counter is of another person or another log")
    if sealed[3] != str(len(entries)):
        raise Refuted("LOG-113", f"{sealed[3]} accesses were sealed and {len(entries)} are listed")
    places = []
    for ordinal, entry in enumerate(entries, start=1):
        place, event = entry_shown(entry, checkpoint, log)
        if event is not None and not is_access(event, subject, ordinal):
            raise Refuted("LOG-113", f"access {ordinal} is missing, or in the place of another")
        places.append(place)
    if len(set(places)) != len(places):
        raise Refuted("LOG-113", "one access is listed twice")
    return str(subject), places


def entry_shown(entry: Any, checkpoint: Checkpoint, log: Key) -> tuple[Place, Any]:
    """An entry of a list: where it stands, and the access, or nothing where it is concealed for now."""
    if isinstance(entry, dict) and entry.get("format") == PART:
        place, event, _ = part_shown(entry, log)
        return place, event
    index, event = shown(entry, checkpoint)
    return (index, -1), event


def is_any_access(event: Any) -> bool:
    """An event is an access, with its number."""
    facts = event.get("facts") if isinstance(event, dict) else None
    return isinstance(facts, dict) and event.get("type") in (ACCESS, SENT) and type(facts.get("ordinal")) is int


def is_access(event: Any, subject: str, ordinal: int) -> bool:
    """An event is the access of this number about this person."""
    return is_any_access(event) and (event.get("subject"), event["facts"]["ordinal"]) == (subject, ordinal)


# --- Stamps of time: RFC 3161 over RFC 5652, RSA only, the authority's certificate pinned ---------------------------

SHA256, TST, DIGEST = "0609608648016503040201", "060b2a864886f70d0109100104", "06092a864886f70d010904"
HASHES = {SHA256: sha256, "0609608648016503040202": sha384, "0609608648016503040203": sha512}
RSA = "06092a864886f70d010101"


class Der(NamedTuple):
    """One element of DER: its tag, all of its bytes, and its content."""

    tag: int
    whole: bytes
    inner: bytes

    @property
    def parts(self) -> list["Der"]:
        """The elements in it."""
        found, rest = [], self.inner
        while rest:
            one = der(rest)
            found, rest = [*found, one], rest[len(one.whole) :]
        return found


def der(data: bytes) -> Der:
    """The first element of some bytes."""
    length, begin = data[1], 2
    if length > 127:
        begin = 2 + length - 128
        length = int.from_bytes(data[2:begin])
    if len(data) < begin + length:
        raise ValueError("the element is cut short")
    return Der(data[0], data[: begin + length], data[begin : begin + length])


def stamped_at(response: bytes, note: bytes, certificate: bytes) -> str:
    """The authority saw this note at the instant that is returned."""
    try:
        status, token = der(response).parts
        signed = token.parts[1].parts[0].parts
        kind, wrapped = signed[2].parts
        information = wrapped.parts[0].inner
        [signer] = [one for one in signed if one.tag == 0x31][-1].parts
        _, _, hashing, attributes, _, signature = signer.parts[:6]
        said = {one.parts[0].whole.hex(): one.parts[1].parts[0].inner for one in attributes.parts}
        imprint, at = der(information).parts[2].parts, der(information).parts[4].inner.decode("ascii")
        named = hashing.parts[0].whole
        is_right = (
            status.parts[0].inner in (b"\x00", b"\x01")
            and kind.whole.hex() == TST
            and attributes.tag == 0xA0
            and said[DIGEST] == HASHES[named.hex()](information).digest()
            and imprint[0].parts[0].whole.hex() == SHA256
            and imprint[1].inner == sha256(note).digest()
            and is_rsa_signed(certificate, b"\x31" + attributes.whole[1:], signature.inner, named)
        )
    except (ValueError, IndexError, KeyError, OverflowError):
        is_right, at = False, ""
    if not is_right:
        raise Refuted("LOG-114", "the stamp is not the authority's, or not over this checkpoint")
    return at


def is_rsa_signed(certificate: bytes, message: bytes, signature: bytes, hashing: bytes) -> bool:
    """The key in a certificate signed the message: RFC 8017, section 8.2.2."""
    body = [one for one in der(certificate).parts[0].parts if one.tag != 0xA0]
    algorithm, key = body[5].parts
    modulus, exponent = (int.from_bytes(one.inner) for one in der(key.inner[1:]).parts)
    digest = HASHES[hashing.hex()](message).digest()
    named = hashing + b"\x05\x00"
    inner = bytes([0x30, len(named)]) + named + bytes([0x04, len(digest)]) + digest
    ending = b"\x00" + bytes([0x30, len(inner)]) + inner
    length = (modulus.bit_length() + 7) // 8
    expected = b"\x00\x01" + b"\xff" * (length - 2 - len(ending)) + ending
    found = pow(int.from_bytes(signature), exponent, modulus).to_bytes(length)
    return algorithm.parts[0].whole.hex() == RSA and modulus.bit_length() >= 2048 and found == expected


def stamps_in(folder: Path, log: Key, certificate: bytes) -> list[Checkpoint]:
    """The checkpoints of a copy that the authority stamped, each stamp right; there is at least one."""
    found = []
    for path in sorted((folder / "stamps").glob("*.tsr")):
        note = note_in(path.with_suffix(".note"))
        stamped_at(path.read_bytes(), note.encode(), certificate)
        found.append(checkpoint_of(note, log))
    if not found:
        raise Refuted("LOG-114", "no checkpoint of the copy was stamped")
    return found


# --- The command line -----------------------------------------------------------------------------------------------


def main(given: list[str]) -> int:
    """Check what the arguments name, and say it in one line."""
    try:
        said = verified(parsed(given))
    except Refuted as refuted:
        sys.stdout.write("refuted: {} {}\n".format(*refuted.args))
        return 1
    sys.stdout.write(f"proven: {said}\n")
    return 0


def parsed(given: list[str]) -> argparse.Namespace:
    """The arguments."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", type=Path)
    parser.add_argument("key", help="the log's public key, or a file with it")
    parser.add_argument("--older", type=Path, action="append", default=[], help="what was kept before")
    parser.add_argument("--witness", action="append", default=[], help="the public key of one that must have signed")
    parser.add_argument("--since", type=datetime.fromisoformat, help="since when witnesses must have signed")
    parser.add_argument("--authority", type=Path, help="the stamping authority's certificate, PEM or DER")
    return parser.parse_args(given)


def verified(chosen: argparse.Namespace) -> str:
    """What is proven, in words."""
    log = key_of(note_in(Path(chosen.key)) if Path(chosen.key).is_file() else chosen.key, LOG)
    witnesses = [key_of(one, WITNESS) for one in chosen.witness]
    since = int(chosen.since.timestamp()) if chosen.since else 0
    if not chosen.what.is_dir():
        return proof_verified(chosen, log, witnesses, since)
    checkpoint = checkpoint_of(note_in(chosen.what / "checkpoint"), log, witnesses, since)
    older = [checkpoint_of(note_in(path), log) for path in chosen.older]
    stamps = stamps_in(chosen.what, log, certificate_in(chosen.authority)) if chosen.authority else []
    recompute(chosen.what, checkpoint, [*older, *stamps])
    return f"{checkpoint.size} leaves in {log.name}, {len(older)} older checkpoints, {len(stamps)} stamps"


def proof_verified(chosen: argparse.Namespace, log: Key, witnesses: list[Key], since: int) -> str:
    """One event or one person's list is proven."""
    given = read_json(chosen.what)
    if given.get("format") != LIST:
        place, _, checkpoint = one_shown(given, log, witnesses, since)
        return f"leaf {place[0]} of {checkpoint.size} in {log.name}"
    subject, places = list_of(given, log, witnesses, since)
    concealed = sum("commitment" in entry for entry in given["entries"])
    for path in chosen.older:
        confirm_kept(read_json(path), subject, places, int(given["checkpoint"].split("\n")[1]), log)
    return f"all {len(places)} accesses about {subject} in {log.name}, {concealed} concealed for now"


def one_shown(
    given: dict[str, Any], log: Key, witnesses: Iterable[Key] = (), since: int = 0
) -> tuple[Place, Any, Checkpoint]:
    """One event, by itself or in a part, is in the log."""
    if given.get("format") == PART:
        return part_shown(given, log, witnesses, since)
    form, text, salt, index, proof, note = members(given, "format", "event", "salt", "index", "proof", "checkpoint")
    if form != PROOF:
        raise Refuted("LOG-105", f"{PROOF}, {PART} or {LIST} was expected")
    checkpoint = checkpoint_of(str(note), log, witnesses, since)
    place, event = shown({"event": text, "salt": salt, "index": index, "proof": proof}, checkpoint)
    return (place, -1), event, checkpoint


def confirm_kept(kept: dict[str, Any], subject: str, places: list[Place], size: int, log: Key) -> None:
    """A list kept before, or the proof of one access that anybody holds, is where it was."""
    if kept.get("format") == LIST:
        whose, before = list_of(kept, log)
        expected = dict(enumerate(before))
    else:
        place, event, _ = one_shown(kept, log)
        whose, ordinal = (event["subject"], event["facts"]["ordinal"]) if is_any_access(event) else ("", 0)
        expected = {ordinal - 1: place} if place[0] < size else {}
    found = dict(enumerate(places))
    if whose != subject or any(found.get(number) != place for number, place in expected.items()):
        raise Refuted("LOG-113", "an access that was sealed before is not where it was")


def read_json(path: Path) -> dict[str, Any]:
    """A JSON object from a file."""
    try:
        given = json.loads(content(path.parent, path.name))
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        raise Refuted("LOG-105", f"{path.name} is no JSON object")
    return given


def certificate_in(path: Path) -> bytes:
    """A certificate in DER, whichever way it is written down."""
    data = content(path.parent, path.name)
    match = re.search(rb"-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----", data, re.DOTALL)
    return b64decode(match[1]) if match else data


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
