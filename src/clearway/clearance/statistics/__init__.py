"""Statistics: what the event log says about many declarations at once, by day, office, regime and lane.

The tables are read models: they can be emptied and filled again from the log at any time, and then say the same.
Nothing is decided by them, and what they publish names nobody.
"""
