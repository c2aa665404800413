"""A bank as a process of its own, for the demonstration and the tests: it pays as people do and loses no message.

It keeps what it has to tell in a file of its own, signs it, and sends it again until it is acknowledged. What it does
is decided by its seed alone.
"""
