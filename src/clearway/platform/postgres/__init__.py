"""Every record of the house is kept by one PostgreSQL, and this package keeps that PostgreSQL running.

Where no server is named by the installation, a real PostgreSQL is started from programs that came with the
Python packages (or with Debian), in the project's own data directory, durable like any other. It assumes Linux
and a local file system. It never creates system users, never opens a directory to others, never listens beyond
the loopback, and never stops a server that somebody else started.
"""

from clearway.platform.postgres.database import ensure_database
from clearway.platform.postgres.server import Server, ensure, temporary_server

__all__ = ["Server", "ensure", "ensure_database", "temporary_server"]
