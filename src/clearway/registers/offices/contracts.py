"""Values that go in and out of the register of offices."""

import msgspec


class OfficeEntry(msgspec.Struct, frozen=True):
    """An office as the register has it."""

    code: str
    kind: str
    titles: dict[str, str]
    is_active: bool
    officers: int = 0
    present: int = 0

    def title(self, language: str) -> str:
        """What it is called in a language; its code where it has no name."""
        return self.titles.get(language) or self.titles.get("en") or self.code


class Post(msgspec.Struct, frozen=True):
    """What somebody is there for in an office, and what the office is called."""

    office: str
    role: str
    titles: dict[str, str]

    def title(self, language: str) -> str:
        """What the office is called in a language; its code where it has no name."""
        return self.titles.get(language) or self.titles.get("en") or self.office


class OfficerEntry(msgspec.Struct, frozen=True):
    """A person who works for an office."""

    id: int
    username: str
    role: str
    is_present: bool
