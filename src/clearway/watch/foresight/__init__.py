"""Foresight: what the watch would find if rows were saved, told before they are; nothing is written."""
