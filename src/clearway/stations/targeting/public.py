"""Targeting: which lane a declaration takes.

Other packages import this module; nothing else in the station is a promise.
"""

from clearway.core.target import target

__all__ = ["target"]
