"""Each subject's access, for a whole part by one statement; and the one commitment that covers them all.

The part is one event of the log. Its root stands for a list of commitments, one for each subject, salted: it says of
nobody that they were in it, and shows each of them that they were.
"""

import os
import uuid
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Final

import msgspec
from django.db import connection

from clearway.core.kernel import canonical
from clearway.core.kernel.merkle import CompactRange, leaf_hash
from clearway.core.share import Ruling
from clearway.hub.distribution import events
from clearway.hub.exchange import public as exchange
from clearway.platform.events.event import committed_bytes
from clearway.platform.transparency.commitments import COMMITMENT_BYTES, SALT_BYTES, commitment

#: So many bytes of an access's number are those of its sending; the others are its place there.
STEM_BYTES: Final = 12
_KEEP: Final = """
WITH who AS (
    SELECT %(about)s || key AS subject, place, rule, basis, basis_is
    FROM unnest(%(keys)s::text[], %(rules)s::text[], %(bases)s::text[], %(bases_are)s::text[])
         WITH ORDINALITY AS one (key, rule, basis, basis_is, place)
), counted AS (
    INSERT INTO exchange_subject AS s (name, accesses) SELECT subject, 1 FROM who ORDER BY subject
    ON CONFLICT (name) DO UPDATE SET accesses = s.accesses + 1 RETURNING s.name, s.accesses
), numbered AS MATERIALIZED (
    SELECT who.*, counted.accesses AS ordinal FROM who JOIN counted ON counted.name = who.subject
), kept AS (
    INSERT INTO exchange_access (number, at, subject, ordinal, kind, holder, organisation, office, official,
                                 official_number, article, case_number, names, outcome, rule, basis, basis_is,
                                 missing, concealment)
    SELECT encode(%(stem)s::bytea || int4send((place - 1)::int), 'hex')::uuid, %(at)s, subject, ordinal, %(kind)s,
           %(holder)s, %(organisation)s, %(office)s, %(official)s, %(official_number)s, %(article)s, '', %(names)s,
           'answered', rule, basis, basis_is, '{}', ''
    FROM numbered ORDER BY place
)
SELECT array_agg(ordinal ORDER BY place) FROM numbered
"""


class Going(msgspec.Struct, frozen=True):
    """What goes out in a part, and to whom."""

    distribution: str
    part: int
    about: str
    kind: str
    holder: str
    organisation: str
    office: str
    official: str
    article: str
    names: tuple[str, ...]
    at: datetime


class Evidence(msgspec.Struct, frozen=True):
    """What proves a sending: a commitment for each subject in order, the salts, and the root over all."""

    stem: bytes
    commitments: bytes
    salts: bytes
    root: bytes


def keep(going: Going, keys: Sequence[str], rulings: Sequence[Ruling]) -> Evidence:
    """Every subject's access is on record, with its number among theirs; in the transaction of the sending."""
    stem = new_stem()
    official_number = exchange.number_of(going.official)
    values = {
        **msgspec.structs.asdict(going),
        "about": f"{going.about}/",
        "stem": stem,
        "official_number": official_number,
        "names": list(going.names),
        "keys": list(keys),
        "rules": [one.rule for one in rulings],
        "bases": [one.basis for one in rulings],
        "bases_are": [one.basis_is for one in rulings],
    }
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, values)
        [ordinals] = cursor.fetchone()
    salts = os.urandom(SALT_BYTES * len(keys))
    leaves = bytearray()
    for place, (key, ruling, ordinal) in enumerate(zip(keys, rulings, ordinals or [], strict=True)):
        said = statement(going, key, ruling, ordinal, access_number(stem, place), official_number)
        leaves += sha256(salts[place * SALT_BYTES : (place + 1) * SALT_BYTES] + said).digest()
    return Evidence(stem, bytes(leaves), salts, root_of(bytes(leaves)))


def statement(going: Going, key: str, ruling: Ruling, ordinal: int, access: str, official_number: str) -> bytes:
    """What is told one subject, in the canonical bytes of an event; a commitment is made over them."""
    facts = events.Sent(
        access=access,
        ordinal=ordinal,
        distribution=going.distribution,
        part=going.part,
        kind=going.kind,
        holder=going.holder,
        organisation=going.organisation,
        article=going.article,
        names=going.names,
        rule=ruling.rule,
        basis=ruling.basis,
        basis_is=ruling.basis_is,
    )
    subject, actor = f"{going.about}/{key}", f"official:{official_number}"
    return committed_bytes(events.Sent.name, at=going.at, subject=subject, actor=actor, facts=canonical.encode(facts))


def leaves_of(commitments: bytes) -> list[bytes]:
    """The leaves of a root, in their order."""
    return [leaf_hash(commitments[at : at + COMMITMENT_BYTES]) for at in range(0, len(commitments), COMMITMENT_BYTES)]


def root_of(commitments: bytes) -> bytes:
    """The root over a list of commitments."""
    return CompactRange().extended(leaves_of(commitments))[0].root()


def new_stem() -> bytes:
    """The beginning of the numbers of one sending's accesses, of the free form of RFC 9562 (version 8)."""
    stem = bytearray(os.urandom(STEM_BYTES))
    stem[6] = stem[6] & 0x0F | 0x80
    stem[8] = stem[8] & 0x3F | 0x80
    return bytes(stem)


def access_number(stem: bytes, place: int) -> str:
    """The number of the access at a place of a sending."""
    return str(uuid.UUID(bytes=stem + place.to_bytes(4)))


def place_of(access: str) -> tuple[bytes, int]:
    """The sending that an access's number would be of, and its place there."""
    content = uuid.UUID(access).bytes
    return content[:STEM_BYTES], int.from_bytes(content[STEM_BYTES:])


def is_committed(content: bytes, salt: bytes, committed: bytes) -> bool:
    """Whether a statement is what was committed to; one whose salt was erased leads nowhere."""
    return any(salt) and commitment(salt, content) == committed
