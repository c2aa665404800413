"""What can go wrong with a predicate or with the values it is asked about.

PredicateRefused   a text is not a predicate of the language   PRD-001 … PRD-028
RowRefused         a value does not fit its column             PRD-040 … PRD-043
"""

from typing import Final

#: Every refusal by its code: the sentence an author reads.
REFUSALS: Final[dict[str, str]] = {
    "PRD-001": "This cannot be read as one expression.",
    "PRD-002": "The text is too long.",
    "PRD-003": "The expression is nested too deeply.",
    "PRD-004": "The expression has too many parts.",
    "PRD-010": "This construct is not part of the language.",
    "PRD-011": "There is no such column.",
    "PRD-012": "There is no such function.",
    "PRD-013": "There is no such parameter.",
    "PRD-014": "There is no such list.",
    "PRD-015": "The function takes another number of arguments.",
    "PRD-020": "A condition is needed here, something that is true or false.",
    "PRD-021": "Values of different types cannot be compared or combined.",
    "PRD-022": "The value has the wrong type for this place.",
    "PRD-023": "The result could need more than 38 digits.",
    "PRD-024": "Only a constant may stand here.",
    "PRD-025": "A comparison with NULL is never true.",
    "PRD-026": "It is unclear what belongs together; write parentheses.",
    "PRD-027": "The constant is not well formed.",
    "PRD-028": "The parameter or list holds a value that cannot be used.",
    "PRD-040": "There is no such column.",
    "PRD-041": "The value has the wrong type for its column.",
    "PRD-042": "The value has more decimals than its column keeps.",
    "PRD-043": "The value has more digits than its column keeps.",
}


class PredicateRefused(ValueError):
    """A text is not a predicate of the language; says where, what was found and what would pass."""

    def __init__(
        self, code: str, *, found: str, allowed: tuple[str, ...] = (), line: int = 1, column: int = 1
    ) -> None:
        self.code = code
        self.sentence = REFUSALS[code]
        self.found = found
        self.allowed = allowed
        self.line = line
        self.column = column
        super().__init__(code, found, allowed, line, column)

    def __str__(self) -> str:
        """One line for a terminal: code, place, sentence, what was found, what would pass."""
        passes = f" What would pass: {', '.join(self.allowed)}." if self.allowed else ""
        return f"{self.code} at {self.line}:{self.column}: {self.sentence} Found: {self.found}.{passes}"


class RowRefused(ValueError):
    """A value does not fit its column: it is refused, never rounded or cut."""

    def __init__(self, code: str, *, column: str, found: str, allowed: str) -> None:
        self.code = code
        self.sentence = REFUSALS[code]
        self.column = column
        self.found = found
        self.allowed = allowed
        super().__init__(code, column, found, allowed)

    def __str__(self) -> str:
        """One line for a terminal: code, column, sentence, what was found, what would pass."""
        return f"{self.code} in {self.column}: {self.sentence} Found: {self.found}. Takes: {self.allowed}."
