"""Controls decided: who is given a file, whose clock runs and until when, and what setting a finding aside needs.

It draws no lots and reads no clock: the draw, the instant and the law's hours are given to it.
"""

from clearway.core.control.assignment import Work, assign, drawn, shares
from clearway.core.control.clocks import Clock, OfficeHours, Pause, Standard, after, clock, worked
from clearway.core.control.deciding import is_possible, last_day, objection
from clearway.core.control.hours import office_hours, standard

__all__ = [
    "Clock",
    "OfficeHours",
    "Pause",
    "Standard",
    "Work",
    "after",
    "assign",
    "clock",
    "drawn",
    "is_possible",
    "last_day",
    "objection",
    "office_hours",
    "shares",
    "standard",
    "worked",
]
