"""What went before each of many look-ups, counted as they come: the same as ``before`` finds, without looking again.

Whoever judges look-ups one after another would else go through the same earlier ones for each of them.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Hashable, Iterable
from datetime import datetime, timedelta
from typing import Final

from clearway.core.law.accountability import Pattern, PatternCode
from clearway.core.share.explained import Before, Look, number_of, reach, run


class History:
    """Look-ups in the order of time, and what of them matters to the next."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        """Count for these patterns; nothing has happened yet."""
        chosen = list(patterns)
        self._windows = {one.code: _Window(timedelta(hours=one.within)) for one in chosen if one.code in _COUNTED}
        self._cases = _Window(reach(chosen))
        self._first: dict[str, tuple[datetime, str]] = {}

    def add(self, look: Look) -> None:
        """One has happened; none that is added later was before it."""
        for code, window in self._windows.items():
            window.add(_key(code, look), look.at, _value(code, look))
        if look.case:
            self._cases.add((look.organisation, look.case), look.at, look.subject)
        if look.consent and look.case:
            self._first[look.consent] = min(self._first.get(look.consent, (look.at, look.case)), (look.at, look.case))

    def before(self, look: Look) -> Before:
        """What went before one that has not been added."""
        counts: dict[PatternCode, int] = {}
        for code, window in self._windows.items():
            values, mine = window.values(_key(code, look), look.at), _value(code, look)
            if code == "sequence":
                counts[code] = run(number_of(look.subject), values)
            else:
                counts[code] = len(values) + (mine not in values)
        others = self._cases.values((look.organisation, look.case), look.at) if look.case else ()
        is_of_others = len(others) > (look.subject in others)
        return Before(is_of_others, self._first.get(look.consent, (look.at, ""))[1], counts)


class _Window:
    """Which values there were of a key within a span; what is older is forgotten when the key is asked for."""

    def __init__(self, within: timedelta) -> None:
        self._within = within
        self._entries: defaultdict[Hashable, deque[tuple[datetime, Hashable]]] = defaultdict(deque)
        self._values: defaultdict[Hashable, Counter[Hashable]] = defaultdict(Counter)

    def add(self, key: Hashable, at: datetime, value: Hashable) -> None:
        self._entries[key].append((at, value))
        self._values[key][value] += 1

    def values(self, key: Hashable, at: datetime) -> Counter[Hashable]:
        entries, values = self._entries[key], self._values[key]
        while entries and entries[0][0] <= at - self._within:
            _, value = entries.popleft()
            values[value] -= 1
            if not values[value]:
                del values[value]
        return values


#: What each pattern counts, and about what.
_COUNTED: Final[frozenset[PatternCode]] = frozenset({"celebrity", "repeat", "scraping", "sequence"})


def _key(code: PatternCode, look: Look) -> Hashable:
    if code == "celebrity":
        return look.subject
    return (look.official, look.subject) if code == "repeat" else look.official


def _value(code: PatternCode, look: Look) -> Hashable:
    if code == "celebrity":
        return look.official
    if code == "repeat":
        return look.at.date()
    return number_of(look.subject) if code == "sequence" else look.subject
