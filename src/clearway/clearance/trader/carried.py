"""A checked file goes back with its page, so that lodging sends the same bytes without choosing the file again.

Nothing is kept on our side for what has no legal effect. A large file is not carried: it must be chosen again.
"""

import base64
import binascii
import zlib

#: Characters of a page that a carried file may take; nearly every declaration is below.
MOST = 60_000
#: A file beyond this is no declaration.
LARGEST = 20 * 1024 * 1024


def packed(content: bytes) -> str | None:
    """The file as text for a hidden field, or nothing where it would make the page heavy."""
    if len(content) > LARGEST:
        return None
    text = base64.b64encode(zlib.compress(content, 9)).decode("ascii")
    return text if len(text) <= MOST else None


def unpacked(text: str) -> bytes | None:
    """The file again, or nothing where the text is not one of ours."""
    if len(text) > MOST:
        return None
    opened = zlib.decompressobj()
    try:
        content = opened.decompress(base64.b64decode(text, validate=True), LARGEST)
    except (binascii.Error, ValueError, zlib.error):
        return None
    return content if opened.eof else None
