"""Whoever does not know how to go on finds help from every page, without signing in."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from clearway.clearance.public.help import BEGINNERS, GLOSSARY
from clearway.platform.calendar import now
from clearway.registers.lawbook import public as lawbook
from tests.portal.people import words

pytestmark = pytest.mark.usefixtures("country")


def test_help_says_what_this_is_whom_to_call_how_to_begin_and_what_words_mean() -> None:
    contact = lawbook.current(now()).country.contact
    assert contact is not None

    with CaptureQueriesContext(connection) as seen:
        page = words(Client().get("/help"))

    assert contact.telephone in page
    assert contact.email in page
    assert [key for key, _title, _steps in BEGINNERS if f'<h3 id="{key}">' not in page] == []
    assert [word for word, _meaning in GLOSSARY if f"<dt>{word}</dt>" not in page] == []
    assert len(seen) <= 4


@pytest.mark.parametrize("address", ["/sign-in", "/track", "/tariff", "/status", "/receipt"])
def test_every_page_leads_to_help(address: str) -> None:
    assert 'href="/help"' in words(Client().get(address))


def test_who_cannot_sign_in_is_told_what_to_do() -> None:
    page = words(Client().get("/sign-in"))

    assert 'href="/help#sign-in"' in page
    assert 'href="/help#begin"' in page
    assert "Forgot your password?" in words(Client().get("/help"))
