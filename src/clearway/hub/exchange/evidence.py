"""The evidence of look-ups: accesses are written in groups by one statement, which judges last.

Under a shared lock of the agreement and the consent that an answer rests on, the statement looks whether both still
stand, counts the access among its subject's, keeps it and tells the log of it. What has gone meanwhile is not
written, and its answer not shown. Only the statement knows an access's number among its subject's and whether it is
concealed; both are put into the facts of the event there, and the commitment is made over the whole.
"""

import os
import threading
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

import msgspec
import psycopg
from django.conf import settings
from django.db import connection
from django.utils.crypto import salted_hmac

from clearway.core.kernel import canonical
from clearway.core.share import Question, Ruling
from clearway.hub.exchange import events, sealing
from clearway.hub.exchange.sealing import Sealed
from clearway.platform.database.group import GroupCommit
from clearway.platform.database.hot import CountingConnection
from clearway.platform.events import wake
from clearway.platform.events.event import committed_bytes

#: Officials are told apart by so many characters.
_NUMBER_LENGTH: Final = 10
WRITE: Final = "SELECT ordinal FROM exchange_write(%s::jsonb) ORDER BY place"
#: Where the statement puts what it alone knows. No text of an event can look so, since quotes are escaped in it.
_CONCEALMENT, _ORDINAL, _FACTS = b'"concealment":"', b',"ordinal":', b',"facts":'
#: Outcomes by which something was shown; these rest on an agreement, and perhaps on a consent.
_SHOWN: Final = ("answered", "not-found")


class Access(msgspec.Struct, frozen=True):
    """One look-up as it is to be kept; ``about`` is its subject as the log names it, ``person/<number>``.

    ``shown`` is the hash of what is shown by it, which is kept nowhere but in the seal.
    """

    number: str
    asked: Question
    about: str
    holder: str
    ruling: Ruling
    outcome: str
    at: datetime
    shown: str = ""


class Kept(msgspec.Struct, frozen=True):
    """An access on record: its number among its subject's, and the seal of what was shown by it."""

    ordinal: int
    seal: str = ""


class _Row(msgspec.Struct, omit_defaults=True):
    """What the statement is given; the guards are absent where nothing is to be held."""

    number: str
    at: datetime
    subject: str
    kind: str
    holder: str
    organisation: str
    office: str
    official: str
    official_number: str
    article: str
    case_number: str
    names: list[str]
    outcome: str
    rule: str
    basis: str
    basis_is: str
    missing: list[str]
    type: str
    actor: str
    salt: str
    said: tuple[str, ...]
    agreement: str | None = None
    version: int | None = None
    consent: str | None = None


_opened: dict[str, GroupCommit[Access, Kept | None]] = {}
_opening = threading.Lock()


def keep(access: Access) -> Kept | None:
    """Keep an access and wait until it is durable.

    ``None`` where what it rests on stands no more: nothing was kept, and nothing may be shown. A caller that has a
    transaction open writes within it; all others are written together with whoever waits.
    """
    if connection.in_atomic_block:
        return sealed([access], write(connection.connection, [access]))[0]
    [outcome] = _writer().commit([access])
    if isinstance(outcome, psycopg.Error):
        raise outcome
    return outcome


def write(store: psycopg.Connection[Any], group: Sequence[Access]) -> list[int | None]:
    """Write a group in one transaction; each one's number among its subject's, where it was kept."""
    return [row[0] for row in store.execute(WRITE, (rows(group),)).fetchall()]


def sealed(group: Sequence[Access], ordinals: Sequence[int | None]) -> list[Kept | None]:
    """What became of a group that was written; whatever was shown by it is sealed, all at once."""
    found = [Kept(ordinal) if ordinal is not None else None for ordinal in ordinals]
    shown = [at for at, one in enumerate(group) if one.outcome in _SHOWN and found[at] is not None]
    leaves = [Sealed(group[at].number, group[at].at, ordinals[at] or 0, group[at].shown) for at in shown]
    for at, seal in zip(shown, sealing.sealed(leaves), strict=True):
        found[at] = Kept(ordinals[at] or 0, seal)
    return found


def rows(group: Sequence[Access]) -> str:
    """A group as the statement takes it."""
    return msgspec.json.encode([_row(one) for one in group]).decode()


def close() -> None:
    """Close the connections of the writer, for tests and at the end."""
    with _opening:
        for one in _opened.values():
            one.close()
        _opened.clear()


@lru_cache(maxsize=4096)
def number_of(official: str) -> str:
    """The number under which a subject knows an official: always the same, and no way back to the name without us."""
    digest: str = salted_hmac("clearway officials", official, algorithm="sha256").hexdigest()
    return digest[:_NUMBER_LENGTH].upper()


def _writer() -> GroupCommit[Access, Kept | None]:
    if "writer" not in _opened:
        with _opening:
            _opened.setdefault("writer", GroupCommit(_write, lanes=settings.CLEARWAY_WRITERS))
    return _opened["writer"]


def _write(store: CountingConnection, group: list[Access]) -> list[Kept | None]:
    found = write(store, group)
    wake.readers(store)
    return sealed(group, found)


def _row(access: Access) -> _Row:
    asked, ruling = access.asked, access.ruling
    row = _Row(
        number=access.number,
        at=access.at,
        subject=access.about,
        kind=asked.kind,
        holder=access.holder,
        organisation=asked.organisation,
        office=asked.office,
        official=asked.official,
        official_number=number_of(asked.official),
        article=asked.article,
        case_number=asked.case.number if asked.case else "",
        names=sorted(asked.names),
        outcome=access.outcome,
        rule=ruling.rule,
        basis=ruling.basis,
        basis_is=ruling.basis_is,
        missing=[one.code for one in ruling.denials],
        type=events.LookedUp.name,
        actor="",
        salt=os.urandom(16).hex(),
        said=(),
    )
    row.actor = f"official:{row.official_number}"
    row.said = _said(row)
    if access.outcome in _SHOWN:
        row.agreement, _, version = ruling.rule.rpartition("/")
        row.version = int(version)
        row.consent = ruling.basis_is if ruling.basis == "consent" else None
    return row


def _said(row: _Row) -> tuple[str, ...]:
    """The canonical bytes of the event, cut where the facts begin and end and where the statement fills them in."""
    event = events.LookedUp(
        access=row.number,
        ordinal=0,
        kind=row.kind,
        holder=row.holder,
        organisation=row.organisation,
        article=row.article,
        names=tuple(row.names),
        outcome=row.outcome,
        rule=row.rule,
        basis=row.basis,
        missing=tuple(row.missing),
    )
    facts = canonical.encode(event)
    before, mark, rest = facts.partition(_CONCEALMENT)
    between, ordinal, after = rest.partition(_ORDINAL)
    whole = committed_bytes(row.type, at=row.at, subject=row.subject, actor=row.actor, facts=b"")
    head, begin, tail = whole.partition(_FACTS)
    # The number that stood in for the ordinal has one digit.
    cut = (head + begin, before + mark, between + ordinal, after[1:], tail)
    return tuple(one.decode() for one in cut)
