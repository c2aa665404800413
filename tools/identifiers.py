"""Every message identifier that a person may read, found where it is said; none is listed twice by hand.

Three kinds of places say one: Python, where a parameter or field is called sentence, remedy or passes, or a docstring
is the sentence of a rule or formula; templates, where translate tags stand; and a country's pack. What cannot be
followed to its text is reported, so that no sentence slips past the catalogues.

What is read at a terminal by those who run an installation or write a pack stays English: settings, faults of a pack
and of a predicate.
"""

import ast
import csv
import io
import re
import typing
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml
from babel.messages.extract import extract
from django.utils.translation.template import templatize

from clearway.core.facts.answer import Outcome
from clearway.core.facts.declaration import Purpose, Regime
from clearway.core.journey import DETOURS, ROUTE
from clearway.core.kernel.finding import Severity
from tools.spoken import Source, Unfollowed, spoken

ROOT = Path(__file__).parents[1]
CODE, PACKS = ROOT / "src" / "clearway", ROOT / "packs"
#: Its sentences are for those who run an installation.
SETTINGS = CODE / "config"
Functions = dict[str, tuple[int | tuple[int, str], ...] | None]
#: What Django's translation functions are called, and which of their parameters are texts.
FUNCTIONS: Functions = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
CLOSED_LISTS: dict[str, tuple[str, ...]] = {
    "src/clearway/core/kernel/finding.py": typing.get_args(Severity),
    "src/clearway/core/facts/answer.py": typing.get_args(Outcome),
    "src/clearway/core/facts/declaration.py": (*typing.get_args(Purpose), *typing.get_args(Regime)),
}
#: A name in a sentence of ours, and one in a text of a template.
NAME = re.compile(r"\{(\w+)\}|%\((\w+)\)s")


class Identifier(typing.NamedTuple):
    """A text to translate: its context if it has one, and its plural where it counts something."""

    text: str
    plural: str = ""
    context: str = ""


Found = tuple[Identifier, str]


class Collected(typing.NamedTuple):
    """Every identifier with the files that say it, and the places whose text could not be followed."""

    identifiers: dict[Identifier, tuple[str, ...]]
    unfollowed: tuple[Unfollowed, ...]


def collect() -> Collected:
    """Everything a person may read, wherever the house says it."""
    code = [Source.read(path, ROOT) for path in sorted(CODE.rglob("*.py")) if SETTINGS not in path.parents]
    pack = [Source.read(path, ROOT) for path in sorted(PACKS.glob("*/formulas/*.py"))]
    sentences, unfollowed = spoken([*code, *pack])
    found: dict[Identifier, set[str]] = {}
    for identifier, place in [
        *((Identifier(text), place) for text, place in sentences),
        *_marked([*CODE.rglob("*.py")]),
        *_templates(CODE.rglob("templates/**/*.html")),
        *_words(),
        *_packs(),
    ]:
        if has_words(identifier.text):
            found.setdefault(identifier, set()).add(place)
    return Collected({one: tuple(sorted(found[one])) for one in sorted(found)}, tuple(unfollowed))


def has_words(text: str) -> bool:
    """Whether anything remains to translate once the names are taken out."""
    return any(letter.isalpha() for letter in NAME.sub("", text))


def names(text: str) -> set[str]:
    """The names that are filled in when the text is said."""
    return {match[1] or match[2] for match in NAME.finditer(text)}


def _words() -> Iterator[Found]:
    """Words of closed lists that pages and tables show as they are."""
    for stop in ROUTE:
        yield Identifier(stop.name), "src/clearway/core/journey.py"
        yield Identifier(stop.question), "src/clearway/core/journey.py"
    for detour in DETOURS:
        yield Identifier(detour.name), "src/clearway/core/journey.py"
        yield Identifier(detour.reason), "src/clearway/core/journey.py"
    # Importing the lanes would load the whole language of targeting, at every start.
    lanes = Source.read(CODE / "core" / "target" / "selection.py", ROOT)
    for word in ast.literal_eval(lanes.values["LANES"][0]):
        yield Identifier(word), lanes.path
    chosen = Source.read(CODE / "core" / "target" / "decision.py", ROOT)
    yield Identifier(ast.literal_eval(chosen.values["RANDOM_CLASS"][0])), chosen.path
    for place, words in CLOSED_LISTS.items():
        for word in words:
            yield Identifier(word), place


def _packs() -> Iterator[Found]:
    """What a country's pack tells a trader: why a lane was taken, what a list is called, what offices do."""
    for path in sorted(PACKS.glob("*/codelists/index.yaml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")).values():
            yield Identifier(entry["title"]), str(path.relative_to(ROOT))
    for path in sorted(PACKS.glob("*/offices.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for role in {role for row in csv.DictReader(file) for role in row["roles"].split()}:
                yield Identifier(role), str(path.relative_to(ROOT))
    for path in sorted(PACKS.glob("*/targeting/*.yaml")):
        for card in _cards(yaml.safe_load(path.read_text(encoding="utf-8"))):
            if card.get("reason_class"):
                yield Identifier(card["reason_class"]), str(path.relative_to(ROOT))


def _cards(content: object) -> list[dict[str, str]]:
    entries = content if isinstance(content, list) else [content]
    return [entry for entry in entries if isinstance(entry, dict)]


def _marked(paths: Iterable[Path]) -> Iterator[Found]:
    """Texts in Python that Django's own functions translate, whatever a module calls them."""
    for path in sorted(paths):
        text = path.read_text(encoding="utf-8")
        called = {
            name.asname or name.name: FUNCTIONS[name.name]
            for node in ast.parse(text).body
            if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
            for name in node.names
            if name.name in FUNCTIONS
        }
        yield from _extracted(text, path, called) if called else ()


def _templates(paths: Iterable[Path]) -> Iterator[Found]:
    for path in sorted(paths):
        said = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        # How far a tag is indented says nothing in a template, and would in Python.
        said = "\n".join(line.lstrip() for line in said.splitlines())
        yield from _extracted(said, path, {**FUNCTIONS, "_": None})


def _extracted(text: str, path: Path, called: Functions) -> Iterator[Found]:
    place = str(path.relative_to(ROOT))
    for _, message, _, context in extract("python", io.BytesIO(text.encode()), keywords=called):
        texts = (message,) if isinstance(message, str) else message
        if texts[0]:
            yield Identifier(texts[0], *texts[1:2], context=context or ""), place
