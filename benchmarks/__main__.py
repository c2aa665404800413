"""make bench: the budgets of the architecture that exist so far, each beside a limit of the same run."""

import argparse
import json
import os
import platform
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import distribution, growth, lodging, pages, parsing, rules, sharing, verifying, watch
from benchmarks.measure import Figure
from tests.proofs.house import House

SUBJECTS = {"parsing": parsing.figures, "rules": rules.figures, "lodging": lodging.figures, "growth": growth.figures,
            "distribution": distribution.figures, "pages": pages.figures, "sharing": sharing.figures,
            "verifying": verifying.figures, "watch": watch.figures}  # fmt: skip


def main() -> int:
    """Measure, print a table, write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("subjects", nargs="*", choices=[*SUBJECTS, []], help="which; else all")
    parser.add_argument("--json", type=Path, default=Path("var/bench.json"), help="where the figures go")
    parser.add_argument("--seconds", type=int, default=10, help="how long each load runs")
    parser.add_argument("--stored", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    parser.add_argument(
        "--rows", type=int, nargs="*", help="how many records the watch looks after, from few to many"
    )
    parser.add_argument(
        "--small", action="store_true", help="to try it: pages over the smallest number stored, short loads"
    )
    arguments = parser.parse_args()
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="clearway-bench-") as folder, House(Path(folder)) as house:
        for subject in arguments.subjects or SUBJECTS:
            figures += SUBJECTS[subject](house, arguments)
    _print(figures)
    arguments.json.parent.mkdir(parents=True, exist_ok=True)
    machine = {"python": platform.python_version(), "cores": os.cpu_count(), "system": platform.platform()}
    arguments.json.write_text(
        json.dumps({"machine": machine, "figures": [one._asdict() for one in figures]}, indent=2)
    )
    return 0 if all(one.is_met is not False for one in figures) else 1


def _print(figures: list[Figure]) -> None:
    table = Table("what", "measured", "unit", "limit in this run", "ratio", "budget", "met")
    for one in figures:
        met = "" if one.is_met is None else ("yes" if one.is_met else "NO")
        limit = "" if one.limit is None else f"{one.limit:.4g} ({one.limit_is})"
        ratio = "" if one.ratio is None else f"{one.ratio:.3f}"
        table.add_row(one.what, f"{one.value:.4g}", one.unit, limit, ratio, one.budget, met)
    Console(width=180).print(table)


if __name__ == "__main__":
    sys.exit(main())
