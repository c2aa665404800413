"""Authoring: scenarios are written, tried on fixtures and on what was delivered, and published under two names."""
