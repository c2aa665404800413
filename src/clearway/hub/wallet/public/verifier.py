"""Questions of organisations for documents, as OpenID4VP puts them."""

from clearway.hub.wallet.asking import (
    OPEN_FOR,
    TYP,
    Question,
    answer,
    ask,
    client_id,
    open_question,
    question,
    refuse,
    request_object,
)

__all__ = [
    "OPEN_FOR",
    "TYP",
    "Question",
    "answer",
    "ask",
    "client_id",
    "open_question",
    "question",
    "refuse",
    "request_object",
]
