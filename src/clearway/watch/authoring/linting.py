"""Lint: whatever the language refuses of a scenario in writing, with place, code and what would pass."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from clearway.core.watch import Scenario, WatchRefused, check, read_card
from clearway.watch.authoring.files import path_of
from clearway.watch.rulebook import public as rulebook
from clearway.watch.rulebook.public import Book, Case

#: What part of a scenario a refusal is about.
TEXT, DEADLINE, CARD, CASES = "text", "deadline", "card", "cases"


class Fault(msgspec.Struct, frozen=True):
    """A refusal as it is shown: of which part, at which line and column of it."""

    part: str
    code: str
    sentence: str
    found: str
    allowed: tuple[str, ...]
    line: int = 0
    column: int = 0


class Lint(msgspec.Struct, frozen=True):
    """What reading a scenario in writing came to: the scenario where nothing is refused."""

    faults: tuple[Fault, ...]
    scenario: Scenario | None
    cases: tuple[Case, ...]
    sources: tuple[str, ...]


def lint(made: Mapping[str, bytes], scenario: str, area: str, book: Book) -> Lint:
    """Read a scenario part by part, so that each part's first refusal is shown at once."""
    path = path_of(scenario, area)
    faults: list[Fault] = []
    text = made[f"{path.removesuffix('.yaml')}.sql"].decode()
    said = rulebook.said(made, path) or {}
    query = _asked(faults, TEXT, lambda: check(text, book.sources))
    deadline = str(said.get("deadline") or "").strip()
    if deadline:
        _asked(faults, DEADLINE, lambda: check(deadline, book.sources))
    _asked(faults, CARD, lambda: read_card(said, area))
    whole = None if faults else _asked(faults, "", lambda: rulebook.single(made, path, book))
    cases = _asked(faults, CASES, lambda: rulebook.fixtures_of(made, path, book)) or ()
    return Lint(tuple(faults), whole, tuple(cases), tuple(sorted(query.sources)) if query else ())


def fault_of(error: WatchRefused, part: str = "") -> Fault:
    """A refusal as it is shown; one of the whole is about its text where it names a place there."""
    where = part or (TEXT if error.line else CARD)
    return Fault(where, error.code, error.sentence, error.found, error.allowed, error.line, error.column)


def _asked(faults: list[Fault], part: str, work: Callable[[], Any]) -> Any:
    try:
        return work()
    except WatchRefused as error:
        faults.append(fault_of(error, part))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        told = f"{type(error).__name__}: {error}"[:100]
        faults.append(fault_of(WatchRefused("WAT-044", found=told), part))
    return None
