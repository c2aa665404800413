"""What a receiver reads of everything it receives, as of one instant."""

from clearway.hub.distribution.received import Received, received

__all__ = ["Received", "received"]
