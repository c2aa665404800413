"""Figures: how findings fared, what it was worth, and what nothing looks at.

Other packages import this module; nothing else here is a promise.
"""

from clearway.watch.figures.counting import Fared, Worth, Year, fared, months, steps, worth, years
from clearway.watch.figures.coverage import Covered, Desk, coverage, desks
from clearway.watch.figures.numbers import number

__all__ = [
    "Covered",
    "Desk",
    "Fared",
    "Worth",
    "Year",
    "coverage",
    "desks",
    "fared",
    "months",
    "number",
    "steps",
    "worth",
    "years",
]
