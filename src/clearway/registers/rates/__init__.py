"""The register of exchange rates: what one unit of a currency was worth on a day, and who said so.

Rates are published facts, not law; how old a rate may be when it is used is law (``rates.max_age_days``). Nothing
here rounds, converts or guesses.
"""
