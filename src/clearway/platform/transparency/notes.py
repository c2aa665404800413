"""A checkpoint says how long the log is and what its root is, and the log has signed it.

The text forms are those of C2SP: signed-note for the signature, tlog-checkpoint for what is signed.
"""

import binascii
import re
from base64 import b64decode, b64encode
from hashlib import sha256

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from clearway.core.kernel.merkle import HASH_BYTES
from clearway.platform.transparency import errors

#: The byte by which signed notes name the algorithm Ed25519.
ED25519 = b"\x01"
KEY_HASH_BYTES = 4
NOTE_LIMIT = 100_000

_NAME = re.compile(r"[^\s+]+")
_SIGNATURE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


class Checkpoint(msgspec.Struct, frozen=True):
    """The log called `origin` had `size` leaves, and `root` stands for them."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """The three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        """The three lines are read back; further lines say nothing about the tree."""
        lines = text.split("\n")
        if len(lines) < 4 or not lines[0]:
            raise errors.CheckpointMalformed(reason="origin, size and root were expected")
        if not _SIZE.fullmatch(lines[1]):
            raise errors.CheckpointMalformed(reason=f"the size is {lines[1]!r}")
        root = strict_base64(lines[2])
        if root is None or len(root) != HASH_BYTES:
            raise errors.CheckpointMalformed(reason="the root is not the base64 of 32 bytes")
        return cls(lines[0], int(lines[1]), root)


class Verifier(msgspec.Struct, frozen=True):
    """The public half of a log's key, by which anybody recognises its checkpoints."""

    name: str
    public: bytes

    @property
    def key_hash(self) -> bytes:
        """Four bytes that tell this key from others of the same name."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:KEY_HASH_BYTES]

    @property
    def vkey(self) -> str:
        """The key as it is published: name+hash+key."""
        return f"{self.name}+{self.key_hash.hex()}+{b64encode(ED25519 + self.public).decode()}"

    @classmethod
    def parse(cls, vkey: str) -> "Verifier":
        """A published key is read back, and its own hash must fit."""
        name, _, rest = vkey.strip().partition("+")
        key_hash, _, key = rest.partition("+")
        material = strict_base64(key)
        if not is_name(name) or material is None or len(material) != 33 or material[:1] != ED25519:
            raise errors.VerifierMalformed(vkey=vkey)
        verifier = cls(name, material[1:])
        if verifier.key_hash.hex() != key_hash:
            raise errors.VerifierMalformed(vkey=vkey)
        return verifier

    def open(self, note: str) -> str:
        """The signed text, if the log signed exactly this; signatures of others are passed over."""
        text, signatures = taken_apart(note)
        ours = [body for name, key_hash, body in signatures if (name, key_hash) == (self.name, self.key_hash)]
        if not ours:
            raise errors.SignatureRefused(name=self.name, reason="there is no signature by this key")
        try:
            key = Ed25519PublicKey.from_public_bytes(self.public)
            for body in ours:
                key.verify(body, text.encode())
        except (InvalidSignature, ValueError) as error:
            raise errors.SignatureRefused(name=self.name, reason="the signature is wrong") from error
        return text

    def open_checkpoint(self, note: str) -> Checkpoint:
        """The checkpoint in a note that this log signed for itself."""
        checkpoint = Checkpoint.parse(self.open(note))
        if checkpoint.origin != self.name:
            raise errors.CheckpointMalformed(reason=f"it speaks of {checkpoint.origin}, not of {self.name}")
        return checkpoint


class Signer:
    """The log itself: whoever holds this may say how long the log is."""

    def __init__(self, name: str, private: Ed25519PrivateKey) -> None:
        if not is_name(name):
            raise ValueError(f"{name!r} cannot name a log: no white space, no plus sign")
        self._private = private
        self.verifier = Verifier(name, private.public_key().public_bytes_raw())

    @property
    def name(self) -> str:
        """The name of the log, which is also the first line of its checkpoints."""
        return self.verifier.name

    @property
    def vkey(self) -> str:
        """The key by which others check what is signed here."""
        return self.verifier.vkey

    def sign(self, text: str) -> str:
        """The text with a signature line below it."""
        if not text.endswith("\n"):
            raise ValueError("a note ends with a line feed")
        body = self.verifier.key_hash + self.signature(text.encode())
        return f"{text}\n— {self.name} {b64encode(body).decode()}\n"

    def signature(self, message: bytes) -> bytes:
        """The bare signature of some bytes."""
        return self._private.sign(message)

    def sign_checkpoint(self, size: int, root: bytes) -> str:
        """The log states its length and its root."""
        return self.sign(Checkpoint(self.name, size, root).text())


def is_name(name: str) -> bool:
    """A log's name has no white space and no plus sign, which separate it from what follows."""
    return _NAME.fullmatch(name) is not None


def strict_base64(text: str) -> bytes | None:
    """Base64 in its one proper spelling, else nothing."""
    try:
        value = b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return value if b64encode(value).decode() == text else None


def taken_apart(note: str) -> tuple[str, list[tuple[str, bytes, bytes]]]:
    """The text of a note and its signatures: name, key hash, body."""
    if len(note) > NOTE_LIMIT or _CONTROL.search(note):
        raise errors.NoteMalformed(reason="it is too long or holds control characters")
    text, blank, tail = note.rpartition("\n\n")
    if not blank or not tail.endswith("\n"):
        raise errors.NoteMalformed(reason="text, blank line and signatures were expected")
    signatures = []
    for line in tail[:-1].split("\n"):
        match = _SIGNATURE.fullmatch(line)
        body = strict_base64(match[2]) if match else None
        if match is None or body is None or len(body) <= KEY_HASH_BYTES:
            raise errors.NoteMalformed(reason=f"{line[:80]!r} is no signature line")
        signatures.append((match[1], body[:KEY_HASH_BYTES], body[KEY_HASH_BYTES:]))
    return text + "\n", signatures
