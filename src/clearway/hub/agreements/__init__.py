"""Agreements: which organisation may ask a holder for what, under which conditions."""
