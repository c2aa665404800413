"""Flags are raised: once for a look-up and a pattern, and once for what an official goes on doing."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Final

from clearway.core.law.accountability import Pattern
from clearway.core.share.explained import Flag
from clearway.hub.exchange.public import Accessed
from clearway.hub.misuse import events, models
from clearway.platform.database import rows
from clearway.platform.events import log

#: Patterns that count: what goes on is one flag, whose count grows. Some count about one subject, some about all.
_ABOUT_ONE: Final = frozenset({"celebrity", "repeat"})
_ABOUT_ALL: Final = frozenset({"scraping", "sequence"})
_COLUMNS: Final = tuple(field.column for field in models.Flag._meta.concrete_fields)

Episode = tuple[str, str, str, str]


class Flagging:
    """Flags for a number of look-ups, told first to last, and written together."""

    def __init__(self, accesses: Sequence[Accessed]) -> None:
        """What has been flagged about these look-ups already."""
        flagged = models.Flag.objects.filter(access__in=[one.number for one in accesses])
        self._known = {(str(access), code) for access, code in flagged.values_list("access", "code")}
        self._open: dict[Episode, models.Flag | None] = {}
        self._new: dict[str, models.Flag] = {}
        self._grown: dict[str, models.Flag] = {}

    def add(self, one: Accessed, flags: Iterable[Flag], patterns: Iterable[Pattern], explanation: str) -> None:
        """Keep what was flagged about one look-up."""
        by_code = {pattern.code: pattern for pattern in patterns}
        for flag in flags:
            if (one.number, flag.code) in self._known:
                continue
            row = self._going_on(one, flag, by_code[flag.code])
            if row is None:
                self._raise(one, flag, by_code[flag.code], explanation)
            elif int(flag.facts["found"]) > int(row.facts.get("found", 0)):
                row.facts = flag.facts
                self._grown[str(row.number)] = row

    def close(self) -> None:
        """Write down what is new, and how far that has come which goes on."""
        rows.insert(models.Flag, [{name: getattr(row, name) for name in _COLUMNS} for row in self._new.values()])
        models.Flag.objects.bulk_update(
            (row for number, row in self._grown.items() if number not in self._new), ["facts"]
        )
        for organisation, raised in _by_organisation(self._new.values()).items():
            told = [
                events.Flagged(flag=str(row.number), access=str(row.access), code=row.code, weight=row.weight)
                for row in raised
            ]
            at = max(row.raised_at for row in raised)
            log.record(*told, subject=f"organisation/{organisation}", actor="clearway", at=at)

    def _going_on(self, one: Accessed, flag: Flag, pattern: Pattern) -> models.Flag | None:
        """The open flag that this belongs to, where the official goes on with what was flagged already."""
        if flag.code not in _ABOUT_ONE | _ABOUT_ALL:
            return None
        episode = _episode(one, flag)
        if episode not in self._open:
            open_flags = models.Flag.objects.filter(
                organisation=one.organisation, official=one.official, code=flag.code, state="open",
                looked_at__lte=one.at,
            )  # fmt: skip
            mine = open_flags.filter(subject=one.subject) if flag.code in _ABOUT_ONE else open_flags
            self._open[episode] = mine.order_by("-looked_at").first()
        row = self._open[episode]
        return row if row is not None and row.looked_at >= one.at - timedelta(hours=pattern.within) else None

    def _raise(self, one: Accessed, flag: Flag, pattern: Pattern, explanation: str) -> None:
        row = models.Flag(
            access=one.number, code=flag.code, weight=flag.weight, facts=flag.facts, law=pattern.law,
            raised_at=one.at, looked_at=one.at, subject=one.subject, kind=one.kind, holder=one.holder,
            organisation=one.organisation, office=one.office, official=one.official,
            official_number=one.official_number, article=one.article, case_number=one.case_number,
            explanation=explanation,
        )  # fmt: skip
        self._known.add((one.number, flag.code))
        self._open[_episode(one, flag)] = self._new[str(row.number)] = row


def _by_organisation(flags: Iterable[models.Flag]) -> dict[str, list[models.Flag]]:
    found: dict[str, list[models.Flag]] = {}
    for row in flags:
        found.setdefault(row.organisation, []).append(row)
    return found


def _episode(one: Accessed, flag: Flag) -> Episode:
    return flag.code, one.organisation, one.official, one.subject if flag.code in _ABOUT_ONE else ""
