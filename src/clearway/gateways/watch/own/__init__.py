"""The platform's own records of customs, delivered to the watch as any other system delivers its own.

The same rows are asked about before an officer saves and delivered afterwards: what is foretold is what is found.
"""
