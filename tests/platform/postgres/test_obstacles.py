"""What stands in the way of a start is removed where that is safe, and named with its code where it is not."""

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from clearway.platform.postgres import Server, binaries, ensure, errors, postmaster, temporary_server


def program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", "ascii")
    path.chmod(0o755)


def stopped(place: Path, *, places: list[Path] | None = None) -> Path:
    with temporary_server(place, places=places):
        return place


def test_programs_that_are_nowhere_are_named(tmp_path: Path) -> None:
    with pytest.raises(errors.BinariesMissing, match=r"PG-001: .*(?s:.*)nowhere .does not run."):
        Server(tmp_path / "data", places=[tmp_path / "nowhere"]).start()


def test_the_programs_of_debian_serve_where_the_package_does_not_run(tmp_path: Path, debian: Path) -> None:
    program(tmp_path / "broken" / "postgres", "exit 127")

    with (
        temporary_server(tmp_path / "data", places=[tmp_path / "broken", debian]) as server,
        psycopg.connect(server.url()) as connection,
    ):
        assert connection.info.server_version // 10000 == int(debian.parent.name)
        assert connection.execute("show fsync").fetchone() == ("on",)
        assert connection.execute("select upper('đ')").fetchone() == ("Đ",)


def test_the_programs_of_debian_serve_where_initdb_of_the_package_fails(tmp_path: Path, debian: Path) -> None:
    program(tmp_path / "broken" / "postgres", 'echo "postgres (PostgreSQL) 99.1"')
    program(tmp_path / "broken" / "initdb", "exit 1")

    with temporary_server(tmp_path / "data", places=[tmp_path / "broken", debian]) as server:
        assert server.is_running


def test_data_of_debian_stay_with_debian(tmp_path: Path, debian: Path) -> None:
    place = stopped(tmp_path / "data", places=[debian])

    with ensure(place) as server, psycopg.connect(server.url()) as connection:
        assert connection.info.server_version // 10000 == int(debian.parent.name)


def test_what_initdb_said_is_in_the_error(tmp_path: Path) -> None:
    program(tmp_path / "broken" / "postgres", 'echo "postgres (PostgreSQL) 18.6"')
    program(tmp_path / "broken" / "initdb", 'echo "the disk is full" >&2; exit 1')

    with pytest.raises(errors.InitialisationFailed, match=r"PG-002(?s:.*)the disk is full"):
        Server(tmp_path / "data", places=[tmp_path / "broken"]).start()

    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("data")] == ["data.lock"]


def test_what_the_server_logged_is_in_the_error(data: Path) -> None:
    (data / "postgresql.auto.conf").write_text("shared_buffers = 'plenty'\n", "ascii")

    with pytest.raises(errors.StartFailed, match=r'PG-003(?s:.*)invalid value for parameter "shared_buffers"'):
        Server(data).start()


def test_data_of_another_version_are_refused(data: Path) -> None:
    (data / "PG_VERSION").write_text("12\n", "ascii")

    with pytest.raises(errors.OtherMajorVersion, match=r"PG-004: .* belongs to PostgreSQL 12; .* of (15, )?18"):
        Server(data).start()


def test_a_folder_of_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("Dear trader", "ascii")

    with pytest.raises(errors.DirectoryTaken, match=r"PG-005: .* no PG_VERSION"):
        Server(tmp_path).start()

    assert (tmp_path / "letters.txt").read_text("ascii") == "Dear trader"


def test_data_made_by_hand_are_left_alone(data: Path) -> None:
    (data / "clearway.json").unlink()

    with pytest.raises(errors.DirectoryTaken, match=r"PG-005: .* password file is missing"):
        Server(data).start()


def test_a_making_that_was_interrupted_is_made_anew(tmp_path: Path) -> None:
    half = tmp_path / "data.new" / "base"
    half.mkdir(parents=True)
    (tmp_path / "data").mkdir()

    with temporary_server(tmp_path / "data") as server:
        assert server.is_running
    assert not (tmp_path / "data.new").exists()


def test_a_stranger_who_has_the_number_of_the_dead_server_is_left_alone(data: Path) -> None:
    with subprocess.Popen(["sleep", "1000"]) as stranger:
        note = [str(stranger.pid), str(data), "1", "5432", "", "127.0.0.1", "1 1", "ready"]
        (data / "postmaster.pid").write_text("\n".join(note) + "\n", "ascii")

        with ensure(data) as server:
            assert server.is_ours
            assert stranger.poll() is None
        stranger.kill()


def test_a_dead_server_that_nobody_buried_is_no_obstacle(data: Path) -> None:
    with subprocess.Popen(["true"]) as body:
        os.waitid(os.P_PID, body.pid, os.WEXITED | os.WNOWAIT)
        (data / "postmaster.pid").write_text(f"{body.pid}\n{data}\n1\n5432\n\n127.0.0.1\n1 1\nready\n", "ascii")

        with ensure(data) as server:
            assert server.is_ours


@pytest.mark.parametrize("text", ["", "0", "-1", "no number\n", "4294967296\n", "\x00\n"])
def test_a_note_that_says_nothing_is_not_a_server(tmp_path: Path, text: str) -> None:
    (tmp_path / "postmaster.pid").write_text(text, "ascii")

    assert postmaster.running(tmp_path) is None


def test_a_port_taken_meanwhile_is_given_up_for_another(data: Path) -> None:
    port = json.loads((data / "clearway.json").read_text("ascii"))["port"]

    with (
        socket.create_server(("127.0.0.1", port)),
        ensure(data) as server,
        psycopg.connect(server.url()) as connection,
    ):
        assert connection.info.port != port


