"""What proves to a subject that they were in a part: from what they are told to the part's root, and to the log."""

from base64 import b64decode, b64encode
from typing import Final

import msgspec
from django.db import transaction

from clearway.core.kernel import canonical
from clearway.core.kernel.merkle import NodeSource, fold, inclusion_proof, leaf_hash, verify_inclusion
from clearway.core.share import Ruling
from clearway.hub.distribution import errors, events, models, recording
from clearway.hub.exchange import public as exchange
from clearway.hub.exchange.public import Accessed
from clearway.platform.events import evidence
from clearway.platform.transparency import errors as refusals
from clearway.platform.transparency import proofs
from clearway.platform.transparency.commitments import COMMITMENT_BYTES, SALT_BYTES, commitment
from clearway.platform.transparency.verify import Bundle, Proven, Refuted, verify_bundle

FORMAT: Final = "clearway.part-proof.v1"


class PartProof(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one subject is told, its place among all of its part, and the part's own proof."""

    format: str
    event: str
    salt: str
    place: int
    count: int
    path: list[str]
    part: Bundle


def proof_of(access: str, subject: str) -> bytes | None:
    """The proof of one access about a subject that was of a part; nothing where it was of none."""
    stem, place = recording.place_of(access)
    sending = models.Sending.objects.filter(stem=stem).select_related("part__distribution").first()
    found = exchange.one(access, subject)
    if sending is None or found is None:
        return None
    said, salt = _said(sending, found), _cut(bytes(sending.salts), place, SALT_BYTES)
    if not recording.is_committed(said, salt, _cut(bytes(sending.commitments), place, COMMITMENT_BYTES)):
        raise errors.SaltErased
    leaves = recording.leaves_of(bytes(sending.commitments))
    path = inclusion_proof(place, len(leaves), _nodes(leaves))
    root, about = bytes(sending.root).hex(), f"distribution/{sending.part.distribution_id}"
    event = evidence.find(about, events.PartSent.name, root=root)
    if event is None:
        return None
    bundle = proofs.bundle(event.id, event.committed_bytes, event.salt)
    whole = PartProof(FORMAT, said.decode(), _text(salt), place, len(leaves), [_text(one) for one in path], bundle)
    return canonical.encode(whole)


def verify_part_proof(content: bytes, vkey: str) -> Proven | Refuted:
    """Somebody was in a part exactly as they are told, and the part is in the log as it was signed."""
    try:
        proof = msgspec.json.decode(content, type=PartProof)
        path, salt = [b64decode(one, validate=True) for one in proof.path], b64decode(proof.salt, validate=True)
        leaf = leaf_hash(commitment(salt, proof.event.encode()))
        facts = msgspec.json.decode(proof.part.event, type=_Part).facts
        root = bytes.fromhex(facts.root)
    except (msgspec.MsgspecError, ValueError) as error:
        return Refuted(refusals.BundleMalformed.code, str(error))
    is_of_it = proof.format == FORMAT and proof.count == facts.count
    if not is_of_it or not verify_inclusion(leaf, proof.place, proof.count, path, root):
        return Refuted(refusals.NotIncluded.code, "what is told is not of the part")
    return verify_bundle(proof.part.encoded(), vkey)


@transaction.atomic
def erase(access: str) -> bool:
    """What one subject was told of a part can be shown no more: its salt is gone, and every root stands."""
    stem, place = recording.place_of(access)
    sending = models.Sending.objects.select_for_update().filter(stem=stem).first()
    if sending is None or (place + 1) * SALT_BYTES > len(sending.salts):
        return False
    salts = bytearray(sending.salts)
    salts[place * SALT_BYTES : (place + 1) * SALT_BYTES] = bytes(SALT_BYTES)
    sending.salts = bytes(salts)
    sending.save(update_fields=["salts"])
    return True


class _Facts(msgspec.Struct):
    """What the log's event says of a part."""

    root: str
    count: int


class _Part(msgspec.Struct):
    """The log's event of a part."""

    facts: _Facts


def _said(sending: models.Sending, found: Accessed) -> bytes:
    """What the subject is told, as it stands now."""
    part = sending.part
    about, _, key = found.subject.partition("/")
    going = recording.Going(
        distribution=str(part.distribution_id),
        part=part.number,
        about=about,
        kind=found.kind,
        holder=found.holder,
        organisation=found.organisation,
        office=found.office,
        official=found.official,
        article=found.article,
        names=found.names,
        at=found.at,
    )
    ruling = Ruling(
        True, found.rule, msgspec.convert(found.basis, type=Ruling.__annotations__["basis"]), found.basis_is
    )
    return recording.statement(going, key, ruling, found.ordinal, found.number, found.official_number)


def _cut(content: bytes, place: int, width: int) -> bytes:
    return content[place * width : (place + 1) * width]


def _nodes(leaves: list[bytes]) -> NodeSource:
    return lambda level, position: fold(leaves[position << level : (position + 1) << level])


def _text(content: bytes) -> str:
    return b64encode(content).decode()
