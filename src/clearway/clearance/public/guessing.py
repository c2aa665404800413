"""Guessing is made useless: whoever asks for many numbers that are not there is not answered for a while."""

from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from clearway.clearance.public.models import Misses

#: So many wrong numbers within the time are slips; after that nobody is answered until the time is over.
ALLOWED, WINDOW = 10, timedelta(minutes=15)

_COUNT = """
INSERT INTO clearance_public_misses AS m (address, since, count) VALUES (%(address)s, %(at)s, 1)
ON CONFLICT (address) DO UPDATE SET
    since = CASE WHEN m.since > %(begin)s THEN m.since ELSE excluded.since END,
    count = CASE WHEN m.since > %(begin)s THEN m.count + 1 ELSE 1 END
"""


def is_guessing(request: HttpRequest, *, at: datetime) -> bool:
    """Whether too many wrong numbers came from there lately."""
    rows = Misses.objects.filter(address=_address(request), since__gt=at - WINDOW)
    return rows.filter(count__gte=ALLOWED).exists()


def missed(request: HttpRequest, *, at: datetime) -> None:
    """A wrong number came from there; what is long past is forgotten."""
    begin = at - WINDOW
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM clearance_public_misses WHERE since <= %s", [begin])
        cursor.execute(_COUNT, {"address": _address(request), "at": at, "begin": begin})


def _address(request: HttpRequest) -> str:
    """Where a request comes from; of the long addresses the part that a household or firm is given."""
    text = request.META.get("REMOTE_ADDR", "")
    try:
        is_long = ip_address(text).version == 6
    except ValueError:
        is_long = False
    place = str(ip_network(f"{text}/64", strict=False)) if is_long else text
    return salted_hmac("clearway.public.misses", place, algorithm="sha256").hexdigest()
