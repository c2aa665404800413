"""The server of a data directory is started once, shared, restarted when it dies, and stopped by its starter."""

import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from clearway.platform.postgres import Server, ensure, ensure_database, postmaster, temporary_server


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that is only asked."""
    with temporary_server(tmp_path_factory.mktemp("quiet") / "data") as running:
        yield running


def ask(url: str, question: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(question).fetchone()
    return row[0] if row else None


def tell(url: str, *commands: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for command in commands:
            connection.execute(command)


def test_data_outlive_a_stop_and_the_address_stays(data: Path) -> None:
    first = ensure(data)
    address = first.url()
    tell(address, "create table kept (mrn text)", "insert into kept values ('26DM0001')")
    first.stop()

    second = ensure(data)

    try:
        assert second.url() == address
        assert ask(address, "select mrn from kept") == "26DM0001"
    finally:
        second.stop()


def test_a_stopped_server_is_gone_and_left_its_data_clean(data: Path) -> None:
    server = ensure(data)
    address = server.url()

    server.stop()

    assert not server.is_running
    assert not (server.data_directory / "postmaster.pid").exists()
    assert "database system is shut down" in server.log.read_text("utf-8")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(address)


@pytest.mark.parametrize("name", ["fsync", "synchronous_commit", "full_page_writes", "data_checksums"])
def test_nothing_acknowledged_may_be_lost(quiet: Server, name: str) -> None:
    assert ask(quiet.url(), f"show {name}") == "on"


@pytest.mark.parametrize(
    ("name", "value"),
    [("server_encoding", "UTF8"), ("shared_buffers", "128MB"), ("max_connections", "100"), ("TimeZone", "UTC")],
)
def test_the_settings_of_the_house_are_in_force(quiet: Server, name: str, value: str) -> None:
    assert ask(quiet.url(), f"show {name}") == value


def test_words_are_sorted_alike_on_every_machine(quiet: Server) -> None:
    found = ask(
        quiet.url(), "select datlocprovider::text || ' ' || datlocale from pg_database where datname = 'clearway'"
    )

    assert found == "b C.UTF-8"


def test_letters_of_every_language_are_letters(quiet: Server) -> None:
    assert ask(quiet.url(), "select upper('đồng ñandú é')") == "ĐỒNG ÑANDÚ É"


def test_nobody_gets_in_without_the_password(quiet: Server) -> None:
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(quiet.url(), password="guessed")


def test_the_data_and_the_password_are_closed_to_others(quiet: Server) -> None:
    assert quiet.data_directory.stat().st_mode & 0o077 == 0
    assert (quiet.data_directory / "clearway.json").stat().st_mode & 0o077 == 0


def test_it_listens_on_the_loopback_alone(quiet: Server) -> None:
    assert ask(quiet.url(), "show listen_addresses") == "127.0.0.1"


def test_the_database_is_made_once(quiet: Server) -> None:
    address = ensure_database(quiet.url(), name="second")
    tell(address, "create table kept ()")

    again = ensure_database(quiet.url(), name="second")

    assert again == address
    assert ask(again, "select to_regclass('kept')::text") == "kept"


def test_a_server_that_runs_is_used_and_left_running(server: Server) -> None:
    guest = ensure(server.data_directory)

    assert not guest.is_ours
    assert guest.pid == server.pid
    assert ask(guest.url(), "select 1") == 1
    guest.stop()
    assert ask(server.url(), "select 1") == 1


def test_another_process_uses_the_same_server(server: Server) -> None:
    script = (
        "import sys; from clearway.platform.postgres import ensure; s = ensure(sys.argv[1]); print(s.pid, s.is_ours)"
    )

    said = subprocess.run(
        [sys.executable, "-c", script, server.data_directory], capture_output=True, text=True, check=True
    ).stdout

    assert said == f"{server.pid} False\n"
    assert ask(server.url(), "select 1") == 1


def test_a_killed_server_comes_back_with_every_acknowledged_row(server: Server, eventually, caplog) -> None:
    caplog.set_level(logging.INFO)
    tell(server.url(), "create table kept (number int)")
    for killed in range(3):
        dead = server.pid
        tell(server.url(), f"insert into kept values ({killed})")

        os.kill(dead, signal.SIGKILL)

        eventually(lambda dead=dead: server.pid != dead and ask(server.url(), "select 1"))
    assert ask(server.url(), "select array_agg(number order by number) from kept") == [0, 1, 2]
    assert caplog.text.count("has died") == 3


def test_an_orphan_busy_with_a_long_query_does_not_hold_up_the_restart(server: Server, eventually) -> None:
    dead = server.pid
    # Busy without ever waiting: such a session does not notice that its postmaster is gone.
    busy = psycopg.connect(server.url(), autocommit=True)
    busy.pgconn.send_query(b"do $$ begin loop end loop; end $$")
    eventually(lambda: ask(server.url(), "select count(*) from pg_stat_activity where state = 'active'") == 2)

    os.kill(dead, signal.SIGKILL)

    eventually(lambda: server.pid != dead and ask(server.url(), "select 1"))
    busy.close()


def test_a_guest_takes_over_when_the_host_goes(data: Path, eventually) -> None:
    host = ensure(data)
    guest = ensure(data)
    address = host.url()
    try:
        host.stop()

        eventually(lambda: guest.is_ours and ask(address, "select 1"))
    finally:
        guest.stop()
    assert postmaster.running(data) is None


def test_the_server_ends_with_a_starter_that_was_killed(data: Path, eventually) -> None:
    starter = subprocess.Popen(
        [sys.executable, "-m", "clearway.platform.postgres", data], stdout=subprocess.PIPE, text=True
    )
    address = starter.stdout.readline().strip()
    tell(address, "create table kept (mrn text)", "insert into kept values ('26DM0001')")

    starter.kill()
    starter.communicate()

    eventually(lambda: postmaster.running(data) is None)
    with ensure(data) as successor:
        assert successor.url() == address
        assert ask(address, "select mrn from kept") == "26DM0001"


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_the_foreground_command_stops_what_it_started(data: Path, ending: signal.Signals) -> None:
    command = subprocess.Popen(
        [sys.executable, "-m", "clearway.platform.postgres", data], stdout=subprocess.PIPE, text=True
    )
    assert ask(command.stdout.readline().strip(), "select 1") == 1

    command.send_signal(ending)
    command.communicate()

    assert command.returncode == 0
    assert postmaster.running(data) is None


def test_a_program_that_forgets_to_stop_leaves_nothing_behind(tmp_path: Path) -> None:
    script = "import sys; from clearway.platform.postgres import ensure; ensure(sys.argv[1])"

    subprocess.run([sys.executable, "-c", script, tmp_path / "data"], check=True)

    assert postmaster.running(tmp_path / "data") is None


def test_many_who_come_at_once_share_one_server(tmp_path: Path) -> None:
    script = (
        "import sys; from clearway.platform.postgres import ensure; s = ensure(sys.argv[1]); "
        "print(s.pid, s.is_ours, flush=True); sys.stdin.read(); s.stop()"
    )
    guests = [
        subprocess.Popen(
            [sys.executable, "-c", script, tmp_path / "data"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]

    said = [guest.stdout.readline().split() for guest in guests]
    for guest in guests:
        guest.communicate()

    assert len({pid for pid, _ in said}) == 1
    assert sorted(is_ours for _, is_ours in said) == ["False", "False", "False", "True"]
