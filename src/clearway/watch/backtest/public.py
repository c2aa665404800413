"""Full runs: scenarios over whole tables, their fixtures, and the proof that findings are what full runs find.

Other packages import this module; nothing else here is a promise.
"""

from clearway.watch.backtest.duck import Duck
from clearway.watch.backtest.fixtures import Bench, Failed, check
from clearway.watch.backtest.nightly import Nightwatch
from clearway.watch.backtest.proving import Proof, Unequal, prove
from clearway.watch.backtest.run import ENGINES, Outcome, run, write

__all__ = [
    "ENGINES",
    "Bench",
    "Duck",
    "Failed",
    "Nightwatch",
    "Outcome",
    "Proof",
    "Unequal",
    "check",
    "prove",
    "run",
    "write",
]
