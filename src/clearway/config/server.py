"""Which database server this command uses: the one named by the environment, or the embedded one."""

import os
from pathlib import Path

from clearway.config.environment import read
from clearway.platform.postgres import Server, ensure


def find_or_start() -> Server | None:
    """Make sure there is a server and say where in the environment; the server, if it is the embedded one."""
    if read("DATABASE_URL"):
        return None
    server = ensure(Path(read("CLEARWAY_VAR")) / "postgres")
    os.environ["DATABASE_URL"] = server.socket_url()
    return server
