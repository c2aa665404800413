"""A scenario's card: what it looks for, by which law, for whom, and what may explain it innocently."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal, get_args

import msgspec

from clearway.core.watch import languages
from clearway.core.watch.errors import ScenarioRefused
from clearway.core.watch.keys import check_held
from clearway.core.watch.languages import COMMON, LANGUAGES, Words
from clearway.core.watch.query import Query, check
from clearway.core.watch.sources import DAY, TEXT, Sources, Type

Status = Literal["draft", "trial", "live", "retired"]
Severity = Literal["notice", "warning", "urgent"]
#: In these states a scenario looks; what it finds is told only where it is live.
LOOKING: Final[frozenset[Status]] = frozenset({"trial", "live"})

_ID: Final = re.compile(r"[A-Z]{2}-\d{2,3}[a-z]?")
_NAME: Final = re.compile(r"\{(\w+)\}")
_NEEDED: Final = ("id", "title", "purpose", "law", "owner", "status", "severity", "keys", "explanation", "clears")
_KNOWN: Final = frozenset(
    {
        *_NEEDED,
        "innocent_explanations",
        "reference",
        "deadline",
        "money",
        "assigned_by",
        "fixtures",
        "sources",
        "label",
    }
)


class Card(msgspec.Struct, frozen=True):
    """What a scenario says of itself.

    Title, explanation and what clears it are in every language of the house. The other sentences may be in one: in
    that of an auditor who wrote it here.
    """

    id: str
    area: str
    title: Words
    purpose: Words
    law: str
    owner: str
    status: Status
    severity: Severity
    innocent_explanations: tuple[Words, ...]
    keys: dict[str, str]
    reference: tuple[str, ...]
    deadline: str
    money_unit: str
    money_says: Words
    explanation: Words
    clears: Words
    assigned_by: str


class Scenario(msgspec.Struct, frozen=True):
    """A card with its checked texts; its version is the hash of all that decides what it finds."""

    card: Card
    query: Query
    deadline: Query | None
    version: str

    @property
    def sources(self) -> frozenset[str]:
        """Every source that it looks at."""
        return self.query.sources | (self.deadline.sources if self.deadline else frozenset())

    @property
    def asks_law(self) -> bool:
        """Whether numbers of law decide what it finds."""
        return any(one is not None and "law" in one.text for one in (self.query, self.deadline))


def read_card(said: Mapping[str, Any], area: str) -> Card:
    """A card as a file says it; what is missing or unknown is refused."""
    if missing := [name for name in _NEEDED if not said.get(name)]:
        raise _ill(f"{said.get('id', 'a card')} without {missing[0]}", *_NEEDED)
    if surplus := sorted(set(said) - _KNOWN):
        raise _ill(f"{said['id']} with {surplus[0]}", *sorted(_KNOWN))
    number, money = str(said["id"]), said.get("money") or {}
    words = {name: _words(said[name], f"{number}: {name}") for name in ("title", "purpose", "explanation", "clears")}
    innocent = said.get("innocent_explanations") or ()
    card = Card(
        number, area, words["title"], words["purpose"], str(said["law"]), str(said["owner"]),
        said["status"], said["severity"],
        tuple(_words(one, f"{number}: innocent_explanations") for one in innocent),
        {str(k): str(v) for k, v in dict(said["keys"]).items()},
        tuple(str(one) for one in said.get("reference") or ()), str(said.get("deadline") or "").strip(),
        str(money.get("unit", "")), _words(money.get("says"), f"{number}: money"),
        words["explanation"], words["clears"], str(said.get("assigned_by") or ""),
    )  # fmt: skip
    _check_words(card)
    return card


def scenario(card: Card, text: str, sources: Sources, version: str, laws: Iterable[str] | None = None) -> Scenario:
    """The card with its texts, checked against the sources, the numbers of law, and one another."""
    query = check(text, sources)
    columns = list(query.columns.items())
    if len(columns) < 2 or [name for name, _ in columns[:2]] != ["case_key", "money"]:
        raise ScenarioRefused("WAT-040", found=", ".join(query.columns), allowed=("case_key, money, evidence …",))
    if columns[0][1].type != TEXT or not _is_number(columns[1][1].type):
        raise ScenarioRefused("WAT-040", found=f"{columns[0][1].type}, {columns[1][1].type}", allowed=("text(…)",))
    deadline = _deadline(card, sources)
    made = Scenario(card, query, deadline, version)
    _check_keys(made, sources)
    _check_names(made)
    if laws is not None and (unknown := sorted(_laws(made) - set(laws))):
        raise ScenarioRefused("WAT-046", found=unknown[0], allowed=tuple(sorted(laws))[:40])
    return made


def _laws(made: Scenario) -> frozenset[str]:
    return made.query.laws | (made.deadline.laws if made.deadline else frozenset())


def _deadline(card: Card, sources: Sources) -> Query | None:
    if not card.deadline:
        return None
    query = check(card.deadline, sources)
    columns = list(query.columns.items())
    is_right = [name for name, _ in columns] == ["case_key", "due"]
    if not is_right or columns[0][1].type != TEXT or columns[1][1].type != DAY:
        found = ", ".join(f"{name} {cell.type}" for name, cell in columns)
        raise ScenarioRefused("WAT-041", found=found, allowed=("SELECT … AS case_key, … AS due",))
    return query


def _check_keys(made: Scenario, sources: Sources) -> None:
    card = made.card
    for source, column in card.keys.items():
        if sources.table(source).column(column).type.kind not in ("text", "whole"):
            raise ScenarioRefused("WAT-042", found=f"{source}.{column}", allowed=("a VARCHAR or BIGINT column",))
    said = {*card.keys, *card.reference}
    if said != made.sources or set(card.keys) & set(card.reference):
        found = f"keys and reference {', '.join(sorted(said))}; the query asks {', '.join(sorted(made.sources))}"
        raise ScenarioRefused("WAT-043", found=found, allowed=("each source once, in keys or in reference",))
    for query in (made.query, made.deadline):
        if query is not None and not (query.origins and query.origins <= set(card.keys.items())):
            allowed = tuple(f"{source}.{column}" for source, column in sorted(card.keys.items()))
            raise ScenarioRefused("WAT-042", found=query.text.strip()[:60], allowed=allowed)
        if query is not None:
            check_held(query, card.keys)


def _check_words(card: Card) -> None:
    if not _ID.fullmatch(card.id):
        raise _ill(card.id, "an id as LT-01")
    if card.status not in get_args(Status) or card.severity not in get_args(Severity):
        raise _ill(f"{card.id}: {card.status}, {card.severity}", *get_args(Status), *get_args(Severity))
    innocent = [one.get(COMMON) for one in card.innocent_explanations]
    if not all(innocent) or not innocent or "unknown" in innocent:
        raise _ill(f"{card.id}: innocent_explanations", "what may explain it innocently")
    for words in (card.title, card.explanation, card.clears):
        if not languages.is_whole(words):
            raise _ill(f"{card.id}: {', '.join(words)}", *LANGUAGES)


def _check_names(made: Scenario) -> None:
    card, columns = made.card, set(made.query.columns)
    sentences = [*card.explanation.values(), *card.clears.values(), *card.money_says.values()]
    for name in (name for one in sentences for name in _NAME.findall(one)):
        if name not in columns:
            raise ScenarioRefused("WAT-045", found=f"{{{name}}}", allowed=tuple(made.query.columns))
    if card.assigned_by and card.assigned_by not in columns:
        raise ScenarioRefused("WAT-045", found=card.assigned_by, allowed=tuple(made.query.columns))


def _words(said: Any, of: str) -> Words:
    words = languages.read(said)
    if words is None:
        raise _ill(f"{of}: {', '.join(said)}", *LANGUAGES)
    return words


def _is_number(type_: Type | None) -> bool:
    return type_ is not None and type_.is_number


def _ill(found: str, *allowed: str) -> ScenarioRefused:
    return ScenarioRefused("WAT-044", found=found, allowed=allowed)
