"""Declarations: what was lodged, in every version, and the message it came in."""
