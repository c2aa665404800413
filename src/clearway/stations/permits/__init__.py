"""Permits: other agencies' licences and certificates, and how much of each is left.

An agency fills its register; a declaration that names a permit is held against it, and what it uses is written off
in the same transaction. Nothing is ever written off beyond what is left.
"""
