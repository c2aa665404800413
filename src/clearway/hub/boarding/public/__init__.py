"""Coming aboard: a holder's system named and tried, the sandbox record, and members' certificates.

Other packages import this package and its door ``words``; nothing else here is a promise.
"""

from clearway.hub.boarding.certificates import (
    ENDING,
    Certificate,
    add_certificate,
    certificates_of,
    certified,
    tell_ending,
    withdraw_certificate,
)
from clearway.hub.boarding.errors import BoardingError
from clearway.hub.boarding.sample import KEY, answer
from clearway.hub.boarding.systems import name_system, try_system

__all__ = [
    "ENDING",
    "KEY",
    "BoardingError",
    "Certificate",
    "add_certificate",
    "answer",
    "certificates_of",
    "certified",
    "name_system",
    "tell_ending",
    "try_system",
    "withdraw_certificate",
]
