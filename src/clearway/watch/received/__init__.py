"""Received: sources that are copies of registers, as a hub distributes them, and what has to be remembered of them.

The hub speaks of keys of its own; which row of a source each is stands here, with the digest by which the hub knows
the row, so that a range is forgotten, a row taken out and the copy proven equal. Values stand in the source alone.
"""
