"""A stamp of time is the authority's, and over this very note: RFC 3161.

The authority's own certificate is pinned: no chain is looked for, and no other authority is believed.
"""

from datetime import datetime
from hashlib import sha256

from cryptography.x509 import Certificate
from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

from clearway.platform.transparency import errors

MOST_BYTES = 100_000


def stamped_at(response: bytes, note: bytes, certificate: Certificate, *, nonce: int | None = None) -> datetime:
    """The instant at which the authority saw a note; ``StampWrong`` where the response proves nothing."""
    if len(response) > MOST_BYTES:
        raise errors.StampWrong(reason="it is too long")
    try:
        read = decode_timestamp_response(response)
        builder = VerifierBuilder().tsa_certificate(certificate).add_root_certificate(certificate)
        verifier = (builder.nonce(nonce) if nonce is not None else builder).build()
        if read.tst_info.message_imprint.message != sha256(note).digest():
            raise errors.StampWrong(reason="it is over something else")
        verifier.verify_message(read, note)
        return read.tst_info.gen_time
    except (VerificationError, ValueError) as error:
        raise errors.StampWrong(reason=str(error) or "its signature is wrong") from error
