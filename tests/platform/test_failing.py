"""A page that fails: whoever asked is told little, and the operator is told why."""

import io
import logging

import pytest
from django.test import Client

from clearway.clearance.trader import status

pytestmark = pytest.mark.usefixtures("country")


def _broken(*_: object) -> None:
    raise RuntimeError("the wheel came off")


def test_why_a_page_failed_is_written_where_the_operator_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    [handler] = [one for one in logging.getLogger("django.request").handlers if type(one) is logging.StreamHandler]
    written = io.StringIO()
    monkeypatch.setattr(handler, "stream", written)
    monkeypatch.setattr(status, "components", _broken)

    answer = Client(raise_request_exception=False).get("/status")

    assert answer.status_code == 500
    assert b"the wheel came off" not in answer.content
    assert "/status" in written.getvalue()
    assert "RuntimeError: the wheel came off" in written.getvalue()
