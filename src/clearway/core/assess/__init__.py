"""What is owed? Customs value, duties, taxes and fees, each with its formula, law and steps.

It assumes a law that its pack's check has passed, and any declaration at all. It never guesses a number: what is
missing or too old becomes a finding, and nothing is owed until it is there.
"""

from clearway.core.assess.decision import assess

__all__ = ["assess"]
