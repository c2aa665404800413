"""Connections of the hot path: a pool beside Django's, and the lane that commits in groups."""
