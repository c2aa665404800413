"""What organisations send and get about consents, in JSON."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from clearway.gateways.hub.forms import Code, Key, Name, Short
from clearway.hub.consents.public import Asked

State = Literal["asked", "given", "refused", "withdrawn", "over"]


class NewConsent(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What a person is asked to allow: names of a kind, for an article; ``official`` is who asks."""

    subject: Key
    kind: Code
    names: Annotated[frozenset[Name], msgspec.Meta(min_length=1, max_length=50)]
    article: Code
    official: Short


class ConsentTold(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """A consent as it stands; ``over`` is one whose end has come."""

    number: str
    subject: str
    kind: str
    names: tuple[str, ...]
    article: str
    state: State
    asked_at: datetime
    since: datetime | None = None
    until: datetime | None = None
    withdrawn_at: datetime | None = None


def told(one: Asked, at: datetime) -> ConsentTold:
    """A consent as the organisation that asked for it is told of it; who decided is none of its business."""
    state = msgspec.convert(one.stands(at), State)
    return ConsentTold(
        one.number, one.subject, one.kind, one.grants, one.article, state, one.asked_at, one.since, one.until,
        one.withdrawn_at,
    )  # fmt: skip
