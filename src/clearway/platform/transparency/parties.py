"""Outside parties that vouch for the log: witnesses see every checkpoint, a stamping authority one an hour.

They are asked behind everything else. One that is away delays nothing: it is told of a later checkpoint, which stands
for all before it.
"""

import logging
import threading
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import close_old_connections

from clearway.platform.calendar import now
from clearway.platform.transparency import cosigning, errors, stamps

logger = logging.getLogger(__name__)

#: A new checkpoint is shown to witnesses within so long.
EVERY_SECONDS = 1.0
#: A party that failed is left alone for so long, and then for twice as long, up to the longest.
PATIENCE_SECONDS, LONGEST_SECONDS = 2.0, 300.0


class Parties:
    """The outside parties as they are set, and how long each that failed is left alone."""

    def __init__(self, witnesses: tuple[cosigning.Known, ...], authority: stamps.Authority | None) -> None:
        """Ask these."""
        self._witnesses, self._authority = witnesses, authority
        self._waits: dict[str, tuple[datetime, float]] = {}

    def ask(self, at: datetime) -> None:
        """Every party that is due, once."""
        for one in self._witnesses:
            if self._is_due(one.url, at):
                self._tried(one.url, at, partial(cosigning.show, one, at=at))
        authority = self._authority
        if authority is not None and self._is_due(authority.url, at) and stamps.is_due(at):
            self._tried(authority.url, at, partial(stamps.take, authority, at=at))

    def _is_due(self, url: str, at: datetime) -> bool:
        since, seconds = self._waits.get(url, (at, 0.0))
        return (at - since).total_seconds() >= seconds

    def _tried(self, url: str, at: datetime, ask: Callable[[], object]) -> None:
        """A failure is said once, and again only when it is another."""
        try:
            ask()
        except errors.TransparencyError as error:
            known = self._waits.get(url)
            seconds = min(known[1] * 2, LONGEST_SECONDS) if known else PATIENCE_SECONDS
            self._waits[url] = (at, seconds)
            level = logging.ERROR if isinstance(error, errors.WitnessRefused) else logging.WARNING
            if known is None or level == logging.ERROR:
                logger.log(level, "%s %s", error.code, str(error).partition("\n")[0])
        else:
            self._waits.pop(url, None)


def run(stop: threading.Event) -> None:
    """Ask outside parties until told to stop; does nothing where none are set."""
    witnesses = cosigning.known(settings.CLEARWAY_WITNESSES)
    url, path = settings.CLEARWAY_STAMPS, settings.CLEARWAY_STAMPS_CERTIFICATE
    authority = stamps.authority(url, Path(path)) if url else None
    if not witnesses and authority is None:
        return
    parties = Parties(witnesses, authority)
    while not stop.wait(EVERY_SECONDS):
        try:
            parties.ask(now())
        except Exception:
            logger.exception("outside parties of the log could not be asked; the next round tries again")
            close_old_connections()
