"""The web process, opened for Granian: the interface's door, and Django behind it for everything else."""

import os
from collections.abc import Iterable

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clearway.config.settings")
pages = get_wsgi_application()

from clearway.config import freshness  # noqa: E402 - models may be imported once Django is set up.
from clearway.gateways.govstack import door as govstack  # noqa: E402 - the same.
from clearway.gateways.rest import door  # noqa: E402 - the same.
from clearway.gateways.wallet import door as wallet  # noqa: E402 - the same.

freshness.keep()


def application(environ: door.Environ, start_response: door.StartResponse) -> Iterable[bytes]:
    """Answer one request."""
    if environ.get("PATH_INFO", "").startswith(door.PREFIX):
        return door.serve(environ, start_response)
    if environ.get("PATH_INFO", "").startswith(f"{govstack.PREFIX}/"):
        return govstack.serve(environ, start_response)
    if environ.get("PATH_INFO", "").startswith(wallet.PREFIXES):
        return wallet.serve(environ, start_response)
    return pages(environ, start_response)  # type: ignore[no-any-return] # Django gives no types.
