"""Migrations of the edge's own records."""
