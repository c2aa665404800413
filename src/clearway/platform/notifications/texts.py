"""What a notice says: the country's texts, in the reader's language, filled with what may be named."""

import re
from collections.abc import Collection, Iterable, Mapping

import msgspec
from django.db import transaction

from clearway.platform.notifications import models

#: The language that stands in where a text is missing in another.
FIRST_LANGUAGE = "en"
_NAME = re.compile(r"\{(\w+)\}")


class NoticeText(msgspec.Struct, frozen=True):
    """A kind of notice in one language: the title, the whole text, and one short sentence for a telephone."""

    kind: str
    language: str
    title: str
    text: str
    short: str

    def filled(self, facts: Mapping[str, str]) -> "NoticeText":
        """The text with its names filled; a value is never read as a template, and a name without one stays."""
        return NoticeText(
            self.kind,
            self.language,
            _filled(self.title, facts).replace("\n", " "),
            _filled(self.text, facts),
            _filled(self.short, facts),
        )


class Texts:
    """The texts of some kinds, by kind and language."""

    def __init__(self, texts: Iterable[NoticeText]) -> None:
        self._texts = {(one.kind, one.language): one for one in texts}

    def of(self, kind: str, language: str) -> NoticeText:
        """The text in a language, or in the first one; where the country has none, its kind stands for it."""
        found = self._texts.get((kind, language)) or self._texts.get((kind, FIRST_LANGUAGE))
        return found or NoticeText(kind, language, kind, kind, kind)


@transaction.atomic
def load(texts: Iterable[NoticeText]) -> int:
    """Make these the country's texts, and no others; returns how many there are."""
    rows = [models.Text(**msgspec.structs.asdict(one)) for one in texts]
    models.Text.objects.exclude(kind__in={row.kind for row in rows}).delete()
    models.Text.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["kind", "language"],
        update_fields=["title", "text", "short"],
    )
    return len(rows)


def of_kinds(kinds: Collection[str]) -> Texts:
    """The texts of some kinds, in every language."""
    rows = models.Text.objects.filter(kind__in=kinds).values_list("kind", "language", "title", "text", "short")
    return Texts(NoticeText(*row) for row in rows)


def _filled(template: str, facts: Mapping[str, str]) -> str:
    return _NAME.sub(lambda match: facts.get(match[1], match[0]), template)
