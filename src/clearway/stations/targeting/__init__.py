"""Targeting: the lane of each version of a declaration, and the reasons officers may see."""
