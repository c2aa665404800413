"""The gate: whether goods may leave."""

from clearway.core.release.gate import Hindrance, gate

__all__ = ["Hindrance", "gate"]
