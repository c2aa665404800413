"""What explains a look-up: a case, an office, a duty; and which patterns it follows that honest work does not.

Everything is judged from who looked at whom, when and for what; nobody needs to know what was shown.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final, Literal

import msgspec

from clearway.core.control.clocks import OfficeHours
from clearway.core.law.accountability import Pattern, PatternCode

#: What explains a look-up: nothing, a case that is assigned, the subject's consent, the office's area, a duty, an
#: emergency that is reviewed by itself, or a case that was only named, by an organisation that tells of none.
Explanation = Literal["", "case", "consent", "area", "duty", "emergency", "named"]
#: What an official is to the subject.
Relation = Literal["", "own-record", "relative", "colleague"]

#: What each flag says, with its facts.
SENTENCES: Final[dict[PatternCode, str]] = {
    "no-case": "No case, office or duty explains this look-up: no case was named.",
    "other-case": "The case {case} is not assigned to the official or the office, or is about somebody else.",
    "own-record": "The official looked at their own record.",
    "relative": "The person belongs to the household or family of the official.",
    "colleague": "The person works for the same organisation as the official.",
    "celebrity": "{found} officials looked at this person within {hours} hours; up to {most} are usual.",
    "repeat": "The official looked at this person on {found} days within {hours} hours; up to {most} are usual.",
    "scraping": "The official looked at {found} persons within {hours} hours; up to {most} are usual.",
    "sequence": "The official looked at {found} persons whose numbers follow one another within {hours} hours.",
    "after-hours": "The look-up was at {time}, outside office hours, and the official is not on call.",
    "consent-reused": "The consent was first used in the case {first}, and is used in the case {case} now.",
}


class Look(msgspec.Struct, frozen=True):
    """One look-up as it is on record; ``consent`` is the number of the one it rests on."""

    access: str
    at: datetime
    subject: str
    official: str
    organisation: str
    office: str = ""
    article: str = ""
    case: str = ""
    consent: str = ""
    is_emergency: bool = False


class Assignment(msgspec.Struct, frozen=True):
    """A case as the organisation tells of it: about whom, whose it is, and how long; what is empty is anybody."""

    case: str
    since: datetime
    until: datetime | None = None
    subjects: frozenset[str] = frozenset()
    officials: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    area: str = ""

    def covers(self, look: Look, post: "Post | None") -> bool:
        """Whether it is this official's case, or their office's, about this person, at this time."""
        if not self.since <= look.at or (self.until is not None and self.until <= look.at):
            return False
        if self.subjects and look.subject not in self.subjects:
            return False
        if not self.officials and not self.offices:
            return not self.area or (post is not None and self.area in post.areas)
        return look.official in self.officials or look.office in self.offices


class Post(msgspec.Struct, frozen=True):
    """What an official is there for: areas of the office, articles that are a duty without a case, being on call."""

    official: str
    areas: frozenset[str] = frozenset()
    duties: frozenset[str] = frozenset()
    is_on_call: bool = False


class Person(msgspec.Struct, frozen=True):
    """Somebody as the residents' register knows them; each may be a mark that stands for the value."""

    number: str
    household: str = ""
    family: str = ""
    address: str = ""


class Known(msgspec.Struct, frozen=True):
    """What is known around a look-up: the official's post, the cases of its number, and what the two are to another.

    ``tells_cases`` is whether the organisation tells of its cases at all.
    """

    relation: Relation = ""
    post: Post | None = None
    assignments: tuple[Assignment, ...] = ()
    tells_cases: bool = False


class Before(msgspec.Struct, frozen=True):
    """What went before a look-up, as far as it matters: see ``before``, which says what each of it is.

    ``is_of_others`` is whether its case was used for somebody else; ``first_case`` is where its consent was used
    first; ``counts`` are what the patterns that count have found, this look-up among it.
    """

    is_of_others: bool = False
    first_case: str = ""
    counts: Mapping[PatternCode, int] = {}


class Flag(msgspec.Struct, frozen=True):
    """A look-up that follows a pattern: which, how heavy it weighs out of a hundred, and what fills its sentence."""

    code: PatternCode
    weight: int
    facts: dict[str, str]

    @property
    def sentence(self) -> str:
        """The reason in one sentence."""
        return SENTENCES[self.code]


def related(official: Person, subject: Person, colleagues: Iterable[str] = ()) -> Relation:
    """What an official is to a subject; what is not known makes nobody a relative."""
    if official.number == subject.number:
        return "own-record"
    if official.household and official.household == subject.household:
        return "relative"
    at_home = (official.family, official.address)
    if all(at_home) and at_home == (subject.family, subject.address):
        return "relative"
    return "colleague" if subject.number in set(colleagues) else ""


