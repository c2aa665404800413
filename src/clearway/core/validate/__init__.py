"""Is a declaration lawful in itself? One function per rule, all findings at once.

A rule is a plain function with a code and one sentence; the country's pack puts it in force with a first day, a law
and a severity. The package assumes that facts were read by a format and never repairs, logs or looks anything up
outside the declaration, the law of the day and what the registers said.
"""

from clearway.core.validate.rule import Breach, Rule, rule
from clearway.core.validate.rules import RULES
from clearway.core.validate.runner import unmet, validate

__all__ = ["RULES", "Breach", "Rule", "rule", "unmet", "validate"]
