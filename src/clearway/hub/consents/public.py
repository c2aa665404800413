"""Consents: asked, given, refused, withdrawn.

Other packages import this module; nothing else here is a promise.
"""

from clearway.hub.consents.actions import ask, give, refuse, withdraw
from clearway.hub.consents.errors import ConsentError, ConsentUnknown, NotPossibleNow
from clearway.hub.consents.queries import said

__all__ = ["ConsentError", "ConsentUnknown", "NotPossibleNow", "ask", "give", "refuse", "said", "withdraw"]
