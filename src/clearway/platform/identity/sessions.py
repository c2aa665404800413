"""What a session proves: who signed in, by what means, and whether a second factor was among them."""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from django.http import HttpRequest

#: The external provider's word that it asked for more than a password.
STRONG = "strong"


def has_second_factor(request: HttpRequest) -> bool:
    """Whether somebody proved a second factor in this session: a code, a key, or a strong external sign-in."""
    user: Any = request.user
    records = get_authentication_records(request, user if user.is_authenticated else None)
    return any(record.get("method") == "mfa" or record.get(STRONG) for record in records)


def prove_second_factor(request: HttpRequest, user: Any, kind: str) -> None:
    """A second factor was proved just now; the session goes on under another key."""
    record_authentication(request, user, method="mfa", type=kind)
    renew(request)


def renew(request: HttpRequest) -> None:
    """A session that may now do other things gets another key, so that an overheard one is worth nothing."""
    request.session.cycle_key()
