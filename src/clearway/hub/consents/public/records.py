"""Consents as records: in which words, how they stand, what was signed, and what is forgotten."""

from clearway.hub.consents.actions import Words, must_be_known
from clearway.hub.consents.errors import SignedOtherwise
from clearway.hub.consents.reacting import KIND, READER
from clearway.hub.consents.recording import Reach, Record, Signature, forget, record, records, sign, to_sign

__all__ = [
    "KIND",
    "READER",
    "Reach",
    "Record",
    "Signature",
    "SignedOtherwise",
    "Words",
    "forget",
    "must_be_known",
    "record",
    "records",
    "sign",
    "to_sign",
]
