"""Declarations: what was lodged and whether it is lawful in itself.

Other packages import this module; nothing else in the station is a promise.
"""

from clearway.core.validate import validate

__all__ = ["validate"]
