"""What can go wrong with concealments and objections.

DisclosureError
├── NotConcealable     DSC-001
├── AlreadyObjected    DSC-002
├── NothingSaid        DSC-003
└── ObjectionUnknown   DSC-004
"""

from typing import ClassVar


class DisclosureError(Exception):
    """Something cannot be done about what a person sees, or says against it."""

    code: ClassVar[str] = ""
    sentence: ClassVar[str] = ""
    remedy: ClassVar[str] = ""

    def __init__(self, **facts: str) -> None:
        """Keep the facts; the sentence is filled when somebody reads it."""
        super().__init__(self.sentence.format(**facts))
        self.facts = facts


class NotConcealable(DisclosureError):
    """An order names its case and its article, and ends at an instant to come."""

    code = "DSC-001"
    sentence = "A concealment needs a case, an article of the law and an end that is still to come."
    remedy = "Name all three."


class AlreadyObjected(DisclosureError):
    """The same was said about the access, and waits for its answer."""

    code = "DSC-002"
    sentence = "You have said this about the access already; it waits for its answer."
    remedy = "Wait for the answer, or say the other of the two."


class NothingSaid(DisclosureError):
    """An objection says what is wrong, in no more than a page."""

    code = "DSC-003"
    sentence = "Say what is wrong, in 1 to {most} characters."
    remedy = "A sentence is enough."


class ObjectionUnknown(DisclosureError):
    """There is no such objection, it is another's, or it was answered."""

    code = "DSC-004"
    sentence = "There is no open objection {objection}."
    remedy = "Choose one of the list."
