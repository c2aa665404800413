"""A source of the watch receives a register, as PR-DST says: whatever a hub answers is checked before it counts."""
