"""The declaration in our own JSON: the WCO classes in camel case, one declaration an object, many as lines.

The message is the declaration itself; nothing stands around it. Numbers are exact: they are written as text, and read
as text or number. What is unknown, doubled, empty or too large is refused with its JSON pointer.
"""

from clearway.formats.json.message import read, read_all, read_many, read_parts, write
from clearway.formats.json.pointers import path, pointer
from clearway.formats.json.response import write_response
from clearway.formats.json.schema import schema

__all__ = ["path", "pointer", "read", "read_all", "read_many", "read_parts", "schema", "write", "write_response"]
