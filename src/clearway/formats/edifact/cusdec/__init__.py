"""The goods declaration as a UN/EDIFACT CUSDEC of directory D.23A, read and written from one table (PR-EDI).

Assumes the whole of a declaration in one message. Never drops a fact: what CUSDEC has no home for travels in its
supplement section. Never guesses a value: what it does not know is a fault with its place.
"""

from clearway.formats.edifact.cusdec.message import path_at, places, read, read_all, write
from clearway.formats.edifact.cusdec.pointers import path, pointer
from clearway.formats.edifact.pointers import UnknownPointer

__all__ = ["UnknownPointer", "path", "path_at", "places", "pointer", "read", "read_all", "write"]
