"""Duties: what is owed for a declaration.

Other packages import this module; nothing else in the station is a promise.
"""

from clearway.core.assess import assess

__all__ = ["assess"]
