"""Agencies' software: what it sends and gets about permits. Nothing here needs a database."""
