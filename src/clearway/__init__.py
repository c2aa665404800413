"""Clearway: a national trade single window and customs platform, a sharing hub and a preventive watch."""
