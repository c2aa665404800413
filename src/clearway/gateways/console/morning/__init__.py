"""A morning of trade in the demonstration country: who lodges what, and what people then do about it.

Everything goes through the doors that everybody uses. What a morning holds is data of the country's pack.
"""
