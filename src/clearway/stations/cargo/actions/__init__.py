"""How cargo moves: operators and carriers report it, declarations wait for it and are told of it."""

from clearway.stations.cargo.actions.releasing import forget, hindrances, tell_released
from clearway.stations.cargo.actions.reporting import announce, arrive, gate_out

__all__ = ["announce", "arrive", "forget", "gate_out", "hindrances", "tell_released"]
