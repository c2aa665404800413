"""A port that somebody listens on is told before anything is started."""

import socket
from collections.abc import Iterator

import pytest

from clearway.config import together
from clearway.platform import loopback


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server((loopback.HOST, 0)) as listening:
        yield listening.getsockname()[1]


def test_a_port_is_free_until_somebody_listens(taken: int) -> None:
    assert not loopback.is_free(taken)


def test_the_house_says_which_port_is_taken_and_starts_nothing(
    taken: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert together.run(["--port", str(taken), "--alone"]) == 1

    said = capsys.readouterr().err
    assert "UP-001" in said and str(taken) in said and "--port" in said
