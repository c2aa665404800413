"""The code that goes with a declaration's number: whoever has both may follow it on the public's page."""

from base64 import b32encode

from django.utils.crypto import salted_hmac

#: Forty bits that follow from the number for us and for nobody else.
CODE_BYTES = 5


def code_of(mrn: str) -> str:
    """The code of a number, eight letters and digits; the same for as long as the house keeps its secret."""
    mac = salted_hmac("clearway.public.tracking", mrn, algorithm="sha256").digest()
    return b32encode(mac[:CODE_BYTES]).decode()
