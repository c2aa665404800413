"""One web process for every gateway's tests that has no other."""

from tests.gateways.rest.conftest import _web, web

__all__ = ["_web", "web"]
