"""People who look at pages of a running house: their sessions, and the SQL statements that each page costs.

A program of its own, because it speaks to the house's store as the house does: ``python -m benchmarks.visitors``
prints JSON.
"""

import json
import sys
import time
from importlib import import_module
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402 - the settings must be read before what rests on them.
from django.contrib.auth import HASH_SESSION_KEY, get_user_model  # noqa: E402 - the same.
from django.db import connection  # noqa: E402 - the same.
from django.test import Client  # noqa: E402 - the same.
from django.test.utils import CaptureQueriesContext  # noqa: E402 - the same.

from clearway.platform.database.hot import CountingConnection  # noqa: E402 - the same.

FRAMES = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def main() -> None:
    """Read who looks at which pages, and print sessions and statements."""
    asked: dict[str, list[str]] = json.load(sys.stdin)
    sessions = {who: _session(who) for who in asked}
    counted = {page: _statements(sessions[who], page) for who, pages in asked.items() for page in pages}
    sys.stdout.write(json.dumps({"sessions": sessions, "statements": counted}))


def _session(who: str) -> str:
    """The key of a session in which somebody has signed in with a second factor; nobody's is empty."""
    if not who:
        return ""
    user: Any = get_user_model().objects.get(username=who)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session["_auth_user_id"] = str(user.pk)
    session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return str(session.session_key)


def _statements(session: str, page: str) -> int:
    client = Client(headers={"host": "127.0.0.1"})
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    client.get(page)
    before = CountingConnection.round_trips
    with CaptureQueriesContext(connection) as seen:
        client.get(page)
    said = [query for query in seen.captured_queries if not query["sql"].startswith(FRAMES)]
    return len(said) + CountingConnection.round_trips - before


if __name__ == "__main__":
    main()
