"""Who looks things up in a running house: a bank with an agreement, persons who consent, and where the holder is.

A program of its own, because it speaks to the house's store as the house does: ``python -m benchmarks.askers PORT
PERSONS`` prints the client's number and secret.
"""

import json
import sys
from datetime import date

import django

from benchmarks.calls import LARGE, person

django.setup()

from clearway.core.kernel.period import Period  # noqa: E402 - the settings must be read before what rests on them.
from clearway.core.share import Agreement  # noqa: E402 - the same.
from clearway.hub.agreements import public as agreements  # noqa: E402 - the same.
from clearway.hub.consents.models import Consent  # noqa: E402 - the same.
from clearway.hub.exchange import public as exchange  # noqa: E402 - the same.
from clearway.platform.calendar import now  # noqa: E402 - the same.
from clearway.registers.lawbook import public as lawbook  # noqa: E402 - the same.
from clearway.registers.traders import public as traders  # noqa: E402 - the same.

BANK, HOLDER, KIND, ARTICLE = "DL0000005018", "DL800101", "RES-001", "CR-12"
CLIENT, SECRET = "look-ups", "a secret of the load"
NUMBER = "BENCH-1"


def main(port: int, persons: int) -> None:
    """Prepare everything that a look-up rests on."""
    at = now()
    exchange.reach(HOLDER, f"http://127.0.0.1:{port}/{HOLDER}")
    if not any(one.number == NUMBER and one.state == "approved" for one in agreements.of_organisation(BANK)):
        wanted = Agreement(
            NUMBER, 1, KIND, BANK, ARTICLE, frozenset({"is_of_age", "address"}), frozenset({"loan clerk"}),
            Period(date(2020, 1, 1)), case_kinds=frozenset({"loan"}),
        )  # fmt: skip
        made = agreements.propose(wanted, lawbook.current(at).sharing, by="user:bank", at=at)
        agreements.move(NUMBER, made.version, "approved", holder=HOLDER, reason="", by="user:registry", at=at)
    if not Consent.objects.filter(organisation=BANK, subject=person(persons - 1)).exists():
        subjects = [*(person(number) for number in range(persons)), LARGE]
        Consent.objects.bulk_create((_given(one, at) for one in subjects), batch_size=1000)
    traders.add_machine_client(BANK, CLIENT, SECRET, scopes=("hub:ask",))
    sys.stdout.write(json.dumps({"client": CLIENT, "secret": SECRET}))


def _given(subject: str, at: object) -> Consent:
    return Consent(
        subject=subject, organisation=BANK, kind=KIND, article=ARTICLE, grants=["address", "is_of_age"],
        state="given", asked_by="user:bank", asked_at=at, given_by="load", decided_at=at, since=at,
    )  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
