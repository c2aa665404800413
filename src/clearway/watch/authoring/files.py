"""A scenario in writing as the files that a pack would have: what is read of them is what will be in force."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import yaml

from clearway.core.watch import Scenario, WatchRefused
from clearway.watch.rulebook import public as rulebook
from clearway.watch.rulebook.public import Book

#: What every card has, in the order in which it is read.
CARD: tuple[str, ...] = (
    "title", "purpose", "law", "owner", "severity", "innocent_explanations", "keys", "reference", "deadline", "money",
    "explanation", "clears", "assigned_by",
)  # fmt: skip


def path_of(scenario: str, area: str) -> str:
    """Where a scenario's card stands in a pack."""
    return f"watch/{area}/{scenario}.yaml"


def files(
    scenario: str, area: str, state: str, card: Mapping[str, Any], text: str, cases: Mapping[str, Any]
) -> dict[str, bytes]:
    """The card, the text and the fixtures, as files of a pack."""
    path = path_of(scenario, area)
    stem = path.removesuffix(".yaml")
    said = {"id": scenario, **{name: card[name] for name in card if name not in ("id", "status")}, "status": state}
    return {path: _plain(said), f"{stem}.sql": text.encode(), f"{stem}.cases.yaml": _plain(dict(cases))}


def fingerprint(made: Mapping[str, bytes]) -> str:
    """The same files have the same fingerprint."""
    told = "\x1e".join(f"{path}\x1f{sha256(content).hexdigest()}" for path, content in sorted(made.items()))
    return sha256(told.encode()).hexdigest()


def taken(scenario: Scenario) -> tuple[dict[str, Any], str, dict[str, Any]]:
    """The card, the text and the fixtures of a scenario as they are in force, to begin a change of it."""
    kept = rulebook.in_force()
    path = path_of(scenario.card.id, scenario.card.area)
    stem = path.removesuffix(".yaml")
    card = {name: value for name, value in (rulebook.said(kept, path) or {}).items() if name not in ("id", "status")}
    cases = rulebook.said(kept, f"{stem}.cases.yaml") or {}
    return card, kept.get(f"{stem}.sql", b"").decode(), cases


def read(made: Mapping[str, bytes], scenario: str, area: str, book: Book) -> Scenario | None:
    """The scenario as it would be in force; nothing where it is refused."""
    try:
        return rulebook.single(made, path_of(scenario, area), book)
    except WatchRefused:
        return None


def _plain(said: Mapping[str, Any]) -> bytes:
    return yaml.safe_dump(dict(said), allow_unicode=True, sort_keys=False, width=10_000).encode()
