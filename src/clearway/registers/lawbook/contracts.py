"""What the register of law gives out: faults of a pack and versions of the lawbook."""

from datetime import datetime

import msgspec

#: Every kind of fault a pack can have, in one sentence each.
FAULTS = {
    "LAW-001": "A file of the pack is missing.",
    "LAW-002": "A file or folder is not one that a pack has.",
    "LAW-003": "A file cannot be read.",
    "LAW-004": "A key is written twice.",
    "LAW-005": "A key or column is not known here.",
    "LAW-006": "A key, column or value is missing.",
    "LAW-007": "A value is not of the kind that belongs here.",
    "LAW-008": "A value is not one of those that may stand here.",
    "LAW-009": "A title is missing in a language of the country.",
    "LAW-010": "A period ends before it begins.",
    "LAW-011": "A number, rule or formula has no legal reference.",
    "LAW-012": "A code stands twice for the same days.",
    "LAW-013": "A reference leads nowhere.",
    "LAW-014": "A goods code is not in the nomenclature.",
    "LAW-015": "A duty expression cannot be read.",
    "LAW-016": "Goods have no third-country duty on some day.",
    "LAW-017": "Goods have two third-country duties on one day.",
    "LAW-018": "Between two wordings of a formula there are days without one.",
    "LAW-019": "Two wordings of a formula are in force on one day.",
    "LAW-020": "A formula reaches for something that formulas may not use.",
    "LAW-021": "A module of formulas cannot be loaded.",
    "LAW-022": "A rule is not known to the core.",
    "LAW-023": "A targeting rule cannot be read as a predicate.",
    "LAW-024": "The first day of a number repeats or a value is in no order.",
}


class PackFault(msgspec.Struct, frozen=True, order=True):
    """One fault of a pack: where it is, its code, what was found, and what would pass. Line 0 is the whole file."""

    file: str
    line: int
    code: str
    found: str
    would_pass: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.code} {FAULTS[self.code]} Found {self.found}; would pass: {self.would_pass}"


class LawbookVersion(msgspec.Struct, frozen=True):
    """A version of the lawbook as it was loaded: it decides from ``effective_from`` until the next one does."""

    number: int
    version: str
    hash: str
    effective_from: datetime
    loaded_at: datetime
    loaded_by: str
