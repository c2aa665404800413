"""What is known around look-ups: posts, cases, what the two are to each other, and earlier look-ups.

Read for many at once, in a number of statements that does not grow with them: whoever watches must not be slower
than those who look.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any, Final

from django.db import connection

from clearway.core.law.accountability import Pattern
from clearway.core.share.explained import Assignment, Before, Known, Look, Person, Post, Relation, reach, related
from clearway.core.share.history import History
from clearway.hub.misuse import models
from clearway.hub.misuse.marks import mark

#: No pattern looks at more earlier look-ups of one official, subject or case than these, ...
_MOST_PAST: Final = 200
#: ... or than this many times what is usual, for somebody is looked at more than once.
_TIMES: Final = 4
_EARLIER: Final = """
SELECT DISTINCT access, at, subject, official, organisation, "case", consent FROM (
  SELECT found.* FROM unnest(%(officials)s::text[]) AS asked (official), LATERAL (
    SELECT * FROM misuse_trace WHERE official = asked.official AND at BETWEEN %(since)s AND %(until)s
    ORDER BY at DESC LIMIT %(most)s) AS found
  UNION ALL
  SELECT found.* FROM unnest(%(subjects)s::text[]) AS asked (subject), LATERAL (
    SELECT * FROM misuse_trace WHERE subject = asked.subject AND at BETWEEN %(since)s AND %(until)s
    ORDER BY at DESC LIMIT %(most)s) AS found
  UNION ALL
  SELECT found.* FROM unnest(%(organisations)s::text[], %(cases)s::text[]) AS asked (organisation, number), LATERAL (
    SELECT * FROM misuse_trace WHERE organisation = asked.organisation AND "case" = asked.number
      AND at BETWEEN %(since)s AND %(until)s
    ORDER BY at DESC LIMIT %(most)s) AS found
  UNION ALL
  SELECT found.* FROM unnest(%(consents)s::text[]) AS asked (consent), LATERAL (
    SELECT * FROM misuse_trace WHERE consent = asked.consent AND consent <> '' ORDER BY at LIMIT 1) AS found
) AS earlier
"""
_WHO_TELLS: Final = """
SELECT asked FROM unnest(%s::text[]) AS asked WHERE EXISTS (SELECT FROM misuse_case WHERE organisation = asked)
"""


class Around:
    """What is known around some look-ups."""

    def __init__(self, looks: Sequence[Look]) -> None:
        """Read it: four statements."""
        organisations = {one.organisation for one in looks}
        marks = {one.subject: mark(one.subject) for one in looks}
        mine = models.Post.objects.filter(
            organisation__in=organisations, official__in={one.official for one in looks}
        )
        cases = models.Case.objects.filter(
            organisation__in=organisations, number__in={one.case for one in looks if one.case}
        )
        self._marks = marks
        self._posts = {(row.organisation, row.official): row for row in mine}
        self._people: dict[str, list[models.Post]] = defaultdict(list)
        for row in models.Post.objects.filter(person__in=set(marks.values())).order_by("id"):
            self._people[row.person].append(row)
        self._cases = {(row.organisation, row.number): _assignment(row) for row in cases}
        with connection.cursor() as cursor:
            cursor.execute(_WHO_TELLS, [sorted(organisations)])
            self._tell = {row[0] for row in cursor.fetchall()}

    def known(self, look: Look) -> Known:
        """Post, relation and case of one of them."""
        row, mine = self.post(look), self._cases.get((look.organisation, look.case))
        duties = Post(look.official, frozenset(row.areas), frozenset(row.duties), row.is_on_call) if row else None
        return Known(
            self._relation(look, row),
            duties,
            (mine,) if mine else (),
            mine is not None or look.organisation in self._tell,
        )

    def post(self, look: Look) -> models.Post | None:
        """The post of the official, where the organisation has told of it."""
        return self._posts.get((look.organisation, look.official))

    def _relation(self, look: Look, row: models.Post | None) -> Relation:
        number = self._marks[look.subject]
        posts = self._people.get(number, [])
        is_colleague = any(one.organisation == look.organisation and one.official != look.official for one in posts)
        if row is None or not row.person:
            return "colleague" if is_colleague else ""
        # Who works somewhere may be known by their post, without asking anybody.
        subject = _person(posts[0]) if posts else Person(number)
        return related(_person(row), subject, {number} if is_colleague else ())


class Past:
    """Earlier look-ups of the officials, about the subjects, in the cases and on the consents of some look-ups.

    Whoever judges these asks for each in the order of time.
    """

    def __init__(self, looks: Sequence[Look], patterns: Iterable[Pattern]) -> None:
        """Read them: one statement."""
        chosen, own = list(patterns), {one.access for one in looks}
        self._history = History(chosen)
        with connection.cursor() as cursor:
            cursor.execute(_EARLIER, _asked(looks, reach(chosen), _depth(chosen)))
            found = [_look(row) for row in cursor.fetchall()]
        # Those that are judged here come in their turn, also where they were judged before.
        self._to_come = deque(sorted((one for one in found if one.access not in own), key=lambda one: one.at))

    def before(self, look: Look) -> Before:
        """What went before one look-up, which itself is before the next from now on."""
        while self._to_come and self._to_come[0].at <= look.at:
            self._history.add(self._to_come.popleft())
        earlier = self._history.before(look)
        self._history.add(look)
        return earlier


def _depth(patterns: Sequence[Pattern]) -> int:
    return max(_MOST_PAST, _TIMES * max((one.most for one in patterns), default=0))


def _asked(looks: Sequence[Look], within: timedelta, most: int) -> dict[str, Any]:
    cases = sorted({(one.organisation, one.case) for one in looks if one.case})
    return {
        "officials": sorted({one.official for one in looks}),
        "subjects": sorted({one.subject for one in looks}),
        "organisations": [organisation for organisation, _ in cases],
        "cases": [case for _, case in cases],
        "consents": sorted({one.consent for one in looks if one.consent}),
        "since": min(one.at for one in looks) - within,
        "until": max(one.at for one in looks),
        "most": most,
    }


def _person(row: models.Post) -> Person:
    return Person(row.person, row.household, row.family, row.address)


def _assignment(row: models.Case) -> Assignment:
    return Assignment(
        row.number, row.since, row.until, frozenset(row.subjects), frozenset(row.officials), frozenset(row.offices),
        row.area,
    )  # fmt: skip


def _look(row: tuple[Any, ...]) -> Look:
    access, at, subject, official, organisation, case, consent = row
    return Look(str(access), at, subject, official, organisation, case=case, consent=consent)
