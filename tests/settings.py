"""Settings for tests: the house's own, on a real PostgreSQL started for this run unless one is named."""

import atexit
import os
import tempfile
from pathlib import Path

if not os.environ.get("DATABASE_URL"):
    from clearway.platform.postgres import ensure

    _folder = tempfile.TemporaryDirectory(prefix="clearway-test-")
    atexit.register(_folder.cleanup)
    _server = ensure(Path(_folder.name) / "postgres")
    os.environ["DATABASE_URL"] = _server.url()

if not os.environ.get("CLEARWAY_VAR"):
    _var = tempfile.TemporaryDirectory(prefix="clearway-var-")
    atexit.register(_var.cleanup)
    os.environ["CLEARWAY_VAR"] = _var.name

from clearway.config.settings import *  # noqa: F403 - the address must be known before settings are read.

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
