"""A portal for browsers: one server and one Chromium for all tests that need them."""

import importlib
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from django.db import connections
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

chromium = importlib.import_module("tools.chromium")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip

Opened = Callable[..., Page]


@pytest.fixture(scope="module")
def address(django_db_setup: None) -> Iterator[str]:
    """Where the portal listens, on a free port of the loopback."""
    # A connection kept for a browser's next request would outlive the tests, and keep their database from going.
    kept, connections.settings["default"]["CONN_MAX_AGE"] = connections.settings["default"]["CONN_MAX_AGE"], 0
    server = LiveServer("127.0.0.1")
    yield server.url
    server.stop()
    connections.settings["default"]["CONN_MAX_AGE"] = kept


@pytest.fixture(scope="module")
def browser(address: str) -> Iterator[Browser]:
    """The machine's Chromium, until the module's last test; where there is none, it is said what to install.

    While Playwright runs, its loop runs in this thread: Django takes every test for a coroutine, and keeps a
    connection apart for it, which nobody but us can close.
    """
    path = chromium.found()
    if path is None:
        pytest.skip(f"{chromium.SKIPPED} {chromium.REMEDY}")
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as environment:
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with closing(playwright.chromium.launch(executable_path=path, args=list(FLAGS))) as one:
            yield one
        connections.close_all()


@pytest.fixture
def opened(address: str, browser: Browser, country: None) -> Iterator[Opened]:
    """Opens windows of a width, language and kind, and closes them when the test ends."""
    contexts = []

    def window(width: int = 1280, *, language: str = "en", scripts: bool = True) -> Page:
        context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": 844},
            locale=language,
            java_script_enabled=scripts,
        )
        contexts.append(context)
        return context.new_page()

    yield window
    for context in contexts:
        context.close()
