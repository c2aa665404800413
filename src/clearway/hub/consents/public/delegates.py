"""Who may decide for another, and until when."""

from clearway.hub.consents.delegating import Delegation, delegate, of_delegate, revoke, stands
from clearway.hub.consents.delegating import of_subject as delegates_of

__all__ = ["Delegation", "delegate", "delegates_of", "of_delegate", "revoke", "stands"]
