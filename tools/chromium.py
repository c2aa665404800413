"""Browser tests need a Chromium and a font with Korean: both are Debian packages, installed here where that may be.

Where it may not be, it is said which tests will be skipped; that is no failure.
"""

import os
import shutil
import subprocess
import sys

#: Names under which systems offer it.
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-nanum")
SKIPPED = "No Chromium is on this machine: tests marked 'browser' (tests/portal) are skipped."
REMEDY = "Install Debian's packages chromium and fonts-nanum to run them."


def found() -> str | None:
    """The path of the machine's Chromium, if it has one."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


def main() -> int:
    """Look, install where that may be, and say what is missing."""
    if found() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        _install()
    if found() is None:
        sys.stderr.write(f"{SKIPPED}\n{REMEDY}\n")
    return 0


def _install() -> None:
    sys.stderr.write("Installing Chromium for the browser tests; this takes a minute or two.\n")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *PACKAGES]):
        done = subprocess.run(
            ["apt-get", *command],
            env=quiet,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            sys.stderr.write(f"apt-get {command[0]} failed:\n{done.stdout[-2000:]}\n")
            return


if __name__ == "__main__":
    sys.exit(main())
