"""Keys through time: which thing a number stood for on a day, and under which key its partner is found.

Systems name one thing by different keys: a parcel is split or merged, a number is changed or used again for another
thing, a name is written in another way. What is told of this are changes of keys. A row that names its partner as the
register of it does needs none of them; else the changes are walked as far as they leave one way only. Where two
candidates are left, none is taken.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, Literal

import msgspec

from clearway.core.watch.names import form_of
from clearway.core.watch.sources import Column, Written

ChangeKind = Literal["split", "merge", "renumber", "re-use", "variant"]
#: How a partner was found: as it is called, by a change of keys, by a number that was used again on its day, by
#: another way of writing; or it was not found, or there are several that it could be.
How = Literal["direct", "split", "merge", "renumber", "re-use", "variant", "none", "ambiguous"]
HOWS: Final[tuple[How, ...]] = (
    "direct", "split", "merge", "renumber", "re-use", "variant", "ambiguous", "none",
)  # fmt: skip
#: Along these a later key stands for all of an earlier one; the others leave it open which of several it is.
_ONWARD: Final = ("merge", "renumber", "variant")
_BACK: Final = ("split", "renumber")
_DAY: Final = timedelta(days=1)


class KeyChange(msgspec.Struct, frozen=True, order=True):
    """From a day on a key of a register is another: one of several of a split, one for several after a merge.

    A key that is used again stands for another thing from that day on; its new key is not asked for.
    """

    numbers: str
    kind: ChangeKind
    old: str
    new: str
    since: date


class Thing(msgspec.Struct, frozen=True, order=True):
    """What a key stands for, from the day on which it was used again; from the beginning where it never was."""

    key: str
    since: date | None = None

    def __str__(self) -> str:
        """The key by which rows about the thing are linked."""
        return f"{self.key}@{self.since.isoformat()}" if self.since else self.key


class Link(msgspec.Struct, frozen=True):
    """The key by which a row is linked, and how it was found; no key where it is not known which thing is meant."""

    key: str | None
    how: How


class Lineage:
    """The changes of the keys of one register."""

    def __init__(self, changes: Iterable[KeyChange] = ()) -> None:
        told = sorted(set(changes))
        cuts: dict[str, set[date]] = {}
        for one in told:
            if one.kind == "re-use":
                cuts.setdefault(one.old, set()).add(one.since)
        self._cuts = {key: sorted(days) for key, days in cuts.items()}
        self._onward: dict[Thing, list[tuple[KeyChange, Thing]]] = {}
        self._back: dict[Thing, list[tuple[KeyChange, Thing]]] = {}
        for one in told:
            old, new = self._thing(one.old, one.since - _DAY), self._thing(one.new, one.since)
            # A parcel that keeps its number when parts of it go is not another thing by that.
            if one.kind != "re-use" and old != new:
                self._onward.setdefault(old, []).append((one, new))
                self._back.setdefault(new, []).append((one, old))

    def is_reused(self, key: str) -> bool:
        """Whether a key has stood for more than one thing."""
        return key in self._cuts

    def thing(self, key: str, day: date | None) -> Thing | None:
        """What a key stands for on a day; nothing is said of a key that was used again where the day is not known."""
        if key not in self._cuts:
            return Thing(key)
        return None if day is None else self._thing(key, day)

    def others(self, thing: Thing) -> Iterator[tuple[Thing, ChangeKind, bool]]:
        """Other keys of a thing, of what it came from and has become: by which kind of change, and whether surely."""
        if thing in self._onward:
            yield from self._walk(thing, self._onward, _ONWARD, later=True)
        if thing in self._back:
            yield from self._walk(thing, self._back, _BACK, later=False)

    def _thing(self, key: str, day: date) -> Thing:
        cuts = self._cuts.get(key, [])
        place = bisect_right(cuts, day)
        return Thing(key, cuts[place - 1] if place else None)

    def _walk(
        self,
        thing: Thing,
        steps: Mapping[Thing, Sequence[tuple[KeyChange, Thing]]],
        sure: Sequence[ChangeKind],
        *,
        later: bool,
    ) -> Iterator[tuple[Thing, ChangeKind, bool]]:
        """Changes follow one another in time; one that is not of the direction belongs to another life of the key."""
        seen = {thing}
        waiting: list[tuple[Thing, date | None, ChangeKind | None, bool]] = [(thing, None, None, True)]
        while waiting:
            here, day, first, is_sure = waiting.pop(0)
            ways = [
                (change, to)
                for change, to in steps.get(here, ())
                if day is None or (change.since >= day if later else change.since <= day)
            ]
            is_one = is_sure and len({to for _, to in ways}) == 1 and all(one.kind in sure for one, _ in ways)
            for change, to in ways:
                if to not in seen:
                    seen.add(to)
                    kind = first or change.kind
                    waiting.append((to, change.since, kind, is_one))
                    yield to, kind, is_one


class Register(msgspec.Struct, frozen=True):
    """A register as a row that points to it sees it: its changes, the keys it holds, and what they look like.

    ``holds`` are the keys under which its rows are linked; ``alike`` are its keys as they came, by their plain form.
    """

    lineage: Lineage
    holds: Collection[str]
    written: Written = ""
    alike: Mapping[str, Sequence[str]] = msgspec.field(default_factory=dict)


def own(key: str, day: date | None, lineage: Lineage) -> Link:
    """How the key of a register's own row is linked: by the thing it stands for on its day."""
    thing = lineage.thing(key, day)
    if thing is None:
        return Link(None, "ambiguous")
    return Link(str(thing), "re-use" if lineage.is_reused(key) else "direct")


def link(key: str, day: date | None, registers: Sequence[Register]) -> Link:
    """The key by which a row that points to one of several registers is linked.

    A partner under the row's own key comes first; then one by changes of keys; then one that is written otherwise.
    """
    things = [one.lineage.thing(key, day) for one in registers]
    if None in things:
        return Link(None, "ambiguous")
    named = [(register, thing) for register, thing in zip(registers, things, strict=True) if thing is not None]
    kept = max((str(thing) for _, thing in named), default=key)
    for register, thing in named:
        if str(thing) in register.holds:
            return Link(str(thing), "re-use" if register.lineage.is_reused(key) else "direct")
    for candidates in (_by_changes, _by_form):
        found = {one for register, thing in named for one in candidates(register, thing, key, day)}
        if found:
            # Two ways to one thing are one candidate.
            is_one = len({text for text, _, _ in found}) == 1 and all(is_sure for _, _, is_sure in found)
            text, how, _ = min(found)
            return Link(text, how) if is_one else Link(kept, "ambiguous")
    return Link(kept, "none")


_Candidate = tuple[str, How, bool]


def _by_changes(register: Register, thing: Thing, _key: str, _day: date | None) -> Iterator[_Candidate]:
    for other, kind, is_sure in register.lineage.others(thing):
        if str(other) in register.holds:
            yield str(other), kind, is_sure


def _by_form(register: Register, _thing: Thing, key: str, day: date | None) -> Iterator[_Candidate]:
    for came in register.alike.get(form_of(key, register.written), ()) if register.written else ():
        thing = register.lineage.thing(came, day)
        if thing is not None and came != key and str(thing) in register.holds:
            yield str(thing), "variant", True


def points(column: Column, table: str) -> bool:
    """Whether a column points to another source; the key of a register names only itself."""
    return bool(column.refers) and column.refers != (table,)
