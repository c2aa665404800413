"""Settings for tests: the house's own, on a real PostgreSQL started for this process unless one is named.

Processes that test side by side have a server each: a transaction that one of them keeps open would hold back the
readers of the event log in every database of the same server.
"""

import atexit
import os
import tempfile
from pathlib import Path

# Processes started by a test inherit the name of the worker that runs it, and so share its server.
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")
OWNER, VAR_OWNER = "CLEARWAY_TESTS_SERVER_OF", "CLEARWAY_TESTS_VAR_OF"

if not os.environ.get("DATABASE_URL") or os.environ.get(OWNER, WORKER) != WORKER:
    from clearway.platform.postgres import ensure

    _folder = tempfile.TemporaryDirectory(prefix="clearway-test-")
    atexit.register(_folder.cleanup)
    _server = ensure(Path(_folder.name) / "postgres")
    os.environ["DATABASE_URL"] = _server.url()
    os.environ[OWNER] = WORKER

if not os.environ.get("CLEARWAY_VAR") or os.environ.get(VAR_OWNER, WORKER) != WORKER:
    _var = tempfile.TemporaryDirectory(prefix="clearway-var-")
    atexit.register(_var.cleanup)
    os.environ["CLEARWAY_VAR"] = _var.name
    os.environ[VAR_OWNER] = WORKER

from clearway.config.settings import *  # noqa: E402,F403 - the address must be known before settings are read.

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
