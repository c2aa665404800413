"""The exchange: may I ask, asking, and who asked about whom.

Other packages import this module; nothing else here is a promise.
"""

from clearway.hub.exchange.actions import address_of, reach
from clearway.hub.exchange.edge import Edge
from clearway.hub.exchange.errors import AnswerUnreadable, Denied, ExchangeError, HolderAway
from clearway.hub.exchange.evidence import number_of
from clearway.hub.exchange.looking_up import Answer, Inquiry, Setting, look_up, may_ask
from clearway.hub.exchange.own import own_record
from clearway.hub.exchange.picture import NotRemembered, Remembered
from clearway.hub.exchange.probing import Probe
from clearway.hub.exchange.queries import Accessed, about, count, kept_since, of_organisation, one, recorded

__all__ = [
    "Accessed",
    "Answer",
    "AnswerUnreadable",
    "Denied",
    "Edge",
    "ExchangeError",
    "HolderAway",
    "Inquiry",
    "NotRemembered",
    "Probe",
    "Remembered",
    "Setting",
    "about",
    "address_of",
    "count",
    "kept_since",
    "look_up",
    "may_ask",
    "number_of",
    "of_organisation",
    "one",
    "own_record",
    "reach",
    "recorded",
]
