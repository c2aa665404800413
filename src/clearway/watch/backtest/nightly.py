"""Every night what stands is compared with full runs; where it differs, auditors are told."""

import logging
import threading
from collections.abc import Callable
from datetime import date, datetime
from typing import Final

from django.db import close_old_connections, connection, connections, transaction

from clearway.platform.notifications import telling
from clearway.platform.notifications.telling import Telling
from clearway.watch.backtest import models, proving
from clearway.watch.backtest.proving import Proof
from clearway.watch.findings import public as findings
from clearway.watch.intake import public as intake
from clearway.watch.rulebook import public as rulebook

logger = logging.getLogger(__name__)

#: Before this hour the day before may still be told of; people are at work long after it.
FIRST_HOUR: Final = 2
ROUND_SECONDS: Final = 60.0
UNEQUAL: Final = "watch.unequal"

_WRITTEN: Final = """
INSERT INTO watch_backtest_night AS kept (tenant, day, at, cases, waiting, unequal)
VALUES (%s, %s, %s, %s, %s, to_jsonb(%s::text[]))
ON CONFLICT (tenant) DO UPDATE SET day = EXCLUDED.day, at = EXCLUDED.at, cases = EXCLUDED.cases,
    waiting = EXCLUDED.waiting, unequal = EXCLUDED.unequal
WHERE kept.day < EXCLUDED.day
"""

#: Who is told of a government's proof, by user names.
Auditors = Callable[[str], frozenset[str]]


class Nightwatch:
    """Proves government after government, once a night, for as long as the worker runs."""

    def __init__(
        self, clock: Callable[[], datetime], local: Callable[[datetime], datetime], auditors: Auditors
    ) -> None:
        """Take the time, the time where the law counts days, and who is told."""
        self._clock = clock
        self._local = local
        self._auditors = auditors

    def run(self, stop: threading.Event) -> None:
        """Prove until told to stop."""
        while not stop.is_set():
            try:
                close_old_connections()
                more = self.turn()
            except Exception:
                logger.exception("a proof could not be made; the next round tries again")
                connections.close_all()
                more = False
            if not more:
                stop.wait(ROUND_SECONDS)
        connections.close_all()

    def turn(self) -> bool:
        """The next government that was not proved tonight; whether there was one."""
        local = self._local(self._clock())
        book = rulebook.current()
        if book is None or local.hour < FIRST_HOUR or findings.day() != local.date():
            return False
        tenant = _next(local.date())
        if tenant is None:
            return False
        self._keep(proving.compared(tenant, book))
        return True

    def _keep(self, proof: Proof | None) -> None:
        """Write down what a proof came to, tell the log, and where something differs the auditors; once a night."""
        if proof is None:
            return
        at = self._clock()
        with transaction.atomic():
            named = [f"{one.scenario}/{one.case_key}" for one in proof.unequal[: proving.MOST_TOLD]]
            with connection.cursor() as cursor:
                cursor.execute(_WRITTEN, [proof.tenant, proof.day, at, proof.cases, proof.waiting, named])
                is_first = cursor.rowcount == 1
            if is_first:
                proving.tell(proof, at=at)
            if is_first and proof.unequal:
                logger.error("%s on %s: what stands differs from full runs: %s", proof.tenant, proof.day, named[:5])
                telling.tell([_alarm(proof, self._auditors(proof.tenant), at)])


def _next(today: date) -> str | None:
    proved = set(models.Night.objects.filter(day__gte=today).values_list("tenant", flat=True))
    return next((one for one in intake.tenants() if one not in proved), None)


def _alarm(proof: Proof, people: frozenset[str], at: datetime) -> Telling:
    first = proof.unequal[0]
    facts = {"tenant": proof.tenant, "scenario": first.scenario, "case": first.case_key}
    subject = f"tenant/{proof.tenant}"
    return Telling(
        UNEQUAL, f"{subject}/{proof.day}/{UNEQUAL}", subject, at, facts, frozenset({"portal"}), people=people
    )
