"""How permits change: agencies write them, declarations use them up and give them back."""

from clearway.stations.permits.actions.covering import cover, give_back
from clearway.stations.permits.actions.granting import change, issue, move

__all__ = ["change", "cover", "give_back", "issue", "move"]
