"""What changed between two versions, and what smaller question would be enough."""

from collections.abc import Iterable
from typing import Final

import msgspec

from clearway.core.law.information import InformationKind
from clearway.core.share import Agreement

#: What a version is compared by.
COMPARED: Final = (
    "kind", "article", "grants", "roles", "offices", "case_kinds", "exemption", "in_office_hours", "emergency",
    "assurance", "since", "until",
)  # fmt: skip


class Change(msgspec.Struct, frozen=True):
    """One thing in which a version differs from the one before: what was taken away, and what was added."""

    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def gone(self) -> tuple[str, ...]:
        """What was, and is no more."""
        return tuple(one for one in self.before if one not in self.after)

    @property
    def new(self) -> tuple[str, ...]:
        """What was not, and is."""
        return tuple(one for one in self.after if one not in self.before)


class Smaller(msgspec.Struct, frozen=True):
    """A field that tells more than may be needed, and the questions that tell less."""

    field: str
    instead: tuple[str, ...]


def differences(before: Agreement | None, after: Agreement) -> tuple[Change, ...]:
    """In what a version differs from the one before it; a first version differs in nothing."""
    if before is None:
        return ()
    pairs = ((name, _words(before, name), _words(after, name)) for name in COMPARED)
    return tuple(Change(name, was, is_now) for name, was, is_now in pairs if was != is_now)


def smaller(kind: InformationKind, names: Iterable[str]) -> tuple[Smaller, ...]:
    """For each field asked for: the kind's questions that are answered from it with yes, no or a range."""
    found = (
        Smaller(name, tuple(sorted(one.name for one in kind.predicates.values() if name in (one.field, one.until))))
        for name in sorted(names)
        if name in kind.fields
    )
    return tuple(one for one in found if one.instead)


def _words(agreement: Agreement, name: str) -> tuple[str, ...]:
    if name in ("since", "until"):
        day = getattr(agreement.period, name)
        return (day.isoformat(),) if day else ()
    value = getattr(agreement, name)
    if isinstance(value, frozenset):
        return tuple(sorted(value))
    if isinstance(value, bool):
        return ("yes",) if value else ("no",)
    return (str(value),) if value != "" else ()
