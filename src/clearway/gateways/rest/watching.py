"""What governments' software tells the watch, and asks of it: deliveries of changes, and how far they have come."""

from datetime import date, datetime
from typing import Annotated, Any, Final, Literal

import msgspec

from clearway.gateways.rest.call import Call, Reply, reply_json
from clearway.gateways.rest.problems import TITLES, Refused, set_aside
from clearway.gateways.rest.reading import read
from clearway.gateways.watch.reading import READERS, exact
from clearway.platform.calendar import now
from clearway.platform.identity.actor import Actor, Forbidden
from clearway.watch.findings import public as findings
from clearway.watch.foresight import public as foresight
from clearway.watch.foresight.public import NotBegun, NotForeseen, Row, Said
from clearway.watch.intake import public as intake
from clearway.watch.intake.public import Batch
from clearway.watch.rulebook import public as rulebook
from clearway.watch.rulebook.public import Book

WATERMARK: Final = "X-Watermark"
UNTIL: Final = "X-Changes-Until"
HEADERS: Final = {
    WATERMARK: "The instant up to which the source has told everything with this delivery.",
    UNTIL: "Up to when its changes go, where more of them are still to come; else the watermark.",
}
_LONGEST: Final = 60
#: A form saves so many rows at most.
MOST_CHECKED: Final = 200
_MOST_DIGITS: Final = 18

Instant = Annotated[datetime, msgspec.Meta(tz=True)]


class DeliveryTold(msgspec.Struct, frozen=True, rename="camel"):
    """A delivery that was taken: how many rows it changed."""

    tenant: str
    source: str
    number: int
    watermark: Instant
    applied: int


class ReasonTold(msgspec.Struct, frozen=True, rename="camel"):
    """Why a delivery was set aside: the row and column of it, what was found, what would pass."""

    code: str
    row: int
    column: str
    found: str
    passes: tuple[str, ...]


class AsideTold(msgspec.Struct, frozen=True, rename="camel"):
    """A delivery that was set aside and has not come anew under its number."""

    source: str
    number: int
    taken_at: Instant
    rows: int
    reasons: tuple[ReasonTold, ...]


class SourceTold(msgspec.Struct, frozen=True, rename="camel"):
    """How far a source has delivered: without a gap up to ``number`` and ``reached``."""

    source: str
    number: int
    reached: Instant | None
    seen: Instant | None


class IntakeTold(msgspec.Struct, frozen=True, rename="camel"):
    """How the deliveries for a government stand."""

    tenant: str
    sources: tuple[SourceTold, ...]
    aside: tuple[AsideTold, ...]


class RowAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row as it is about to be saved, or what identifies one that is about to be deleted."""

    source: Annotated[str, msgspec.Meta(max_length=_LONGEST)]
    row: dict[str, Any]
    op: Literal["upsert", "delete"] = "upsert"


class CheckAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Rows that are about to be saved together; ``tenant`` is the client's own government where it is left out."""

    rows: Annotated[list[RowAsked], msgspec.Meta(min_length=1, max_length=MOST_CHECKED)]
    tenant: Annotated[str, msgspec.Meta(max_length=_LONGEST)] = ""


class CheckTold(msgspec.Struct, frozen=True, rename="camel"):
    """What the watch would find; ``later`` are scenarios that can only be asked once the rows are delivered."""

    tenant: str
    day: date
    findings: tuple[Said, ...]
    later: tuple[str, ...]


def check_rows(call: Call) -> Reply:
    """What rows would open, change and settle if they were saved now; nothing is written."""
    asked = read(call.content, CheckAsked, float_hook=exact)
    tenant, book = government(call.actor, asked.tenant or call.actor.office or "")
    try:
        found = foresight.foresee(tenant, [Row(one.source, one.op, one.row) for one in asked.rows], book)
    except NotForeseen as error:
        return set_aside(error.reasons, call.language, title=TITLES["WAT-ROWS"])
    except NotBegun:
        raise Refused(503, "The watch has not begun; send the same again in a moment.") from None
    live = {one.card.id for one in book.scenarios if one.card.status == "live"}
    findings = tuple(foresight.said(one, book, call.language) for one in found.ahead if one.scenario in live)
    told = CheckTold(tenant, found.day, findings, tuple(one for one in found.later if one in live))
    return reply_json(told, language=call.language)


def deliver(call: Call) -> Reply:
    """Take the changes of a source, whole or not at all; the same delivery again is answered the same."""
    at, source = now(), call.parameters["source"]
    tenant, book = government(call.actor, call.parameters["tenant"])
    if not (source.isprintable() and len(source) <= _LONGEST):
        raise Refused(404, "There is no such source.")
    watermark = _instant(call, WATERMARK)
    until = _instant(call, UNTIL) if call.headers[UNTIL] else None
    changes, unread = READERS[call.content_type](call.content)
    batch = Batch(tenant, source, _number(call), watermark, changes, unread, until)
    taken = findings.deliver(batch, book, at=at)
    if taken.outcome == "aside":
        return set_aside(taken.reasons, call.language, is_other=taken.is_other)
    return reply_json(DeliveryTold(tenant, source, batch.number, watermark, taken.applied))


def deliveries(call: Call) -> Reply:
    """How far each source has delivered for a government, and what was set aside."""
    tenant, _ = government(call.actor, call.parameters["tenant"])
    sources = tuple(SourceTold(one.source, one.number, one.reached, one.seen) for one in intake.standing(tenant))
    return reply_json(IntakeTold(tenant, sources, tuple(map(_aside, intake.aside(tenant)))))


def begun() -> Book:
    """The rulebook at work; without one nothing can be taken yet."""
    book = rulebook.current()
    if book is None or findings.day(book) is None:
        raise Refused(503, "The watch has not begun; send the same again in a moment.")
    return book


def government(actor: Actor, tenant: str) -> tuple[str, Book]:
    """The government that is meant, and its rulebook: the client's own or one within it; others are not known."""
    if not actor.office:
        raise Forbidden(f"{actor.name} acts for no government.")
    book = begun()
    within = {one.code: one.within for one in book.tenants}
    code: str = tenant if tenant in within else ""
    # No government lies deeper than there are governments.
    for _ in within:
        if not code or code == actor.office:
            break
        code = within.get(code, "")
    if not code or code != actor.office:
        raise Refused(404, "There is no such government.")
    return tenant, book


def _aside(one: intake.Aside) -> AsideTold:
    reasons = tuple(ReasonTold(why.code, why.row, why.column, why.found, why.allowed) for why in one.reasons)
    return AsideTold(one.source, one.number, one.taken_at, one.rows, reasons)


def _number(call: Call) -> int:
    said = call.parameters["number"]
    if not (said.isascii() and said.isdigit() and len(said) <= _MOST_DIGITS and int(said) > 0):
        raise Refused(400, "The number of a delivery counts from 1.", at="path/number", passes="the next number")
    return int(said)


def _instant(call: Call, name: str) -> datetime:
    try:
        found = datetime.fromisoformat(call.headers[name])
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise Refused(
            400, "A delivery says up to which instant its source has told everything.", at=f"header/{name}",
            passes="2026-01-31T09:00:00+09:00",
        )  # fmt: skip
    return found
