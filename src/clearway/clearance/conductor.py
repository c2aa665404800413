"""The conductor: takes a message's declaration through the route and answers when that is durable.

It knows the order and nothing else. Deciding is pure and in memory; what registers say is read in one round trip
before, what was decided is written in one round trip after.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from hashlib import sha256

import msgspec

from clearway.clearance import answer, circumstances, errors, waiting, writer
from clearway.clearance.decide import Decision, decide, waits_for
from clearway.clearance.proceed import proceed
from clearway.clearance.record import CODE_VERSION, Record, Submitted
from clearway.core.assess.assessment import Assessment
from clearway.core.facts.answer import Answer
from clearway.core.facts.circumstances import Circumstances
from clearway.core.facts.declaration import Declaration
from clearway.core.kernel import canonical
from clearway.core.law.lawbook import Law
from clearway.core.settle import payer_of
from clearway.platform import numbering
from clearway.platform.calendar import day_in, now
from clearway.platform.identity.actor import Actor
from clearway.platform.numbering import blocks
from clearway.registers.lawbook import public as lawbook
from clearway.stations.duties import public as duties

#: Chunks of a batch are written here while the next ones are decided.
_WRITING = ThreadPoolExecutor(2, thread_name_prefix="writing")


class Checked(msgspec.Struct, frozen=True):
    """What lodging would give, without legal effect."""

    declaration: Declaration
    circumstances: Circumstances
    decision: Decision


def lodge(submitted: Submitted, *, by: Actor) -> Answer:
    """Lodge one original declaration and decide it; the answer is given once it is durable.

    The same declaration again is given the first answer; its reference with other content is refused.
    """
    [answer] = lodge_many([submitted], by=by)
    if isinstance(answer, errors.ClearanceError):
        raise answer
    return answer


def lodge_many(batch: Sequence[Submitted], *, by: Actor) -> list[Answer | errors.ClearanceError]:
    """Lodge many originals; each stands for itself, and their answers come in the same order."""
    return _stored(_prepare(batch, by=by))


def hand_in(batch: Sequence[Submitted], *, by: Actor) -> Callable[[], list[Answer | errors.ClearanceError]]:
    """Decide many originals and have them written meanwhile; what is given back waits for their answers."""
    return _WRITING.submit(_stored, _prepare(batch, by=by)).result


def _stored(prepared: Sequence[writer.Lodged]) -> list[Answer | errors.ClearanceError]:
    written = writer.store(prepared)
    for lodged, one in zip(prepared, written, strict=True):
        if isinstance(one, errors.ClearanceError) or not one.is_new:
            continue
        # A file that waits for nobody goes on before its sender is answered; a repetition has gone on already.
        if lodged.waits_for == "clearance":
            proceed(lodged.id, at=lodged.record.decided_at)
        else:
            waiting.ask_agencies(lodged.id, lodged.declaration, at=lodged.record.decided_at)
    return [one if isinstance(one, errors.ClearanceError) else one.answer for one in written]


def check(declaration: Declaration, *, by: Actor) -> Checked:
    """Decide without lodging: what would be found, owed and selected now. No draw is made."""
    law, known = _now(declaration, by)
    return Checked(declaration, known, decide(declaration, law, known))


def assess(declaration: Declaration, *, by: Actor) -> Assessment:
    """What would be owed now, whatever else is found; nothing is lodged."""
    law, known = _now(declaration, by)
    return duties.assess(declaration, law, known)


def _now(declaration: Declaration, by: Actor) -> tuple[Law, Circumstances]:
    at = now()
    book = lawbook.current(at)
    law = book.on(day_in(book.country.time_zone, at))
    [known] = circumstances.gather(
        [(declaration, _submitter(by))], law=law, at=at, day=law.day, draws=[numbering.NO_DRAW]
    )
    return law, known


def _prepare(batch: Sequence[Submitted], *, by: Actor) -> list[writer.Lodged]:
    by.must("declarations:write")
    for submitted in batch:
        if submitted.declaration.purpose != "original":
            raise errors.PurposeMisplaced(expected="original", found=submitted.declaration.purpose)
    at = now()
    book = lawbook.current(at)
    law = book.on(day_in(book.country.time_zone, at))
    pairs = [(submitted.declaration, _submitter(by)) for submitted in batch]
    draws = [numbering.draw() for _ in batch]
    known = circumstances.gather(pairs, law=law, at=at, day=law.day, draws=draws)
    return [
        _lodged(submitted, one, decide(submitted.declaration, law, one), law=law, at=at, by=by)
        for submitted, one in zip(batch, known, strict=True)
    ]


def _lodged(
    submitted: Submitted,
    known: Circumstances,
    decision: Decision,
    *,
    law: Law,
    at: datetime,
    by: Actor,
) -> writer.Lodged:
    number = blocks.take()
    declaration = submitted.declaration
    facts = canonical.encode(declaration)
    mrn = numbering.movement_reference(number, year=known.day.year, country=law.book.country.code)
    record = Record(
        mrn=mrn,
        version=1,
        decided_at=at,
        facts_hash=f"sha256:{sha256(facts).hexdigest()}",
        lawbook_hash=law.book.hash,
        code_version=CODE_VERSION,
        circumstances=known,
        decision=decision,
    )
    return writer.Lodged(
        id=numbering.in_time_order(number, at),
        key=f"original/{declaration.reference or mrn}",
        format=submitted.format,
        content=submitted.content,
        submitter=known.submitter,
        payer=payer_of(declaration) or known.submitter,
        waits_for=waits_for(decision, law),
        actor=by.name,
        declaration=declaration,
        facts=msgspec.Raw(facts),
        record=record,
        answer=answer.answer_for(declaration, decision, mrn=mrn, version=1, at=at, lodged_at=at),
    )


def _submitter(by: Actor) -> str:
    return by.party or by.name
