"""Duties: what is owed for a declaration.

Other packages import this module; nothing else in the station is a promise.
"""

from clearway.core.assess import assess
from clearway.stations.duties.actions import keep
from clearway.stations.duties.queries import assessment_of

__all__ = ["assess", "assessment_of", "keep"]
