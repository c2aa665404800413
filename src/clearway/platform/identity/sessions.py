"""What a session proves: who signed in, by what means, and whether a second factor was among them."""

from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from django.http import HttpRequest

#: The external provider's word that it asked for more than a password.
STRONG = "strong"


def has_second_factor(request: HttpRequest) -> bool:
    """Whether somebody proved a second factor in this session: a code, a key, or a strong external sign-in."""
    return bool(_strong(request))


def assurance(request: HttpRequest, *, at: datetime, within: timedelta) -> Literal[1, 2, 3]:
    """How sure the house is of whoever asks: a password, a second factor, or a second factor given just now."""
    records = _strong(request)
    if not records:
        return 1
    newest = max(datetime.fromtimestamp(record.get("at", 0), UTC) for record in records)
    return 3 if at - newest <= within else 2


def _strong(request: HttpRequest) -> list[dict[str, Any]]:
    """The proofs of a session that are more than a password."""
    user: Any = request.user
    records = get_authentication_records(request, user if user.is_authenticated else None)
    return [record for record in records if record.get("method") == "mfa" or record.get(STRONG)]


def prove_second_factor(request: HttpRequest, user: Any, kind: str) -> None:
    """A second factor was proved just now; the session goes on under another key."""
    record_authentication(request, user, method="mfa", type=kind)
    renew(request)


def renew(request: HttpRequest) -> None:
    """A session that may now do other things gets another key, so that an overheard one is worth nothing."""
    request.session.cycle_key()
