"""What can go wrong with a scenario: its text, its card, its fixtures, or the tables it is written for.

ScenarioRefused   a text, a card or a fixture is not one of the language   WAT-001 … WAT-059
SourceRefused     a table, a delivered row or a value does not fit          WAT-060 … WAT-069
NumberRefused     a government cannot set a number so                       WAT-070 … WAT-079
ReceivingRefused  what a hub distributes cannot be received                 WAT-080 … WAT-089
"""

from typing import Final

#: Every refusal by its code: the sentence an author reads.
REFUSALS: Final[dict[str, str]] = {
    "WAT-001": "This cannot be read as one SELECT.",
    "WAT-002": "The text is too long or nested too deeply.",
    "WAT-003": "This word is not part of the language.",
    "WAT-004": "This construct is not part of the language.",
    "WAT-005": "There is no division; engines round it differently.",
    "WAT-006": "There are no patterns; engines compare letters differently.",
    "WAT-007": "There are no window functions.",
    "WAT-008": "A result has no order and no limit.",
    "WAT-009": "Columns are named, never all of them.",
    "WAT-010": "Binary fractions are not exact.",
    "WAT-011": "The clock is not read; a run is of one day.",
    "WAT-012": "Tables are joined with JOIN … ON.",
    "WAT-013": "A set of values comes from a list or from EXISTS, not from a query in IN.",
    "WAT-014": "A query in the place of a value gives exactly one row.",
    "WAT-015": "Names are written without quotation marks.",
    "WAT-016": "Not every engine answers a query within another in this place.",
    "WAT-020": "There is no such source.",
    "WAT-021": "There is no such column.",
    "WAT-022": "The column is in several tables.",
    "WAT-023": "There is no such function.",
    "WAT-024": "The function takes other arguments.",
    "WAT-025": "The name is given twice.",
    "WAT-026": "An aggregate cannot stand here.",
    "WAT-027": "The column is neither grouped by nor within an aggregate.",
    "WAT-030": "A condition is needed here, something that is true or false.",
    "WAT-031": "Values of different types cannot be compared or combined.",
    "WAT-032": "The value has the wrong type for this place.",
    "WAT-033": "Text is not turned into numbers or days; a row could fail.",
    "WAT-034": "A comparison with NULL is never true.",
    "WAT-035": "The constant is not well formed.",
    "WAT-036": "The parts of a UNION ALL differ in their columns.",
    "WAT-040": "The result begins with case_key, a text, and money, a number.",
    "WAT-041": "A deadline gives case_key, a text, and due, a day.",
    "WAT-042": "The case key is not the key of a source.",
    "WAT-043": "A source of the query is neither keyed nor a reference, or one of the card is not in the query.",
    "WAT-044": "The card is not well formed.",
    "WAT-045": "A sentence names a column that the result does not have.",
    "WAT-046": "The number of law is not in the pack.",
    "WAT-047": "Rows of one case may meet rows of another; their key must hold them together.",
    "WAT-048": "Governments may set this number themselves, and the result does not say who has set it.",
    "WAT-050": "A fixture does not come out as it says.",
    "WAT-051": "There are too few fixtures.",
    "WAT-052": "A condition can be dropped and no fixture notices.",
    "WAT-060": "The description of the sources is not well formed.",
    "WAT-061": "The value does not fit its column.",
    "WAT-062": "The row lacks what identifies it, or has a column that its table has not.",
    "WAT-063": "The delivery is not well formed.",
    "WAT-064": "There is no such source.",
    "WAT-065": "One change number stands for two different rows.",
    "WAT-066": "The delivery was taken with another content.",
    "WAT-067": "A file of the folder is missing or lacks a column.",
    "WAT-068": "The engine is not installed here.",
    "WAT-070": "The number is outside the ministry's limits.",
    "WAT-071": "No government may set this number for itself.",
    "WAT-072": "The number cannot be set from this day on.",
    "WAT-073": "The reason for the number is missing.",
    "WAT-080": "The description of what is received is not well formed.",
    "WAT-081": "The hub does not answer.",
    "WAT-082": "The hub refuses.",
    "WAT-083": "The hub's answer is not well formed.",
    "WAT-084": "What came is not what the hub says that it has sent.",
    "WAT-085": "The part is not the one that comes next.",
    "WAT-086": "The source receives something else, or what it received has come to its end.",
    "WAT-087": "The distribution is suspended.",
    "WAT-088": "The copy is not equal to what the hub has sent.",
    "WAT-089": "Two records of the register are one row of the source, and say different things.",
}


class WatchRefused(ValueError):
    """Something of the watch is refused; says where, what was found and what would pass."""

    def __init__(
        self, code: str, *, found: str, allowed: tuple[str, ...] = (), place: str = "", line: int = 0, column: int = 0
    ) -> None:
        super().__init__(code, found, allowed, place, line, column)
        self.code = code
        self.sentence = REFUSALS[code]
        self.found = found
        self.allowed = allowed
        self.place = place
        self.line = line
        self.column = column

    def __str__(self) -> str:
        """One line for a terminal: code, place, sentence, what was found, what would pass."""
        spot = f"{self.line}:{self.column}" if self.line else ""
        where = ":".join(part for part in (self.place, spot) if part)
        passes = f" What would pass: {', '.join(self.allowed)}." if self.allowed else ""
        at = f" at {where}" if where else ""
        return f"{self.code}{at}: {self.sentence} Found: {self.found}.{passes}"

    def within(self, file: str) -> "WatchRefused":
        """The same refusal, with the file in which it is before the place in it."""
        place = f"{file}, {self.place}" if self.place else file
        return type(self)(
            self.code, found=self.found, allowed=self.allowed, place=place, line=self.line, column=self.column
        )


class ScenarioRefused(WatchRefused):
    """A scenario is not one of the language."""


class SourceRefused(WatchRefused):
    """A table or a value of a source does not fit its description."""


class NumberRefused(WatchRefused):
    """A government cannot set a number of law so for itself; ``place`` is the field it is about."""


class ReceivingRefused(WatchRefused):
    """What a hub distributes cannot be received, or not so."""
