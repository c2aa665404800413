"""Savings: which papers nobody had to fetch, and what that is worth by a formula that everybody can read."""
