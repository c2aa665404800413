"""Drafts: declarations that somebody has begun and not yet lodged.

A draft has no legal effect: it has no number, no rule is enforced on it, nobody but its party sees it, and it is
forgotten when nobody has worked on it for a while. What it holds are answers as they were typed, right or wrong.
"""
