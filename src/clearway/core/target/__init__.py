"""Must we look at the goods? Targeting rules and the random stream give the lane and its reasons.

It assumes an assessment. It never tells a trader which rule selected; a reason carries the class that may be told.
"""

from clearway.core.target.columns import CATALOGUE, rows_of
from clearway.core.target.decision import parsed, profile_of, target

__all__ = ["CATALOGUE", "parsed", "profile_of", "rows_of", "target"]
