"""A pack's files of the watch, read and checked into one book."""

import csv
import io
import tomllib
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import msgspec

from clearway.core.watch import (
    LAW,
    LawRow,
    Scenario,
    ScenarioRefused,
    Sources,
    Table,
    WatchRefused,
    languages,
    read_card,
    read_sources,
    scenario,
)
from clearway.core.watch.languages import LANGUAGES, Words
from clearway.core.watch.sources import joined
from clearway.watch.rulebook import plain_yaml, vocabulary
from clearway.watch.rulebook.fixtures import Case, cases
from clearway.watch.rulebook.vocabulary import Vocabulary

WATCH, NUMBERS = "watch", "law/watch"
_SOURCES: Final = "watch/sources/"
_TENANTS: Final = "watch/tenants.csv"
#: Lists of what is called how, in every language.
_NAMES: Final = ("desks", "systems")
_WORDS: Final = "words"


class Tenant(msgspec.Struct, frozen=True):
    """A government that the watch looks for: what it is, and within which other it lies."""

    code: str
    kind: str
    within: str
    titles: dict[str, str]


class Limit(msgspec.Struct, frozen=True):
    """A number that governments may set for themselves, and between which the ministry lets them.

    ``step`` is the least by which two of them differ; ``since`` is the first day on which there is such a number.
    """

    code: str
    titles: dict[str, str]
    least: Decimal
    most: Decimal
    step: Decimal
    since: date
    law: str


class Book(msgspec.Struct, frozen=True):
    """Everything the pack says of the watch.

    ``desks`` and ``systems`` say what the owners of scenarios and the systems of sources are called, ``words`` what
    the columns and codes of the evidence are; one that is not named there is called as it stands.
    """

    digest: str
    sources: Sources
    scenarios: tuple[Scenario, ...]
    cases: dict[str, tuple[Case, ...]]
    law: tuple[LawRow, ...]
    tenants: tuple[Tenant, ...]
    limits: tuple[Limit, ...] = ()
    desks: dict[str, Words] = {}
    systems: dict[str, Words] = {}
    words: Vocabulary = Vocabulary()

    def scenario(self, number: str) -> Scenario:
        """The scenario of a number."""
        return next(one for one in self.scenarios if one.card.id == number)


def gather(pack: Path) -> dict[str, bytes]:
    """The files of the watch in a pack, and in the one that it extends, by path."""
    country = extended(pack)
    return own(pack) if country is None else together(gather(country), own(pack))


def extended(pack: Path) -> Path | None:
    """The pack that a pack extends, which stands beside it; nothing where it stands by itself."""
    head = pack / "pack.toml"
    try:
        name = tomllib.loads(head.read_text("utf-8")).get("extends") if head.is_file() else None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ScenarioRefused("WAT-044", found=str(error), place="pack.toml") from None
    return None if name is None else pack.resolve().parent / str(name)


