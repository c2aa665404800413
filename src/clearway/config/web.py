"""The web server of the portal: everything is loaded once, and workers forked from it share the memory."""

import argparse
import gc
import importlib
import os

import django
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from clearway.platform import loopback

#: What answers; each worker opens connections, threads and the law of its own.
APPLICATION = "clearway.config.wsgi:application"
#: What of it is the same in every worker.
SHARED = ("config.urls", "gateways.govstack.door", "gateways.rest.door", "gateways.wallet.door")
WORKERS, THREADS = 2, 8


def run(arguments: list[str]) -> None:
    """Answer on the loopback until told to end; a worker that dies is forked anew from what is loaded."""
    parser = argparse.ArgumentParser(prog="clearway web", description=__doc__)
    parser.add_argument("--port", type=int, required=True, help="where it listens, on the loopback")
    chosen = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clearway.config.settings")
    django.setup()
    for name in SHARED:
        importlib.import_module(f"clearway.{name}")
    # What is loaded stays where it is: a collection would touch, and so copy, every page that the workers share.
    gc.collect()
    gc.freeze()
    Granian(
        APPLICATION, address=loopback.HOST, port=chosen.port, interface=Interfaces.WSGI, workers=WORKERS,
        blocking_threads=THREADS, websockets=False, log_level=LogLevels.error, respawn_failed_workers=True,
    ).serve()  # fmt: skip
