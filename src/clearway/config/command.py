"""The clearway command: opens the house and hands over to the console."""

import importlib
import os
import sys

import django

from clearway.config import server, together

#: Verbs that run without a database: they read files only.
OFFLINE = frozenset({"code", "convert", "simulate", "verify", "witness", "--help"})
#: Verbs of groups that do.
READING = frozenset({("watch", "run"), ("watch", "check"), ("watch", "backtest")})


def main() -> None:
    """Run one verb of the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clearway.config.settings")
    verb = sys.argv[1] if len(sys.argv) > 1 else "--help"
    if verb == "up":
        sys.exit(together.run(sys.argv[2:]))
    if verb == "web":
        importlib.import_module("clearway.config.web").run(sys.argv[2:])
        return
    is_offline = verb in OFFLINE or tuple(sys.argv[1:3]) in READING
    embedded = None if is_offline else server.find_or_start()
    try:
        django.setup()
        work = importlib.import_module("clearway.config.subscriptions").work() if verb == "worker" else None
        importlib.import_module("clearway.gateways.console.app").app(prog_name="clearway", obj=work)
    finally:
        if embedded is not None:
            embedded.stop()
