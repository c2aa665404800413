"""Whether a kind may be sent in bulk, and about whom: by the same decision that judges a single look-up.

An agreement is of a form that allows bulk where it is for the role of a data receiver. Without an exemption by law
each subject's own consent must stand; who has given none, or has withdrawn it, is left out.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Final

import msgspec

from clearway.core.law.information import InformationKind
from clearway.core.share import BoundMissing, Consent, Question, Ruling, World, decide, minimised
from clearway.core.share.purpose import UNKNOWN, Denial
from clearway.hub.agreements import public as agreements
from clearway.hub.consents.public import many as consents
from clearway.hub.distribution.errors import BoundLacking
from clearway.hub.exchange.public import Denied, Setting
from clearway.platform.identity.actor import Actor

#: The role for which agreements allow bulk.
RECEIVER: Final = "data receiver"
#: Something of each type that a bound can be tried against.
_SAMPLES: Final = {"text": "x", "date": "2000-01-01", "amount": "1", "number": "1", "flag": "true"}
_SOME_DAY: Final = date(2000, 1, 1)


class Wanted(msgspec.Struct, frozen=True):
    """What is to be received: names of a kind, for an article; ``bounds`` are for predicates."""

    kind: str
    names: frozenset[str]
    article: str
    bounds: Mapping[str, str] = {}


class Judged(msgspec.Struct, frozen=True):
    """What allows a sending: one ruling for everybody, or each subject's own where consents decide."""

    everybody: Ruling | None
    each: dict[str, Ruling] = {}

    def of(self, key: str) -> Ruling | None:
        """What allows that a subject's data are sent; nothing where they are left out."""
        return self.everybody or self.each.get(key)


def question(wanted: Wanted, *, by: Actor, at: datetime) -> Question:
    """What is wanted, asked about nobody yet, by whoever asks."""
    return Question(
        kind=wanted.kind,
        names=wanted.names,
        subject="",
        organisation=by.party or by.office or "",
        office=by.office or "",
        official=by.name,
        roles=frozenset({RECEIVER}),
        article=wanted.article,
        at=at,
        assurance=by.assurance,
    )


def judged(asked: Question, setting: Setting, keys: Collection[str], *, locked: bool = False) -> Judged:
    """What allows that these subjects' data are sent now; ``Denied`` where no agreement does.

    ``locked`` keeps whoever suspends the agreement or withdraws waiting until the transaction ends.
    """
    known = World(
        kinds=setting.catalogue.kinds,
        articles=setting.catalogue.articles,
        agreements=agreements.about(asked.kind, asked.organisation, locked=locked),
        consents=(),
        hours=setting.hours,
    )
    everybody = decide(asked, known)
    if everybody.is_allowed:
        return Judged(everybody)
    _must_serve_somebody(asked, known)
    said = consents.of_many(keys, asked.organisation, asked.kind, locked=locked)
    each: dict[str, Ruling] = {}
    for key, theirs in said.items():
        replaced = msgspec.structs.replace
        ruling = decide(replaced(asked, subject=key), replaced(known, consents=theirs))
        if ruling.is_allowed:
            each[key] = ruling
    return Judged(None, each)


def kind_of(wanted: Wanted, setting: Setting) -> InformationKind:
    """The kind, with every bound that its predicates need; ``Denied`` where the catalogue has no such kind."""
    kind = setting.catalogue.kinds.get(wanted.kind)
    if kind is None:
        raise Denied(Ruling(is_allowed=False, denials=(Denial(UNKNOWN, "", wanted.kind or "-"),)))
    for name in sorted(wanted.names & kind.predicates.keys()):
        field = kind.fields[kind.predicates[name].field]
        try:
            tried = {field.name: _SAMPLES[field.type]}
            minimised(kind, [name], tried, on=_SOME_DAY, bounds=wanted.bounds)
        except BoundMissing as error:
            raise BoundLacking(name=error.name, type=error.type) from None
    return kind


def _must_serve_somebody(asked: Question, known: World) -> None:
    """Where even somebody who has allowed everything could not be sent, no consent helps."""
    willing = Consent("-", "", asked.organisation, asked.kind, asked.article, asked.names, asked.at)
    ruling = decide(asked, msgspec.structs.replace(known, consents=(willing,)))
    if not ruling.is_allowed:
        raise Denied(ruling)
