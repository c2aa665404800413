"""Sharing decided: whether a look-up has a purpose that law and agreement provide for, and how little answers it."""

from clearway.core.share.agreement import Agreement, Article, Consent, State
from clearway.core.share.catalogue import (
    About,
    Assurance,
    Field,
    Holder,
    InformationKind,
    Predicate,
    Record,
    Sensitivity,
)
from clearway.core.share.minimise import BoundMissing, minimised
from clearway.core.share.purpose import Basis, Case, Denial, Question, Ruling, World, decide

__all__ = [
    "About",
    "Agreement",
    "Article",
    "Assurance",
    "Basis",
    "BoundMissing",
    "Case",
    "Consent",
    "Denial",
    "Field",
    "Holder",
    "InformationKind",
    "Predicate",
    "Question",
    "Record",
    "Ruling",
    "Sensitivity",
    "State",
    "World",
    "decide",
    "minimised",
]
