"""Sharing decided: whether a look-up has a purpose that law and agreement provide for, and how little answers it."""

from clearway.core.share.agreement import Agreement, Consent, State
from clearway.core.share.minimise import BoundMissing, Record, bounds_of, minimised
from clearway.core.share.purpose import Basis, Case, Denial, Question, Ruling, World, decide

__all__ = [
    "Agreement",
    "Basis",
    "BoundMissing",
    "Case",
    "Consent",
    "Denial",
    "Question",
    "Record",
    "Ruling",
    "State",
    "World",
    "bounds_of",
    "decide",
    "minimised",
]
