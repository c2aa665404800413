"""Operators' and carriers' software: what it sends and gets about cargo. Nothing here needs a database."""
