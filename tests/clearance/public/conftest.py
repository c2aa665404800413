"""The portal's browser serves the public's pages too."""

from tests.portal.conftest import address, browser, opened

__all__ = ["address", "browser", "opened"]
