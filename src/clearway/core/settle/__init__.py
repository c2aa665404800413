"""Who owes, by which means, and whether a debt is covered."""

from clearway.core.settle.means import Means, means_of, payer_of

__all__ = ["Means", "means_of", "payer_of"]
