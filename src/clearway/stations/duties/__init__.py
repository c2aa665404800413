"""Duties: what is owed for each version of a declaration, and why."""
