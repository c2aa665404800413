"""Must we look at the goods? Targeting rules and the random stream give the lane and its reasons.

It assumes an assessment. It never tells a trader which rule selected; a reason carries the class that may be told.
"""

from clearway.core.target.columns import CATALOGUE
from clearway.core.target.decision import check_rule, parsed, profile_of, target
from clearway.core.target.rows import rows_of

__all__ = ["CATALOGUE", "check_rule", "parsed", "profile_of", "rows_of", "target"]
