"""How well misuse is found: a simulated country's look-ups, honest and not, from a seed, with labels.

``DJANGO_SETTINGS_MODULE=clearway.config.settings python -m benchmarks.misuse`` prints precision and recall of each
pattern with their 95 % intervals (Wilson). Officials work through cases; some pry. What is judged is what the house
judges: the same function, the same patterns of the country's pack, and nothing that the house would not know.
"""

import math
import random
from argparse import ArgumentParser
from collections import defaultdict, deque
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from rich.console import Console

from clearway.core.control import OfficeHours, office_hours
from clearway.core.law.accountability import Pattern
from clearway.core.share.explained import Assignment, Known, Look, Person, Post, before, judge, related
from clearway.registers.lawbook.public import compile_pack

PACK = Path(__file__).parents[1] / "packs" / "demoland"
BEGIN = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
DAYS, OFFICES, CLERKS, PEOPLE, FAMOUS = 60, 8, 10, 20_000, 5
HONEST, ANY = "honest", "any of them"
#: So many misuses of each pattern are put among honest work.
EACH = 60
#: Shares of honest cases: somebody stands in for a colleague who is away; the case is told of too late.
_DEPUTISES, _TOLD_LATE = 0.01, 0.005
#: Shares of misuse that is careful: relatives whom no register knows as such, scrapers who take their time.
_UNKNOWN_KIN, _PATIENT = 0.15, 0.25
_Z = 1.959964


class Labelled(NamedTuple):
    """A look-up, what is known around it, and what it is: honest, or part of one episode of misuse."""

    look: Look
    known: Known
    label: str
    episode: int = 0


