"""A witness says when it saw a checkpoint of a log that had only grown: C2SP tlog-cosignature, version 1."""

from base64 import b64encode
from hashlib import sha256

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from clearway.platform.transparency import errors
from clearway.platform.transparency.notes import KEY_HASH_BYTES, Signer, is_name, strict_base64, taken_apart

#: The byte by which signed notes name a witness's signature.
COSIGNATURE = b"\x04"
_TIME_BYTES, _SIGNATURE_BYTES = 8, 64


class Witness(msgspec.Struct, frozen=True):
    """The public half of a witness's key."""

    name: str
    public: bytes

    @property
    def key_hash(self) -> bytes:
        """Four bytes that tell this key from others of the same name."""
        return sha256(self.name.encode() + b"\n" + COSIGNATURE + self.public).digest()[:KEY_HASH_BYTES]

    @property
    def vkey(self) -> str:
        """The key as it is published."""
        return f"{self.name}+{self.key_hash.hex()}+{b64encode(COSIGNATURE + self.public).decode()}"

    @classmethod
    def parse(cls, vkey: str) -> "Witness":
        """A published key is read back, and its own hash must fit."""
        name, _, rest = vkey.strip().partition("+")
        key_hash, _, key = rest.partition("+")
        material = strict_base64(key)
        if not is_name(name) or material is None or len(material) != 33 or material[:1] != COSIGNATURE:
            raise errors.VerifierMalformed(vkey=vkey)
        witness = cls(name, material[1:])
        if witness.key_hash.hex() != key_hash:
            raise errors.VerifierMalformed(vkey=vkey)
        return witness

    def seen(self, note: str) -> int:
        """The second at which the witness saw this very checkpoint; ``NotWitnessed`` where it did not."""
        text, signatures = taken_apart(note)
        ours = [body for name, key_hash, body in signatures if (name, key_hash) == (self.name, self.key_hash)]
        if not ours:
            raise errors.NotWitnessed(name=self.name, reason="there is no signature by it")
        instants = [self._confirmed(text, body) for body in ours]
        return min(instants)

    def _confirmed(self, text: str, body: bytes) -> int:
        if len(body) != _TIME_BYTES + _SIGNATURE_BYTES:
            raise errors.NotWitnessed(name=self.name, reason="the signature is wrong")
        at = int.from_bytes(body[:_TIME_BYTES])
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(body[_TIME_BYTES:], _message(text, at))
        except (InvalidSignature, ValueError) as error:
            raise errors.NotWitnessed(name=self.name, reason="the signature is wrong") from error
        return at


class Cosigner:
    """A witness that holds its key; it must sign nothing that it has not found to have grown."""

    def __init__(self, signer: Signer) -> None:
        """Take the key of a file; for the world it is a witness's key from here on."""
        self._signer = signer
        self.witness = Witness(signer.name, signer.verifier.public)

    def line(self, text: str, at: int) -> str:
        """The line that is put below a checkpoint's text; ``at`` is the second of now."""
        body = self.witness.key_hash + at.to_bytes(_TIME_BYTES) + self._signer.signature(_message(text, at))
        return f"— {self.witness.name} {b64encode(body).decode()}\n"


def _message(text: str, at: int) -> bytes:
    return b"cosignature/v1\ntime %d\n" % at + text.encode()
