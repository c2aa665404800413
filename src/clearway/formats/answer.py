"""The answer's shape, as the formats take it."""

from clearway.core.facts.answer import Answer, Outcome, TaxLine

__all__ = ["Answer", "Outcome", "TaxLine"]
