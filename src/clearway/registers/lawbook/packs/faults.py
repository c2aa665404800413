"""The list on which every reader of a pack notes what it finds wrong."""

from clearway.registers.lawbook.contracts import PackFault


class FaultList:
    """All faults of one reading, in the order they were met."""

    def __init__(self) -> None:
        self.faults: list[PackFault] = []

    def add(self, file: str, line: int, code: str, found: object, would_pass: str) -> None:
        """Note one fault."""
        self.faults.append(PackFault(file, line, code, str(found), would_pass))

    def sorted(self) -> list[PackFault]:
        """Every fault once, by file and line."""
        return sorted(set(self.faults))
