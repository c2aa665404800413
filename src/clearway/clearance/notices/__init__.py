"""Notices about trade: who is told what happened, in which words, and the pages where people choose and read.

A kind of notice names what may be said: facts that both a trader and their software may know, and nothing that is
for officers alone. Officers have kinds of their own.
"""
