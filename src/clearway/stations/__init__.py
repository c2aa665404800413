"""The stops of a declaration; each keeps its own tables and does its own verb."""
