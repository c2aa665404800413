"""Who looks at a trader's page, and for which party."""

from clearway.clearance.acting import CHOSEN, Acting, acting

__all__ = ["CHOSEN", "Acting", "acting"]
