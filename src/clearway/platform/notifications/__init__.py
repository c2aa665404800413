"""Notices: what people and their software are told, by the ways they chose, each thing once.

What is to be told is written in the transaction that handled the event; carrying it out of the house is a matter
of its own (``carrying``), with patience, and blocks nobody. Who is told what is not known here: that is said by
whoever calls ``telling``.
"""
