"""Cargo: what operators and carriers report of the goods themselves, and what they are told may leave.

A record stands under a cargo number. Declarations find it by the transport documents they name, or by containers.
Nothing here decides whether goods are released; it says whether they are here, and who keeps them.
"""