@pytest.mark.parametrize(
    ("name", "has_socket"),
    [
        ("two words", True),
        ("it's", True),
        ('a "quote"', True),
        ("back\\slash", True),
        ("comma, đồng", False),
        ("x" * 120, False),
    ],
)
def test_a_path_may_be_strange_or_long(open_directory: Path, name: str, has_socket: bool) -> None:
    with temporary_server(open_directory / name) as server:
        for address in (server.url(), server.socket_url()):
            with psycopg.connect(address) as connection:
                assert connection.execute("select 1").fetchone() == (1,)
        assert ("host=" in server.socket_url()) == has_socket


def test_root_serves_without_a_user_namespace(
    open_directory: Path, as_root: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(open_directory / "stubs" / "unshare", "exit 1")
    monkeypatch.setenv("PATH", f"{open_directory / 'stubs'}:{os.environ['PATH']}")

    with ensure(open_directory / "data") as server, psycopg.connect(server.url()) as connection:
        assert connection.execute("select 1").fetchone() == (1,)
        assert Path(f"/proc/{server.pid}").stat().st_uid == server.data_directory.stat().st_uid != 0


def test_root_serves_without_a_user_namespace_below_a_closed_directory(
    tmp_path: Path, as_root: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o700)
    program(tmp_path / "stubs" / "unshare", "exit 1")
    monkeypatch.setenv("PATH", f"{tmp_path / 'stubs'}:{os.environ['PATH']}")

    with ensure(tmp_path / "data") as server:
        assert Path(f"/proc/{server.pid}").stat().st_uid != 0
        with ensure(tmp_path / "data") as guest:
            assert guest.pid == server.pid


def test_data_that_root_made_serve_on_when_namespaces_are_forbidden(
    open_directory: Path, as_root: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = stopped(open_directory / "data")
    program(open_directory / "stubs" / "unshare", "exit 1")
    monkeypatch.setenv("PATH", f"{open_directory / 'stubs'}:{os.environ['PATH']}")

    with ensure(place) as server:
        assert server.is_running


SCRIPT = """
import os, signal, sys, threading, psycopg
from clearway.platform.postgres import ensure
server, guest = ensure(sys.argv[1]), ensure(sys.argv[1])
assert server.is_ours and not guest.is_ours and guest.pid == server.pid
dead = server.pid
os.kill(dead, signal.SIGKILL)
while server.pid == dead:
    threading.Event().wait(0.02)
assert psycopg.connect(server.url()).execute("select 1").fetchone() == (1,)
guest.stop()
server.stop()
print("served", os.geteuid())
"""

#: What a container without special rights leaves its root: no looking into other users' processes.
CONTAINER = "chown,dac_override,fowner,fsetid,kill,setgid,setuid,setpcap"


def run_confined(place: Path, *confinement: str, path: str = "") -> str:
    environment = {**os.environ, "PATH": path + os.environ["PATH"], "HOME": "/nonexistent"}
    ended = subprocess.run(
        ["setpriv", *confinement, "--", sys.executable, "-c", SCRIPT, place],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def test_root_of_a_plain_container_serves(open_directory: Path, as_root: None) -> None:
    program(open_directory / "stubs" / "unshare", "exit 1")
    kept = ",".join(f"+{right}" for right in CONTAINER.split(","))

    said = run_confined(open_directory / "data", f"--bounding-set=-all,{kept}", path=f"{open_directory / 'stubs'}:")

    assert said == "served 0\n"


@pytest.fixture
def ordinary_user(open_directory: Path, as_root: None) -> list[str]:
    """How to become user 65534, who owns a directory, and reads this project if it must be."""
    os.chown(open_directory, 65534, 65534)
    drop = ["--reuid=65534", "--regid=65534", "--clear-groups"]
    trial = subprocess.run(
        ["setpriv", *drop, sys.executable, "-c", "import clearway"], capture_output=True, check=False
    )
    if trial.returncode != 0:
        # The interpreter is in a directory closed to others; reading is allowed then, changing is not.
        drop += ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"]
    return drop


def test_an_ordinary_user_serves(open_directory: Path, ordinary_user: list[str]) -> None:
    assert run_confined(open_directory / "data", *ordinary_user) == "served 65534\n"


def test_root_serves_the_data_of_an_ordinary_user_and_gives_everything_back(
    open_directory: Path, ordinary_user: list[str]
) -> None:
    run_confined(open_directory / "data", *ordinary_user)

    with ensure(open_directory / "data") as server:
        assert Path(f"/proc/{server.pid}").stat().st_uid == 65534

    assert run_confined(open_directory / "data", *ordinary_user) == "served 65534\n"


def test_data_of_another_user_are_refused(open_directory: Path, ordinary_user: list[str]) -> None:
    place = stopped(open_directory / "data")

    with pytest.raises(AssertionError, match=r"PG-006: .*data belongs to user 0 and is closed to user 65534"):
        run_confined(place, *ordinary_user)


def test_every_error_has_a_code_of_its_own_and_stands_in_the_tree() -> None:
    kinds = [
        kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.PostgresError)
    ]

    assert len({kind.code for kind in kinds}) == len(kinds)
    for kind in kinds:
        assert kind.__name__ in errors.__doc__
        assert kind is errors.PostgresError or kind.code in errors.__doc__


def test_the_package_is_preferred_to_debian(debian: Path) -> None:
    assert binaries.directories()[0] != debian
    assert shutil.which("initdb", path=str(binaries.directories()[0]))
