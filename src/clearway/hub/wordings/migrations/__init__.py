"""The tables of wordings, step by step."""