class Country:
    """Officials, who they are, and the cases that they are given."""

    def __init__(self, seed: int) -> None:
        """A country that follows from a seed."""
        self.chance = random.Random(seed)
        self.people = [self._person(number) for number in range(PEOPLE)]
        self.officials = [
            (f"o{office}-{clerk}", f"office-{office}", self.chance.randrange(PEOPLE))
            for office in range(OFFICES)
            for clerk in range(CLERKS)
        ]
        self.staff: dict[str, set[str]] = defaultdict(set)
        for _, office, person in self.officials:
            self.staff[office].add(self.people[person].number)
        self.on_call = {name for name, _, _ in self.chance.sample(self.officials, len(self.officials) // 10)}
        self._cases = 0

    def _person(self, number: int) -> Person:
        """Four to a household; some share an address with others, as in blocks of flats, and some a family name."""
        home = number // 4
        family = f"f{self.chance.randrange(400)}" if number % 4 == 3 else f"f{home % 400}"
        return Person(f"person/P{number:06}", f"H{home}", family, f"a{home // 3}")

    def case(self) -> str:
        """A fresh case number."""
        self._cases += 1
        return f"C-{self._cases}"

    def look(self, at: datetime, who: int, subject: int, case: str, **changes: object) -> Look:
        """One look-up."""
        name, office, _ = self.officials[who]
        person = self.people[subject].number
        said = {"consent": "", **changes}
        return Look(f"{self.chance.random()}", at, person, name, office, office, "ART-1", case, **said)  # type: ignore[arg-type] # as named above.

    def known(self, look: Look, assignments: tuple[Assignment, ...], *, tells: bool = True) -> Known:
        """What the house would know around it."""
        name, office, person = next(one for one in self.officials if one[0] == look.official)
        subject = next_person(self, look.subject)
        relation = related(self.people[person], subject, self.staff[office])
        post = Post(name, is_on_call=name in self.on_call)
        return Known(relation, post, tuple(one for one in assignments if one.case == look.case), tells_cases=tells)


def next_person(country: Country, subject: str) -> Person:
    """The person of a subject."""
    return country.people[int(subject.rpartition("P")[2])]


def played(country: Country) -> Iterator[Labelled]:
    """Honest work and misuse, in the order in which they happen."""
    happened = [*_honest(country), *_misused(country)]
    return iter(sorted(happened, key=lambda one: one.look.at))


def _at(country: Country, *, evening: bool = False) -> datetime:
    """An instant of an office day; nine hours from eight on in the country's own time."""
    while True:
        day = BEGIN + timedelta(days=country.chance.randrange(DAYS))
        if day.weekday() < 5:
            break
    minutes = country.chance.uniform(0, 470)
    return day + timedelta(minutes=minutes + (660 if evening else 0))


def _honest(country: Country) -> Iterator[Labelled]:
    """Cases: somebody comes, five facts are looked up in minutes; some return; some clerks are on call."""
    for _ in range(4000):
        who, subject, at = country.chance.randrange(len(country.officials)), _somebody(country), _at(country)
        _, office, person = country.officials[who]
        is_near = related(country.people[person], country.people[subject], country.staff[office])
        if is_near:
            continue
        yield from _worked(country, who, subject, at)
    for _ in range(3):
        yield from _renewals(country)
    on_call = [place for place, one in enumerate(country.officials) if one[0] in country.on_call]
    for _ in range(80):
        who = country.chance.choice(on_call)
        yield from _worked(country, who, _somebody(country), _at(country, evening=True))


def _renewals(country: Country) -> Iterator[Labelled]:
    """An office renews thirty licences in one go, each with its case: honest, and as fast as a scraper."""
    who, at = country.chance.randrange(len(country.officials)), _at(country)
    for place in range(30):
        subject, case = _somebody(country), country.case()
        look = country.look(at + timedelta(seconds=90 * place), who, subject, case)
        owners = frozenset({look.official})
        assigned = Assignment(case, at - timedelta(days=1), None, frozenset({look.subject}), owners)
        yield Labelled(look, country.known(look, (assigned,)), HONEST)


def _worked(country: Country, who: int, subject: int, at: datetime, label: str = HONEST) -> Iterator[Labelled]:
    """A case: most are assigned to the clerk or the office; a few to a colleague who is away, or not told of yet."""
    case, name, office = country.case(), *country.officials[who][:2]
    drawn = country.chance.random()
    owners, offices = (
        (frozenset({name}), frozenset[str]()) if drawn < 0.8 else (frozenset[str](), frozenset({office}))
    )
    if label == HONEST and drawn > 1 - _DEPUTISES:
        owners, offices = frozenset({"somebody who is away"}), frozenset[str]()
    begins = at + timedelta(hours=4) if label == HONEST and drawn < _TOLD_LATE else at - timedelta(minutes=5)
    subjects = frozenset({country.people[subject].number})
    assigned = Assignment(case, begins, at + timedelta(days=30), subjects, owners, offices)
    consent = f"K-{case}" if country.chance.random() < 0.5 else ""
    for visit in range(1 + country.chance.choice((0, 0, 0, 1, 2))):
        for fact in range(5):
            moment = at + timedelta(days=visit, seconds=20 * fact)
            look = country.look(moment, who, subject, case, consent=consent)
            yield Labelled(look, country.known(look, (assigned,)), label)


def _somebody(country: Country) -> int:
    """Famous people have matters with offices too, and somewhat more of them."""
    if country.chance.random() < 0.003:
        return country.chance.randrange(FAMOUS)
    return country.chance.randrange(FAMOUS, PEOPLE)


def _misused(country: Country) -> Iterator[Labelled]:
    episode = 0
    for label, play in _MISUSES.items():
        for _ in range(EACH):
            episode += 1
            for one in play(country, country.chance.randrange(len(country.officials))):
                yield one if one.label == HONEST else one._replace(label=label, episode=episode)


def _lone(country: Country, who: int, subject: int, at: datetime, case: str = "", **changes: object) -> Labelled:
    look = country.look(at, who, subject, case, **changes)
    return Labelled(look, country.known(look, ()), "")


def _own(country: Country, who: int) -> Iterator[Labelled]:
    yield _lone(country, who, country.officials[who][2], _at(country))


def _relative(country: Country, who: int) -> Iterator[Labelled]:
    """Somebody of the family; half of them in a case that the official has taken on, some under another roof."""
    person = country.officials[who][2]
    other = person - person % 4 + (person + 1) % 4
    if country.chance.random() < _UNKNOWN_KIN:
        other = country.chance.randrange(FAMOUS, PEOPLE)
    if country.chance.random() < 0.5:
        yield from _worked(country, who, other, _at(country), "relative")
    else:
        yield _lone(country, who, other, _at(country))


def _colleague(country: Country, who: int) -> Iterator[Labelled]:
    office = country.officials[who][1]
    others = [place for place, one in enumerate(country.officials) if one[1] == office and place != who]
    yield _lone(country, who, country.officials[country.chance.choice(others)][2], _at(country))


def _celebrity(country: Country, who: int) -> Iterator[Labelled]:
    """A famous person is in the news: four to twelve officials look within a day, without a case."""
    famous, at = country.chance.randrange(FAMOUS), _at(country)
    for place in country.chance.sample(range(len(country.officials)), country.chance.randrange(4, 13)):
        yield _lone(country, place, famous, at + timedelta(minutes=country.chance.uniform(0, 600)))


def _repeat(country: Country, who: int) -> Iterator[Labelled]:
    """The same person, on three to eight days, without a case."""
    subject, at = country.chance.randrange(FAMOUS, PEOPLE), _at(country)
    for day in range(country.chance.randrange(3, 9)):
        yield _lone(country, who, subject, at + timedelta(days=day))


def _scraping(country: Country, who: int) -> Iterator[Labelled]:
    """Forty persons under invented cases, in half an hour; the patient take two and a half hours."""
    at, pause = _at(country), 225 if country.chance.random() < _PATIENT else 45
    for place in range(40):
        subject = country.chance.randrange(FAMOUS, PEOPLE)
        yield _lone(country, who, subject, at + timedelta(seconds=pause * place), country.case())


def _sequence(country: Country, who: int) -> Iterator[Labelled]:
    """Eight persons whose numbers follow one another, slowly; some leave out every other."""
    first, at = country.chance.randrange(FAMOUS, PEOPLE - 16), _at(country)
    step = 2 if country.chance.random() < _PATIENT else 1
    for place in range(8):
        yield _lone(country, who, first + step * place, at + timedelta(minutes=9 * place))


def _after_hours(country: Country, who: int) -> Iterator[Labelled]:
    """In the evening, without a case, by somebody who is not on call."""
    while country.officials[who][0] in country.on_call:
        who = country.chance.randrange(len(country.officials))
    yield _lone(country, who, _somebody(country), _at(country, evening=True))


def _reused(country: Country, who: int) -> Iterator[Labelled]:
    """A consent that was given for one case, in honest work, is used in another, of one's own, a week later."""
    subject, at = country.chance.randrange(FAMOUS, PEOPLE), _at(country)
    first, second = country.case(), country.case()
    for case, moment, label in ((first, at, HONEST), (second, at + timedelta(days=7), "")):
        look = country.look(moment, who, subject, case, consent=f"K-again-{first}")
        assigned = Assignment(case, moment, None, frozenset({look.subject}), frozenset({look.official}))
        yield Labelled(look, country.known(look, (assigned,)), label)


def _other_case(country: Country, who: int) -> Iterator[Labelled]:
    """The number of a colleague's case is borrowed."""
    subject, at, case = country.chance.randrange(FAMOUS, PEOPLE), _at(country), country.case()
    look = country.look(at, who, subject, case)
    assigned = Assignment(case, at - timedelta(days=1), None, frozenset({look.subject}), frozenset({"somebody else"}))
    yield Labelled(look, country.known(look, (assigned,)), "")


def _no_case(country: Country, who: int) -> Iterator[Labelled]:
    yield _lone(country, who, country.chance.randrange(FAMOUS, PEOPLE), _at(country))


_MISUSES = {
    "own-record": _own, "relative": _relative, "colleague": _colleague, "celebrity": _celebrity, "repeat": _repeat,
    "scraping": _scraping, "sequence": _sequence, "after-hours": _after_hours, "consent-reused": _reused,
    "other-case": _other_case, "no-case": _no_case,
}  # fmt: skip


class Found(NamedTuple):
    """Of one pattern: look-ups flagged rightly and wrongly; episodes of misuse found, and all there were."""

    right: int
    wrong: int
    found: int
    there: int


def measured(seed: int, patterns: list[Pattern], hours: OfficeHours) -> tuple[dict[str, Found], int]:
    """What judging a seed's country comes to, pattern by pattern and for misuse of any kind, of how many look-ups."""
    country, memory, many = Country(seed), Memory(), 0
    right: dict[str, int] = defaultdict(int)
    wrong: dict[str, int] = defaultdict(int)
    found: dict[str, set[int]] = defaultdict(set)
    there: dict[str, set[int]] = defaultdict(set)
    for one in played(country):
        many += 1
        earlier = before(one.look, memory.past(one.look), patterns)
        flags: set[str] = {flag.code for flag in judge(one.look, one.known, earlier, patterns, hours)}
        flags |= {ANY} if flags else set()
        memory.keep(one.look)
        for code in flags:
            (wrong if one.label == HONEST else right)[code] += 1
        for label in () if one.label == HONEST else (one.label, ANY):
            there[label].add(one.episode)
            if label in flags:
                found[label].add(one.episode)
    every = (*_MISUSES, ANY)
    return {one: Found(right[one], wrong[one], len(found[one]), len(there[one])) for one in every}, many


class Memory:
    """Earlier look-ups, as far as patterns look back: of an official, about a subject, in a case, on a consent."""

    def __init__(self) -> None:
        """Nothing has happened yet."""
        self._by: dict[tuple[str, str], deque[Look]] = defaultdict(deque)

    def past(self, look: Look) -> list[Look]:
        """What the house would read before it judges."""
        found: dict[str, Look] = {}
        for key in _keys(look):
            kept = self._by[key]
            while kept and kept[0].at < look.at - timedelta(days=31) and key[0] != "consent":
                kept.popleft()
            found |= {one.access: one for one in kept}
        return list(found.values())

    def keep(self, look: Look) -> None:
        """Remember it."""
        for key in _keys(look):
            self._by[key].append(look)


def _keys(look: Look) -> list[tuple[str, str]]:
    keys = [("official", look.official), ("subject", look.subject), ("case", f"{look.organisation} {look.case}")]
    return [*keys, ("consent", look.consent)] if look.consent else keys


def wilson(right: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share."""
    if of == 0:
        return 0.0, 1.0
    share, z2 = right / of, _Z * _Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = _Z * math.sqrt(share * (1 - share) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def table(found: dict[str, Found], many: int, seed: int) -> str:
    """The figures as a page shows them."""
    lines = [
        f"{many:,} look-ups of seed {seed}.",
        "",
        "| pattern | flags on misuse | on honest work | precision | 95 % | episodes found | recall | 95 % |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for label, one in found.items():
        precision, recall = _share(one.right, one.right + one.wrong), _share(one.found, one.there)
        episodes = f"{one.found} of {one.there}"
        lines.append(f"| {label} | {one.right} | {one.wrong} | {precision} | {episodes} | {recall} |")
    return "\n".join(lines)


def _share(right: int, of: int) -> str:
    low, high = wilson(right, of)
    return f"{right / of if of else 0:.3f} | {low:.3f} to {high:.3f}"


def law() -> tuple[list[Pattern], OfficeHours]:
    """The patterns of the country's pack on the first day, and when its offices work."""
    book = compile_pack(PACK)
    day = BEGIN.date()
    patterns = [one for one in book.sharing.accountability.patterns if one.period.covers(day)]
    return patterns, office_hours(book.on(day))


def main() -> None:
    """Measure one country and print the table."""
    arguments = ArgumentParser(description=__doc__)
    arguments.add_argument("--seed", type=int, default=1)
    seed = arguments.parse_args().seed
    patterns, hours = law()
    Console(width=200).print(table(*measured(seed, patterns, hours), seed), markup=False, highlight=False)


if __name__ == "__main__":
    main()