def before(look: Look, past: Sequence[Look], patterns: Iterable[Pattern]) -> Before:
    """What went before, from earlier look-ups of the official, the subject, the case and the consent."""
    mine = (look.organisation, look.case)
    others = {one.subject for one in past if look.case and (one.organisation, one.case) == mine}
    counts: dict[PatternCode, int] = {}
    for pattern in patterns:
        if pattern.code in _COUNTS:
            since = look.at - timedelta(hours=pattern.within)
            counts[pattern.code] = _COUNTS[pattern.code](look, [one for one in past if since < one.at <= look.at])
    return Before(not others <= {look.subject}, _first_case(look, past), counts)


def explain(look: Look, known: Known, earlier: Before) -> Explanation:
    """What explains a look-up, or nothing."""
    if look.is_emergency:
        return "emergency"
    for one in known.assignments:
        if one.case == look.case and one.covers(look, known.post):
            return "area" if one.area and not one.officials and not one.offices else "case"
    if known.post is not None and look.article in known.post.duties:
        return "duty"
    if known.tells_cases or not look.case:
        return "consent" if look.consent and not known.tells_cases else ""
    # Whoever tells of no cases is taken at their word, as long as a case keeps to one person.
    if not earlier.is_of_others:
        return "consent" if look.consent else "named"
    return ""


def judge(
    look: Look, known: Known, earlier: Before, patterns: Iterable[Pattern], hours: OfficeHours
) -> tuple[Flag, ...]:
    """Every pattern that a look-up follows, by those in force; what is explained weighs less, often nothing."""
    in_force = {one.code: one for one in patterns}
    is_explained = explain(look, known, earlier) != ""
    found: list[Flag] = []
    for code, facts in _followed(look, known, earlier, in_force, hours, is_explained=is_explained):
        weight = in_force[code].explained if is_explained else in_force[code].weight
        if weight > 0:
            found.append(Flag(code, weight, facts))
    return tuple(sorted(found, key=lambda one: (-one.weight, one.code)))


def reach(patterns: Iterable[Pattern]) -> timedelta:
    """How far back earlier look-ups matter to any pattern."""
    return timedelta(hours=max((one.within for one in patterns), default=0))


def _followed(
    look: Look,
    known: Known,
    earlier: Before,
    patterns: dict[PatternCode, Pattern],
    hours: OfficeHours,
    *,
    is_explained: bool,
) -> Iterator[tuple[PatternCode, dict[str, str]]]:
    if not is_explained:
        yield from ((code, facts) for code, facts in _unexplained(look) if code in patterns)
    if known.relation and known.relation in patterns:
        yield known.relation, {}
    if "after-hours" in patterns and not hours.are_at(look.at) and not (known.post and known.post.is_on_call):
        yield "after-hours", {"time": f"{look.at.astimezone(hours.zone):%Y-%m-%d %H:%M}"}
    if "consent-reused" in patterns and earlier.first_case not in ("", look.case):
        yield "consent-reused", {"first": earlier.first_case, "case": look.case or "-"}
    for code, found in earlier.counts.items():
        pattern = patterns.get(code)
        if pattern is not None and found > pattern.most:
            yield code, {"found": str(found), "hours": str(pattern.within), "most": str(pattern.most)}


def _unexplained(look: Look) -> Iterator[tuple[PatternCode, dict[str, str]]]:
    if look.case:
        yield "other-case", {"case": look.case}
    else:
        yield "no-case", {}


def _first_case(look: Look, past: Sequence[Look]) -> str:
    """The case in which the consent of a look-up was used first."""
    if not look.consent:
        return ""
    used = [one for one in past if one.consent == look.consent and one.case]
    return min(used, key=lambda one: one.at).case if used else ""


def _officials(look: Look, past: Sequence[Look]) -> int:
    return len({look.official, *(one.official for one in past if one.subject == look.subject)})


def _days(look: Look, past: Sequence[Look]) -> int:
    both = (look.official, look.subject)
    return len({look.at.date(), *(one.at.date() for one in past if (one.official, one.subject) == both)})


def _subjects(look: Look, past: Sequence[Look]) -> int:
    return len({look.subject, *(one.subject for one in past if one.official == look.official)})


def _run(look: Look, past: Sequence[Look]) -> int:
    """How many of the official's subjects have numbers that follow one another without a gap, with this one."""
    return run(number_of(look.subject), {number_of(one.subject) for one in past if one.official == look.official})


def run(number: int | None, others: Collection[object]) -> int:
    """How many numbers follow one another without a gap, where one of them is this."""
    if number is None:
        return 0
    low = high = number
    while low - 1 in others:
        low -= 1
    while high + 1 in others:
        high += 1
    return high - low + 1


@lru_cache(maxsize=65536)
def number_of(subject: str) -> int | None:
    """The number in a subject's name, by which registers count people."""
    digits = subject.rpartition("/")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-")
    return int(digits) if digits.isascii() and digits.isdigit() else None


_COUNTS: Final[dict[PatternCode, Callable[[Look, Sequence[Look]], int]]] = {
    "celebrity": _officials,
    "repeat": _days,
    "scraping": _subjects,
    "sequence": _run,
}
