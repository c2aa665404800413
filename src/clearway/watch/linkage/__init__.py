"""Linkage: rows are linked to their partners by keys that hold through splits, renumberings and ways of writing.

A row keeps the key it came with, and beside it the key by which it is linked; every engine reads the latter. Links
follow what is delivered: rows, the registers they point to, changes of keys, late or corrected. Nothing is guessed.
"""
