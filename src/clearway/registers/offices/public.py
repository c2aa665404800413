"""The register of offices.

Other packages import this module; nothing else in the register is a promise.
"""

from clearway.registers.offices.actions import add_officer, load_offices
from clearway.registers.offices.queries import offices_of, present_officers, title

__all__ = ["add_officer", "load_offices", "offices_of", "present_officers", "title"]
