"""The goods declaration as a WCO Data Model XML message (DEC), read and written from one table (PR-DEC).

Assumes the customisation DMS:2 of data model 3.6. Never resolves an entity, never fetches a schema, never guesses a
value: what it does not know is a fault with its place.
"""

from clearway.formats.wco.declaration.message import path, pointer, read, steps, write
from clearway.formats.wco.pointers import UnknownPointer

__all__ = ["UnknownPointer", "path", "pointer", "read", "steps", "write"]
