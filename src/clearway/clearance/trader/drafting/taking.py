"""What a form sends becomes answers: of the fields that were asked, and of nothing else."""

from collections.abc import Iterable

from django.http import QueryDict

from clearway.clearance.trader.drafting import written
from clearway.clearance.trader.drafting.choices import Asked, choices
from clearway.clearance.trader.drafting.questions import Field, of_regime
from clearway.stations.drafts.public import Draft, Row

#: Longer than any field is told to be; what is longer still is no answer.
LONGEST_ANSWER = 1000
MOST_ROWS = 200
#: Goods go where their receiver is, and come from where their sender is, until somebody says otherwise.
FOLLOWS = {"destination": "receiver_country", "dispatch": "sender_country"}


def answers(sent: QueryDict, asked: Iterable[Field], given: Asked, *, prefix: str = "") -> Row:
    """The answers of a page, or of one row; a code that may not be chosen is no answer."""
    found = {}
    for field in of_regime(tuple(asked), given.regime):
        name = f"{prefix}{field.name}"
        if name in sent or field.kind != "radio":
            found[field.name] = _answer(field, sent.get(name, ""), given)
    return found


def rows(sent: QueryDict, asked: Iterable[Field], given: Asked, *, name: str) -> list[Row]:
    """The rows of a page that say anything, in their order."""
    fields = tuple(asked)
    numbers = range(1, MOST_ROWS + 1)
    last = max((n for n in numbers if any(f"{name}-{n}-{field.name}" in sent for field in fields)), default=0)
    found = [answers(sent, fields, given, prefix=f"{name}-{n}-") for n in range(1, last + 1)]
    return [{field: value for field, value in row.items() if value} for row in found if any(row.values())]


def followed(draft: Draft, now: Row) -> Row:
    """What a later question is answered with already; a lodged declaration is changed by its trader alone."""
    if draft.is_amendment:
        return {}
    return {name: now[country] for name, country in FOLLOWS.items() if now.get(country) and _follows(draft, name)}


def _follows(draft: Draft, name: str) -> bool:
    """Whether the country is still open, or still the one of the other answer."""
    return draft.answers.get(name, "") in ("", draft.answers.get(FOLLOWS[name], ""))


def _answer(field: Field, text: str, given: Asked) -> str:
    plain = " ".join(text.replace("\x00", "").split())[:LONGEST_ANSWER]
    if field.kind == "number":
        return written.as_digits(plain)
    if field.kind in ("select", "radio"):
        return plain if any(one.code == plain for one in choices(field.choices, given)) else ""
    return plain
