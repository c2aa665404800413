"""Who is given a file: chance decides, weighed by the work each officer has in hand, so that nobody chooses."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

import msgspec


class Work(msgspec.Struct, frozen=True):
    """A file that waits for an officer, and who must not be given it because they have a part in it."""

    id: int
    excluded: frozenset[str] = frozenset()


def shares(loads: Mapping[str, int], excluded: frozenset[str] = frozenset()) -> dict[str, Fraction]:
    """Each officer's chance: the less work in hand, the greater; together they are one, or nobody is left.

    Somebody with nothing in hand is twice as likely as somebody with one file, three times as with two.
    """
    weights = {name: Fraction(1, 1 + open_work) for name, open_work in loads.items() if name not in excluded}
    whole = sum(weights.values())
    return {name: weights[name] / whole for name in sorted(weights)}


def drawn(loads: Mapping[str, int], draw: Decimal, excluded: frozenset[str] = frozenset()) -> str | None:
    """The officer that a draw in [0, 1) falls on; nobody where all are excluded."""
    chances = shares(loads, excluded)
    mark, reached, last = Fraction(draw), Fraction(0), None
    for name, share in chances.items():
        reached, last = reached + share, name
        if mark < reached:
            break
    return last


def assign(waiting: Sequence[Work], loads: Mapping[str, int], draws: Sequence[Decimal]) -> dict[int, str]:
    """Give a batch of files out one by one, each with its own draw; what is given counts at once as work in hand."""
    hands, given = dict(loads), {}
    for work, draw in zip(waiting, draws, strict=True):
        officer = drawn(hands, draw, work.excluded)
        if officer is not None:
            given[work.id] = officer
            hands[officer] += 1
    return given
