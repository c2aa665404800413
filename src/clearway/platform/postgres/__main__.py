"""A PostgreSQL for developers runs until Ctrl-C: `python -m clearway.platform.postgres [DIRECTORY]`."""

import logging
import signal
import sys
from pathlib import Path

from clearway.platform.postgres.errors import PostgresError
from clearway.platform.postgres.server import ensure


def main(arguments: list[str]) -> int:
    """The server runs until somebody asks it to end."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    endings = {signal.SIGINT, signal.SIGTERM}
    # Before the supervisor's thread exists, so that it inherits the mask and the main thread alone is asked.
    signal.pthread_sigmask(signal.SIG_BLOCK, endings)
    try:
        server = ensure(Path(arguments[0] if arguments else "var/postgres"))
    except PostgresError as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    sys.stdout.write(f"{server.url()}\n")
    sys.stdout.flush()
    signal.sigwait(endings)
    server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
