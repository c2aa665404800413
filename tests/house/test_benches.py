"""What measures the house is run by hand, and so nobody would see here that it no longer begins."""

import os
import subprocess
import sys

from tests.proofs.house import ROOT


def test_the_benches_begin_without_settings_of_anybodys() -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "CLEARWAY_"))}

    said = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--help"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )

    assert said.returncode == 0, said.stderr[-2000:]
    assert "--rows" in said.stdout
