"""Intake: what other systems deliver is checked whole, and applied where it is newer than what is known."""
