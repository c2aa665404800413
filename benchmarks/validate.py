"""How long it takes to ask every rule in force about one declaration of one item.

The machine is never quite idle, so each round also times a control: as many calls of an empty Python function as
rules are asked. What counts is the ratio; the time is that of the quietest round.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from clearway.core.validate import validate  # noqa: E402  (the builders are found from the repository's root)
from clearway.registers.lawbook.packs import compile_pack  # noqa: E402
from tests.core import build  # noqa: E402

ROUNDS, REPEATS = 200, 20


def _microseconds(work: Callable[[], object]) -> float:
    before = time.process_time()
    for _ in range(REPEATS):
        work()
    return (time.process_time() - before) / REPEATS * 1_000_000


def _nothing(subject: object, law: object) -> None:
    return None


def main() -> None:
    """Print the quietest round as JSON."""
    law = compile_pack(ROOT / "packs" / "demoland").on(build.DAY)
    declaration, circumstances = build.declaration(), build.circumstances()
    calls = range(len(law.rules))

    def control() -> None:
        for _ in calls:
            _nothing(declaration, law)

    findings = validate(declaration, law, circumstances)
    rounds = [
        (_microseconds(lambda: validate(declaration, law, circumstances)), _microseconds(control))
        for _ in range(ROUNDS)
    ]
    best, empty = min(one for one, _ in rounds), min(one for _, one in rounds)
    figures = {"rules_in_force": len(law.rules), "findings": len(findings), "microseconds": round(best, 1)}
    figures |= {"microseconds_per_rule": round(best / len(law.rules), 3), "control": round(empty, 1)}
    sys.stdout.write(json.dumps(figures | {"ratio": round(best / empty, 1)}) + "\n")


if __name__ == "__main__":
    main()
