"""Texts of notices: ``notices/*.yaml``, kind by kind in every language of the country. They stand beside the law."""

import re
from pathlib import Path

from clearway.platform.notifications.texts import NoticeText
from clearway.registers.lawbook.packs.entries import Entry
from clearway.registers.lawbook.packs.faults import FaultList
from clearway.registers.lawbook.packs.gathering import PackFiles
from clearway.registers.lawbook.packs.parameters import document, entry_at
from clearway.registers.lawbook.packs.strict_yaml import Document

FOLDER = "notices"
_KIND = re.compile(r"[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)+")
_NAME = re.compile(r"\{(\w+)\}")
#: A telephone shows so much at once; a title is a subject line.
LONGEST_TITLE = 120


def read(folder: Path, languages: tuple[str, ...], faults: FaultList) -> tuple[NoticeText, ...]:
    """Every text of the pack; a kind has one in every language, and all of them name the same things."""
    files = PackFiles(
        {f"{FOLDER}/{path.name}": path.read_bytes() for path in sorted((folder / FOLDER).glob("*.yaml"))}
    )
    found: dict[str, tuple[NoticeText, ...]] = {}
    for path in files.under(FOLDER):
        opened = document(files, path, faults)
        if opened is None:
            continue
        source, _ = opened
        for kind in source.value:
            place = entry_at(source, (kind,), path, faults)
            if not isinstance(kind, str) or not _KIND.fullmatch(kind):
                place.fault("LAW-007", kind, "words with hyphens and dots, as declaration.released")
            elif kind in found:
                place.fault("LAW-012", kind, "each kind once")
            else:
                found[kind] = _texts(kind, source, path, languages, faults)
    return tuple(text for texts in found.values() for text in texts)


def _texts(
    kind: str, source: Document, path: str, languages: tuple[str, ...], faults: FaultList
) -> tuple[NoticeText, ...]:
    whole = entry_at(source, (kind,), path, faults)
    texts = []
    for language in languages:
        if whole.raw(language, required=False) is None:
            whole.fault("LAW-009", f"{kind} has no {language}", "a text in every language of the country")
            continue
        entry = entry_at(source, (kind, language), path, faults)
        text = NoticeText(
            kind, language, entry.text("title"), entry.text("text"), entry.text("short", required=False)
        )
        entry.close()
        if len(text.title) > LONGEST_TITLE:
            entry.fault(
                "LAW-007", f"a title of {len(text.title)} characters", f"at most {LONGEST_TITLE}", key="title"
            )
        texts.append(text if text.short else NoticeText(kind, language, text.title, text.text, text.title))
        _same_names(entry, texts[0], texts[-1])
    whole.close()
    return tuple(texts)


def _same_names(entry: Entry, first: NoticeText, other: NoticeText) -> None:
    """A language that names less says less; one that names more shows braces."""
    expected, found = _names(first), _names(other)
    if found != expected or "" in found:
        known = ", ".join(sorted(expected - {""})) or "nothing"
        entry.fault("LAW-008", f"{other.language} names {', '.join(sorted(found)) or 'nothing'}", f"names of {known}")


def _names(text: NoticeText) -> frozenset[str]:
    """What a text names; the empty name where a brace is left over."""
    whole = f"{text.title} {text.text} {text.short}"
    left = _NAME.sub("", whole)
    return frozenset(_NAME.findall(whole)) | (frozenset({""}) if set(left) & set("{}") else frozenset())
