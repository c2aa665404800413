"""``python -m benchmarks.register ROWS``: a register of so many people behind a view, and who may receive it."""

import json
import secrets
import sys
from datetime import date

import django

django.setup()

from django.db import connection  # noqa: E402 - models may be imported once Django is set up.

from clearway.core.kernel.period import Period  # noqa: E402 - the same.
from clearway.core.share import Agreement  # noqa: E402 - the same.
from clearway.hub.agreements import public as agreements  # noqa: E402 - the same.
from clearway.hub.distribution import public as distribution  # noqa: E402 - the same.
from clearway.hub.exchange import public as exchange  # noqa: E402 - the same.
from clearway.platform.calendar import now  # noqa: E402 - the same.
from clearway.registers.lawbook import public as lawbook  # noqa: E402 - the same.
from clearway.registers.traders import public as traders  # noqa: E402 - the same.

HOLDER, KIND, ARTICLE, BANK = "DL800101", "RES-001", "CR-12", "DL0000005018"
NAMES = ("person", "name", "address", "moved_in", "is_of_age")
_REGISTER = (
    "DROP SCHEMA IF EXISTS bench_register CASCADE",
    "CREATE SCHEMA bench_register",
    """CREATE TABLE bench_register.kept
    (person text PRIMARY KEY, name text, born date, address text, moved_in date, moved_out date)""",
    "CREATE VIEW bench_register.res_001 AS SELECT * FROM bench_register.kept",
)
_RESIDENTS = """
INSERT INTO bench_register.kept
SELECT 'Q' || lpad(n::text, 7, '0'), 'Resident ' || n, date '1940-01-01' + (n %% 28000),
       n %% 400 || ' Harbour Street, Rivertown', date '1990-01-01' + (n %% 12000), NULL
FROM generate_series(1, %s) AS n
"""


def main() -> None:
    """Make it all and say what is needed to receive it."""
    at, rows, number = now(), int(sys.argv[1]), f"BENCH-{secrets.token_hex(4)}"
    with connection.cursor() as cursor:
        for one in _REGISTER:
            cursor.execute(one)
        cursor.execute(_RESIDENTS, [rows])
        cursor.execute("ANALYZE bench_register.kept")
    exchange.reach(HOLDER, "postgresql:#bench_register")
    wanted = Agreement(
        number, 1, KIND, BANK, ARTICLE, frozenset(NAMES), frozenset({distribution.RECEIVER}),
        Period(date(2026, 1, 1)), exemption=ARTICLE,
    )  # fmt: skip
    written = agreements.propose(wanted, lawbook.current(at).sharing, by="bench", at=at)
    agreements.move(number, written.version, "approved", holder=HOLDER, reason="a benchmark", by="bench", at=at)
    client, secret = f"bench-{secrets.token_hex(4)}", secrets.token_hex(16)
    traders.add_machine_client(BANK, client, secret)
    said = {"kind": KIND, "names": " ".join(NAMES), "article": ARTICLE, "organisation": BANK, "client": client,
            "secret": secret, "today": at.date().isoformat()}  # fmt: skip
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main()
