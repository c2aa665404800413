"""Twins: stand-ins for outside parties, processes of their own that speak the real protocol."""
