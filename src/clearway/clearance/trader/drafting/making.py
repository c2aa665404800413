"""The declaration that a draft makes just now: a new one, or a lodged one with its changes."""

from collections.abc import Iterator
from typing import Any

import msgspec
from django.http import Http404

from clearway.clearance import reach
from clearway.clearance.conductor import Checked
from clearway.clearance.trader.drafting import recalling
from clearway.clearance.trader.drafting.assembling import Assembled, assembled
from clearway.clearance.trader.drafting.checking import Remark, remarks
from clearway.core.facts.amending import OWN_FIELDS, amended
from clearway.core.facts.basis import Fact, Quantity
from clearway.core.facts.declaration import Declaration
from clearway.core.law.lawbook import Law
from clearway.platform.identity.actor import Actor
from clearway.stations.declarations import public as declarations
from clearway.stations.declarations.public import DeclarationFile
from clearway.stations.drafts.public import Draft


class Made(msgspec.Struct, frozen=True):
    """What a draft says: whole, as the message to send, and the places that an amendment changes.

    An amendment is decided for the ``submitter`` of what it changes, whoever sends it.
    """

    assembled: Assembled
    before: Declaration | None = None
    paths: tuple[str, ...] = ()
    submitter: str = ""


def made(draft: Draft, law: Law) -> Made:
    """What the draft makes; for an amendment, the lodged declaration with the changed places."""
    now = assembled(draft, law)
    if not draft.is_amendment:
        return Made(now)
    file, lodged = _lodged(draft)
    answers, rows = recalling.recalled(lodged)
    then = assembled(msgspec.structs.replace(draft, answers=answers, rows=rows), law)
    places = changed(then.declaration, now.declaration)
    paths = tuple(one for one in places if one.partition("/")[0] not in OWN_FIELDS)
    whole = amended(lodged, now.declaration, paths) if paths else lodged
    return Made(Assembled(whole, now.misread), lodged, paths, file.submitter)


def remarks_on(draft: Draft, law: Law, *, by: Actor) -> tuple[Remark, ...]:
    """Everything there is to say about a draft just now."""
    return looked_at(draft, law, by=by)[2]


def looked_at(draft: Draft, law: Law, *, by: Actor) -> tuple[Made, Checked, tuple[Remark, ...]]:
    """A draft, what would be decided on it now, and everything there is to say about it."""
    one = made(draft, law)
    if one.submitter:
        by = msgspec.structs.replace(by, party=one.submitter)
    return (one, *remarks(draft, one.assembled, by=by))


def changed(then: Any, now: Any, at: str = "") -> Iterator[str]:
    """The places in which two declarations differ, as deep as they are told apart."""
    if then == now:
        return
    if isinstance(then, Fact) and isinstance(now, Fact) and not isinstance(then, Quantity):
        for name in then.__struct_fields__:
            yield from changed(getattr(then, name), getattr(now, name), f"{at}/{name}" if at else name)
    elif _are_entries(then, now):
        yield from _entries(then, now, at)
    else:
        yield at


def _are_entries(then: Any, now: Any) -> bool:
    """Lists whose entries are known by their numbers, or which are of one length; others change as a whole."""
    if not isinstance(then, tuple) or not isinstance(now, tuple) or not then or not now:
        return False
    return isinstance(then[0], Fact) and (hasattr(then[0], "sequence") or len(then) == len(now))


def _entries(then: tuple[Any, ...], now: tuple[Any, ...], at: str) -> Iterator[str]:
    mine, theirs = _numbered(then), _numbered(now)
    for number in sorted({*mine, *theirs}):
        if number in mine and number in theirs:
            yield from changed(mine[number], theirs[number], f"{at}/{number}")
        else:
            yield f"{at}/{number}"


def _numbered(entries: tuple[Any, ...]) -> dict[int, Any]:
    return {getattr(one, "sequence", n): one for n, one in enumerate(entries, start=1)}


def _lodged(draft: Draft) -> tuple[DeclarationFile, Declaration]:
    """What may still be acted on: a mandate may have ended since the draft was begun."""
    file = reach.actable(draft.source, draft.party)
    if file is None:
        raise Http404
    return file, declarations.version_of(file.id, file.version).facts
