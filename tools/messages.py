"""Message catalogues: one a language, written anew from what the code, the templates and the packs say.

    python -m tools.messages update    the .po files hold every identifier and keep every translation
    python -m tools.messages compile   .mo files beside them, where a .po is newer
    python -m tools.messages check     what is missing, left over or broken; fails where anything is

A .po file has no line numbers and no dates: it changes only when a text does.
"""

import os
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tools.identifiers import CODE, NAME, ROOT, Collected, Identifier, collect, names

#: English is the identifiers themselves.
LANGUAGES = ("ko", "vi", "es", "fr")
LOCALE = CODE / "locale"
HEADER = "# Clearway in {language}: sentences that people read. Written by python -m tools.messages update."
_DATED = re.compile(rb'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Generated-By|Language-Team|Report-Msgid'
                    rb'-Bugs-To|Project-Id-Version): .*\n', re.MULTILINE)  # fmt: skip


def po_file(language: str, locale: Path = LOCALE) -> Path:
    """Where the catalogue of a language stands."""
    return locale / language / "LC_MESSAGES" / "django.po"


def catalogue(language: str, locale: Path = LOCALE) -> Catalog:
    """The catalogue of a language; an empty one where there is none yet."""
    path = po_file(language, locale)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def update(collected: Collected, locale: Path = LOCALE) -> None:
    """Every catalogue holds what is said today, translations kept; what nobody says any more is left out."""
    for language in LANGUAGES:
        content = written(language, collected, catalogue(language, locale))
        path = po_file(language, locale)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)


def written(language: str, collected: Collected, old: Catalog) -> bytes:
    """The content of a .po file."""
    fresh = Catalog(locale=language, header_comment=HEADER.format(language=_english_name(old)), fuzzy=False)
    for identifier, places in collected.identifiers.items():
        known = old.get(_id(identifier)[0] if identifier.plural else identifier.text, identifier.context or None)
        same = known is not None and known.pluralizable == bool(identifier.plural)
        fresh.add(
            _id(identifier),
            known.string if known is not None and same else None,
            locations=[(place, None) for place in places],
            user_comments=known.user_comments if known is not None else (),
            context=identifier.context or None,
        ).flags.clear()
    buffer = BytesIO()
    write_po(buffer, fresh, width=110, sort_output=True, include_lineno=False)
    return _DATED.sub(b"", buffer.getvalue())


def compile_catalogues(locale: Path = LOCALE) -> list[Path]:
    """The .mo files that were older than their .po, or missing; other processes see the old one or the new one."""
    made = []
    for language in LANGUAGES:
        source = po_file(language, locale)
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        beside = target.with_suffix(f".{os.getpid()}.new")
        with beside.open("wb") as file:
            write_mo(file, catalogue(language, locale))
        beside.replace(target)
        made.append(target)
    return made


def complaints(collected: Collected, locale: Path = LOCALE) -> Iterator[str]:
    """What keeps a person from reading everything in their language."""
    for one in collected.unfollowed:
        yield f"{one.path}:{one.line}: nobody can tell which text this is: {one.code}"
    for language in LANGUAGES:
        catalog = catalogue(language, locale)
        for identifier in collected.identifiers:
            message = catalog.get(identifier.text, identifier.context or None)
            yield from (f"{language}: {fault}" for fault in _faults(identifier, message))
        said = {(one.text, one.context) for one in collected.identifiers}
        for message in catalog:
            if message.id and (_texts(message.id)[0], message.context or "") not in said:
                yield f"{language}: nobody says this any more: {_texts(message.id)[0]}"


def _faults(identifier: Identifier, message: Message | None) -> Iterator[str]:
    forms = _texts(message.string) if message is not None else ()
    if not forms or not all(forms):
        yield f"no translation: {identifier.text}"
        return
    allowed = names(identifier.text) | names(identifier.plural)
    needed = names(identifier.text) & names(identifier.plural or identifier.text)
    for form in forms:
        if names(form) - allowed or needed - names(form):
            yield f"other names: {identifier.text} -> {form}"
        if re.search(r"[{}]", NAME.sub("", form)) and "{" not in NAME.sub("", identifier.text):
            yield f"a brace that opens or closes nothing: {form}"


def _english_name(catalog: Catalog) -> str:
    return catalog.locale.get_language_name("en") if catalog.locale else ""


def _texts(value: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _id(identifier: Identifier) -> str | tuple[str, str]:
    return (identifier.text, identifier.plural) if identifier.plural else identifier.text


def main(verb: str) -> int:
    """One verb; what it did or found is printed."""
    if verb == "compile":
        for path in compile_catalogues():
            print(f"compiled {path.relative_to(ROOT)}")  # noqa: T201 - a command speaks.
        return 0
    collected = collect()
    if verb == "update":
        update(collected)
    found = list(complaints(collected))
    print(*found, f"{len(collected.identifiers)} identifiers, {len(found)} complaints", sep="\n")  # noqa: T201 - as above.
    return 1 if found and verb == "check" else 0


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in {"update", "compile", "check"}:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
