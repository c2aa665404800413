"""Disclosures: what the law keeps from a person for a while, and what a person says against an access."""
