"""How the embedded PostgreSQL is set: durable first, small when idle, fit for two cores.

Written anew before each start, so that a newer release of the house also sets older data directories.
"""

from collections.abc import Iterator
from pathlib import Path

FILE = "clearway.conf"

#: The longest path of a unix socket on Linux, without its closing zero.
LONGEST_SOCKET_PATH = 107

#: Name, value, and the first PostgreSQL version that knows the name.
SETTINGS: tuple[tuple[str, str, int], ...] = (
    ("fsync", "on", 0),
    ("synchronous_commit", "on", 0),
    ("full_page_writes", "on", 0),
    ("wal_level", "replica", 0),
    ("min_wal_size", "128MB", 0),
    ("max_wal_size", "2GB", 0),
    ("checkpoint_timeout", "15min", 0),
    ("checkpoint_completion_target", "0.9", 0),
    ("max_connections", "100", 0),
    ("superuser_reserved_connections", "3", 0),
    ("shared_buffers", "128MB", 0),
    ("effective_cache_size", "4GB", 0),
    ("work_mem", "16MB", 0),
    ("maintenance_work_mem", "256MB", 0),
    ("random_page_cost", "1.1", 0),
    ("max_parallel_workers", "2", 0),
    ("max_parallel_workers_per_gather", "1", 0),
    ("max_parallel_maintenance_workers", "1", 0),
    ("autovacuum_max_workers", "2", 0),
    # Reading through three helper processes pays on big machines only.
    ("io_method", "sync", 18),
    # Compiling a plan costs more than any query of the lodging path takes.
    ("jit", "off", 0),
    ("TimeZone", "UTC", 0),
    ("log_timezone", "UTC", 0),
    ("log_destination", "stderr", 0),
    ("log_line_prefix", "'%m [%p] '", 0),
    ("log_checkpoints", "off", 0),
    # Details of an error quote the row, and a log is no place for what traders declare.
    ("log_error_verbosity", "terse", 0),
    ("log_min_error_statement", "panic", 0),
    ("password_encryption", "scram-sha-256", 0),
)

ACCESS_RULES = """\
# Loopback and the socket inside this directory; everybody shows the password kept in this directory.
local   all          all                  scram-sha-256
host    all          all   127.0.0.1/32   scram-sha-256
local   replication  all                  scram-sha-256
host    replication  all   127.0.0.1/32   scram-sha-256
"""


def render(data_directory: Path, *, port: int, major: int) -> str:
    """The settings file of one data directory."""
    lines = [*_addresses(data_directory, port=port)]
    lines.extend(f"{name} = {value}" for name, value, since in SETTINGS if major >= since)
    return "\n".join(["# Written before each start; put changes into postgresql.auto.conf.", *lines, ""])


def socket_fits(data_directory: Path, *, port: int) -> bool:
    """Whether a unix socket can stand in the data directory itself, where only its owner gets at it."""
    path = bytes(data_directory / f".s.PGSQL.{port}")
    # Clients read a comma as the beginning of another host.
    return len(path) <= LONGEST_SOCKET_PATH and b"," not in path


def _addresses(data_directory: Path, *, port: int) -> Iterator[str]:
    sockets = str(data_directory) if socket_fits(data_directory, port=port) else ""
    yield "listen_addresses = '127.0.0.1'"
    yield f"port = {port}"
    yield f"unix_socket_directories = {_quoted_list(sockets)}"
    yield "unix_socket_permissions = 0700"


def _quoted_list(path: str) -> str:
    """A path, or none, as the only member of a comma-separated list in a quoted setting."""
    member = '"' + path.replace('"', '""') + '"' if path else ""
    return "'" + member.replace("\\", "\\\\").replace("'", "''") + "'"