def together(*packs: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of packs that are read as one; none may take the place of another's."""
    found: dict[str, bytes] = {}
    for files in packs:
        if twice := found.keys() & files.keys():
            raise ScenarioRefused("WAT-044", found="two packs with this file", place=min(twice))
        found |= files
    return found


def own(pack: Path) -> dict[str, bytes]:
    """The files of the watch in a pack alone, by path; the names that an extending pack gives stand under its own."""
    if not pack.is_dir():
        raise ScenarioRefused("WAT-044", found=f"no pack {pack.name}", place="pack.toml")
    is_extending = extended(pack) is not None
    lists = (*_NAMES, _WORDS) if is_extending else ()
    beside = {f"{WATCH}/{one}.yaml": f"{WATCH}/{one}.{pack.resolve().name}.yaml" for one in lists}
    found = {}
    for folder in (WATCH, NUMBERS):
        for path in sorted((pack / folder).rglob("*")):
            if path.is_file() and path.suffix in (".yaml", ".sql", ".csv") and not path.name.startswith("."):
                name = path.relative_to(pack).as_posix()
                found[beside.get(name, name)] = path.read_bytes().replace(b"\r\n", b"\n")
    return found


def archive(files: Mapping[str, bytes]) -> bytes:
    """The files as compressed bytes; the same files are always the same bytes."""
    return zlib.compress(msgspec.msgpack.encode(dict(sorted(files.items()))), level=9)


def opened(packed: bytes) -> dict[str, bytes]:
    """The files that an archive keeps."""
    return msgspec.msgpack.decode(zlib.decompress(packed), type=dict[str, bytes])


def digest(files: Mapping[str, bytes]) -> str:
    """The fingerprint of the files."""
    parts = (f"{path}\x1f{sha256(content).hexdigest()}" for path, content in sorted(files.items()))
    return sha256("\x1e".join(parts).encode()).hexdigest()


def read(files: Mapping[str, bytes], *, fixtures: bool = True) -> Book:
    """The book that the files make, or a refusal with the file and place; fixtures only where they are wanted."""
    sources = _sources(files)
    law, limits = tuple(_law(files)), tuple(_limits(files))
    scenarios = []
    found: dict[str, tuple[Case, ...]] = {}
    for path in sorted(files):
        if path.startswith(f"{WATCH}/") and path.endswith(".yaml") and path.count("/") == _DEPTH:
            if not path.endswith(".cases.yaml") and not path.startswith(_SOURCES):
                one = _told(_scenario(files, path, sources, law), limits, path)
                scenarios.append(one)
                found[one.card.id] = _fixtures(files, path, sources) if fixtures else ()
    desks, systems = (_names(files, one) for one in _NAMES)
    words = vocabulary.read({path: plain_yaml.read(files[path], path) for path in _lists(files, _WORDS)})
    return Book(
        digest(files), sources, tuple(scenarios), found, law, tuple(_tenants(files)), limits, desks, systems, words
    )


_DEPTH: Final = 2


def single(files: Mapping[str, bytes], path: str, book: Book) -> Scenario:
    """One scenario whose card stands at a path, read as if it were of the book."""
    return _told(_scenario(files, path, book.sources, book.law), book.limits, path)


def fixtures_of(files: Mapping[str, bytes], path: str, book: Book) -> tuple[Case, ...]:
    """The fixtures beside a card, read as if they were of the book."""
    return _fixtures(files, path, book.sources)


def said(files: Mapping[str, bytes], path: str) -> Any:
    """What a file says, as plain texts; nothing where there is none."""
    return plain_yaml.read(files.get(path, b""), path)


def _sources(files: Mapping[str, bytes]) -> Sources:
    """The tables of every watched system, a file each."""
    tables: dict[str, Table] = {}
    for path in sorted(files):
        if path.startswith(_SOURCES):
            found: Sources = _within(path)(lambda path=path: read_sources(plain_yaml.read(files[path], path) or {}))
            if twice := tables.keys() & found.tables.keys():
                raise ScenarioRefused("WAT-060", found=min(twice), allowed=("each source once",), place=path)
            tables |= found.tables
    made: Sources = _within(_SOURCES)(lambda: joined(tables))
    return made


def _names(files: Mapping[str, bytes], of: str) -> dict[str, Words]:
    """What desks or systems are called; packs that name the same one say the same of it."""
    found: dict[str, Words] = {}
    for path in _lists(files, of):
        said = plain_yaml.read(files[path], path)
        for name, told in dict(said if isinstance(said, Mapping) else {}).items():
            words = languages.read(told) or {}
            if not languages.is_whole(words) or found.setdefault(name, words) != words:
                raise ScenarioRefused("WAT-044", found=name, allowed=LANGUAGES, place=path)
    return found


def _lists(files: Mapping[str, bytes], of: str) -> Iterator[str]:
    """The files that say what something is called: the country's, and those of the packs that extend it."""
    for path in sorted(files):
        if path == f"{WATCH}/{of}.yaml" or (path.startswith(f"{WATCH}/{of}.") and path.count("/") == 1):
            yield path


def _scenario(files: Mapping[str, bytes], path: str, sources: Sources, law: Sequence[LawRow]) -> Scenario:
    stem = path.removesuffix(".yaml")
    area = path.split("/")[1]
    card = _within(path)(lambda: read_card(plain_yaml.read(files[path], path) or {}, area))
    if not stem.endswith(f"/{card.id}"):
        raise ScenarioRefused("WAT-044", found=card.id, allowed=(f"the name of its file, {stem}",), place=path)
    text = files.get(f"{stem}.sql", b"").decode()
    decides = "\x1f".join((text, card.deadline, *(f"{k}={v}" for k, v in sorted(card.keys.items())), *card.reference))
    version = sha256(decides.encode()).hexdigest()[:12]
    laws = {code for code, *_ in law}
    made: Scenario = _within(f"{stem}.sql")(lambda: scenario(card, text, sources, version, laws))
    return made


def _told(one: Scenario, limits: Sequence[Limit], path: str) -> Scenario:
    """A scenario that asks for a number which governments may set says of each finding who has set it."""
    asked = sorted(limit.code for limit in limits if f"'{limit.code}'" in one.query.text)
    if asked and LAW.column("set_by").name not in one.query.text:
        raise ScenarioRefused("WAT-048", found=asked[0], allowed=("x.set_by AS set_by",), place=path)
    return one


def _fixtures(files: Mapping[str, bytes], path: str, sources: Sources) -> tuple[Case, ...]:
    beside = f"{path.removesuffix('.yaml')}.cases.yaml"
    said = plain_yaml.read(files.get(beside, b""), beside) or {}
    told: tuple[Case, ...] = _within(beside)(lambda: cases(said, sources))
    return told


def _law(files: Mapping[str, bytes]) -> Iterator[LawRow]:
    for path in sorted(files):
        if path.startswith(f"{NUMBERS}/") and path.endswith(".yaml"):
            said = plain_yaml.read(files[path], path) or {}
            yield from _within(path)(lambda said=said, path=path: _numbers(Path(path).stem, said.get("values") or {}))


def _numbers(code: str, dated: Mapping[str, Any]) -> list[LawRow]:
    """A number through time: each of its values ends on the day before the next begins."""
    said = [(date.fromisoformat(day), told) for day, told in dated.items() if isinstance(told, dict)]
    said.sort(key=lambda one: one[0])
    ends = [since - timedelta(days=1) for since, _ in said[1:]] + [None]
    amount = LAW.column("amount")
    rows = []
    for (since, told), until in zip(said, ends, strict=True):
        value = amount.read(told.get("value"))
        rows.append((code, since, until, value if isinstance(value, Decimal) else None))
    return rows


def _tenants(files: Mapping[str, bytes]) -> Iterator[Tenant]:
    if _TENANTS not in files:
        return
    for row in csv.DictReader(io.StringIO(files[_TENANTS].decode())):
        titles = {name.removeprefix("title_"): text for name, text in row.items() if name.startswith("title_")}
        yield Tenant(row["code"], row["kind"], row.get("within") or "", titles)


def _limits(files: Mapping[str, bytes]) -> Iterator[Limit]:
    """The numbers of law under which the ministry says how far governments may go."""
    for path in sorted(files):
        if path.startswith(f"{NUMBERS}/") and path.endswith(".yaml"):
            said = plain_yaml.read(files[path], path) or {}
            if said.get("local"):
                yield _within(path)(lambda said=said, path=path: _limit(Path(path).stem, said))


def _limit(code: str, said: Mapping[str, Any]) -> Limit:
    told = said["local"]
    least, most = (_amount(told[name]) for name in ("least", "most"))
    titles = {str(one): str(text) for one, text in dict(told.get("title") or {"en": said["title"]}).items()}
    since = min(date.fromisoformat(day) for day in said["values"])
    step = Decimal(1).scaleb(min(int(one.as_tuple().exponent) for one in (least, most)))
    if not least < most or set(told) - {"least", "most", "law", "title"}:
        raise ScenarioRefused(
            "WAT-044", found=f"local: {dict(told)}"[:100], allowed=("least below most, law, title",)
        )
    return Limit(code, titles, least, most, step, since, str(told["law"]))


def _amount(said: str) -> Decimal:
    found = LAW.column("amount").read(said)
    if not isinstance(found, Decimal):
        raise ScenarioRefused("WAT-044", found=f"local: {said}", allowed=("a number",))
    return found


def _within(path: str) -> Any:
    """Whatever is refused is refused with the file in which it stands."""

    def run(work: Any) -> Any:
        try:
            return work()
        except WatchRefused as error:
            if error.place == path:
                raise
            raise error.within(path) from None
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ScenarioRefused("WAT-044", found=f"{type(error).__name__}: {error}"[:100], place=path) from None

    return run
