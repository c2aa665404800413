"""Connections of the hot path: a pool beside Django's, and the thread that commits in groups."""
