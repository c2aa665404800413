"""What is told is said in every language, names only what may be named, and a faulty pack is told so."""

import importlib
import pkgutil
import shutil
from pathlib import Path

import pytest

import clearway
from clearway.clearance.notices import kinds
from clearway.platform.events.event import Event
from clearway.platform.notifications.texts import NoticeText, Texts
from clearway.registers.lawbook import public as lawbook
from clearway.watch.findings import telling as watched
from tests.conftest import PACK

#: Facts of events that only officers may know.
FOR_OFFICERS = {
    "reason",
    "officer",
    "before",
    "what",
    "lane",
    "hint",
    "asked_by",
    "against",
    "actor",
    "result",
    "found",
}


@pytest.fixture(scope="module")
def texts() -> tuple[NoticeText, ...]:
    """What Demoland says."""
    return lawbook.notice_texts(PACK)


def _names(text: NoticeText) -> set[str]:
    return set(text.filled(_Naming()).title.split("\0")[1::2]) | set(text.filled(_Naming()).text.split("\0")[1::2])


class _Naming(dict[str, str]):
    def get(self, name: str, default: str = "") -> str:  # type: ignore[override] # every name is known here.
        return f"\0{name}\0"


def test_every_kind_is_said_in_five_languages_and_nothing_else_is(texts: tuple[NoticeText, ...]) -> None:
    said = {(one.kind, one.language) for one in texts}
    told = {kind.name for kind in kinds.KINDS} | watched.KINDS
    assert said == {(kind, language) for kind in told for language in ("en", "ko", "vi", "es", "fr")}


def test_a_text_names_only_what_its_kind_passes_on(texts: tuple[NoticeText, ...]) -> None:
    for text in texts:
        known = watched.FACTS if text.kind in watched.KINDS else set(kinds.BY_NAME[text.kind].facts)
        assert _names(text) <= known, text


def test_no_kind_passes_on_what_only_officers_may_know() -> None:
    for kind in kinds.KINDS:
        assert kind.audience == "officer" or not set(kind.facts.values()) & FOR_OFFICERS, kind


def test_every_kind_comes_from_an_event_that_holds_its_facts() -> None:
    known = {event.name: set(event.__struct_fields__) for event in _events()}
    for kind in kinds.KINDS:
        assert kind.event in known, kind
        assert set(kind.facts.values()) | set(kind.when) <= known[kind.event], kind


def test_a_value_is_never_read_as_a_template() -> None:
    text = NoticeText("a.b", "en", "About {mrn}", "{mrn} and {place}", "{mrn}")
    filled = text.filled({"mrn": "{place}", "place": "X"})
    assert (filled.title, filled.text) == ("About {place}", "{place} and X")


def test_where_a_language_is_missing_the_first_one_stands_in() -> None:
    texts = Texts([NoticeText("a.b", "en", "One", "Two", "Three")])
    assert texts.of("a.b", "ko").title == "One"
    assert texts.of("a.c", "ko").title == "a.c"


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("  fr:\n    title: La déclaration {mrn} est décidée", "  de:\n    title: La déclaration", "LAW-009"),
        ("title: 신고서 {mrn} 처리 결정", "title: 신고서 {number} 처리 결정", "LAW-008"),
        ("title: Declaration {mrn} is decided", "title: Declaration {mrn is decided", "LAW-008"),
        ("title: Declaration {mrn} is decided", f"title: {'long ' * 30}{{mrn}}", "LAW-007"),
        ("declaration.decided:", "Declaration:", "LAW-007"),
        ("declaration.refused:", "declaration.decided:", "LAW-004"),
        ("    title: Declaration {mrn} is decided\n", "", "LAW-006"),
        ("    title: Declaration {mrn} is decided\n", "    title: '{mrn}'\n    shout: no\n", "LAW-005"),
    ],
)
def test_a_faulty_text_is_refused_with_its_place(tmp_path: Path, before: str, after: str, code: str) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(PACK, pack)
    file = pack / "notices" / "declarations.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1
    file.write_text(text.replace(before, after), encoding="utf-8")

    faults = lawbook.check(pack)

    assert (code, "notices/declarations.yaml") in {(fault.code, fault.file) for fault in faults}


def test_the_countrys_texts_are_without_fault() -> None:
    assert [fault for fault in lawbook.check(PACK) if fault.file.startswith("notices")] == []


def _events() -> list[type]:
    for module in pkgutil.walk_packages(clearway.__path__, "clearway."):
        if module.name.endswith(".events"):
            importlib.import_module(module.name)
    return Event.__subclasses__()
