"""What can go wrong with exchange rates.

RatesError
└── RatesRefused       RAT-001
"""


class RatesError(Exception):
    """Rates cannot be had or taken."""

    code = "RAT-000"


class RatesRefused(RatesError):
    """The table of rates has faults; nothing of it was taken."""

    code = "RAT-001"

    def __init__(self, faults: list[str]) -> None:
        """Keep every fault, and say the first few."""
        self.faults = faults
        super().__init__("\n".join(faults[:10]))
