"""The rulebook of the watch: sources, scenarios and numbers of law of the pack, by edition."""
