"""The gate: whether goods may leave; and the receipt, by which others see that they may."""

from clearway.core.release.gate import Hindrance, gate

__all__ = ["Hindrance", "gate"]
