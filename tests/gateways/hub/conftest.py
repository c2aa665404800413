"""The web process of the interface's tests."""

from tests.gateways.rest.conftest import _web, web

__all__ = ["_web", "web"]
