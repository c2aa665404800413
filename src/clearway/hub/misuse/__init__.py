"""Misuse: what explains each look-up, which of them follow a pattern that honest work does not, and who decides."""
