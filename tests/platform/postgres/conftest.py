"""What the tests of the embedded PostgreSQL stand on: a directory others can reach, patience, programs of Debian."""

import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from clearway.platform.postgres import Server, binaries, temporary_server

PATIENCE_SECONDS = 60


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a server that was started once and stopped."""
    with temporary_server(tmp_path_factory.mktemp("blank") / "data") as server:
        return server.data_directory


@pytest.fixture(autouse=True)
def emptied(tmp_path: Path) -> Iterator[None]:
    """Data directories are large, and pytest keeps the folders of three runs."""
    yield
    shutil.rmtree(tmp_path)


@pytest.fixture
def data(blank: Path, tmp_path: Path) -> Path:
    """Data of its own for one test, copied because making them takes longer."""
    return shutil.copytree(blank, tmp_path / "data")


@pytest.fixture
def server(data: Path) -> Iterator[Server]:
    """A server that the test may kill."""
    with Server(data) as running:
        yield running


@pytest.fixture
def open_directory() -> Iterator[Path]:
    """A directory below which every user of the machine may look for what is theirs."""
    place = Path(tempfile.mkdtemp(prefix="clearway-"))
    place.chmod(0o755)
    yield place
    shutil.rmtree(place)


@pytest.fixture
def debian() -> Path:
    """The PostgreSQL programs that Debian brings."""
    places = [place for place in binaries.directories() if place.is_relative_to(binaries.DEBIAN)]
    if not places:
        pytest.skip("Debian's package postgresql is not installed")
    return places[0]


@pytest.fixture
def as_root() -> None:
    """The test changes identity, which only root may."""
    if os.geteuid() != 0:
        pytest.skip("only root can take another identity")


@pytest.fixture
def eventually() -> Callable[[Callable[[], object]], object]:
    """The first true answer to a question asked again and again; a server between two lives refuses meanwhile."""

    def ask(question: Callable[[], object]) -> object:
        deadline, pause = time.monotonic() + PATIENCE_SECONDS, threading.Event()
        while time.monotonic() < deadline:
            try:
                answer = question()
            except psycopg.OperationalError:
                answer = None
            if answer:
                return answer
            pause.wait(0.02)
        return pytest.fail(f"still not so after {PATIENCE_SECONDS} s")

    return ask
