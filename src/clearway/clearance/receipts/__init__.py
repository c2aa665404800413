"""Receipts of releases: what they are to say is gathered here, and they are put on paper.

It assumes that the release station signs and keeps them. It never says who may see one.
"""
