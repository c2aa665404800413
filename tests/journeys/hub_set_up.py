"""What an operator sets up before the story of the hub: the organisations' software, and citizens' accounts.

It runs beside the house, as the command line does, and says the secrets and logins it made.
"""

import json
import sys
from pathlib import Path

import django
from django.conf import settings

from clearway.config import server


def main() -> None:
    """Make them for the citizens named, and print them."""
    embedded = server.find_or_start()
    try:
        django.setup()
        print(json.dumps(_made(tuple(sys.argv[1:]))))  # noqa: T201 - its output is read by whoever started it.
    finally:
        if embedded is not None:
            embedded.stop()


def _made(numbers: tuple[str, ...]) -> dict[str, object]:
    from clearway.gateways.console.counters import citizens, plan  # noqa: PLC0415 - models need Django first.
    from clearway.gateways.console.counters.desk import register  # noqa: PLC0415 - the same.
    from clearway.platform.calendar import now  # noqa: PLC0415 - the same.

    planned = plan.day(Path(settings.CLEARWAY_PACK) / "demonstration")
    assert planned is not None
    var = Path(settings.CLEARWAY_VAR)
    return {
        "secrets": register(planned.counter, var),
        "logins": citizens.passwords(numbers, var, at=now()),
    }


if __name__ == "__main__":
    main()
