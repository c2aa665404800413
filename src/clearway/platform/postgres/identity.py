"""PostgreSQL refuses to be root, so a start by root is made under a lesser identity.

The candidates are in the order of what they ask from the machine: a user namespace asks nothing, but some
containers forbid it; dropping to an unprivileged user needs the data directory to change hands.
"""

import contextlib
import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from clearway.platform.postgres.errors import DirectoryForeign

ROOT = 0
PROBE_SECONDS = 10


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Under whose name PostgreSQL runs, and to whom its files belong."""

    name: str
    prefix: tuple[str, ...] = ()
    owner: int
    group: int

    def command(self, *words: str | Path, dies_by: str = "INT") -> list[str]:
        """The words to run a program under this identity, ended by a signal when its starter is gone."""
        leash = ("setpriv", "--pdeathsig", dies_by, "--") if shutil.which("setpriv") else ()
        return [*self.prefix, *leash, *map(str, words)]

    def can_run(self, program: Path, *, at: Path) -> bool:
        """Whether the program starts under this identity and can reach the directory its data is in."""
        # Asking for the directory's inside by name, since `test -x` does not count the right to pass.
        trials: tuple[tuple[str | Path, ...], ...] = ((program, "--version"), ("test", "-d", f"{at}/."))
        return all(_succeeds(self.command(*trial, dies_by="KILL")) for trial in trials)


def check_reach(*paths: Path) -> None:
    """What exists of the paths, or their nearest parents, may be read and changed by this user."""
    for path in paths:
        place = path
        while not _is_there(place):
            place = place.parent
        kind = os.R_OK | os.W_OK | (os.X_OK if place.is_dir() else 0)
        if not os.access(place, kind, effective_ids=True):
            raise DirectoryForeign(directory=place, owner=place.stat().st_uid, user=os.geteuid())


def candidates(data_directory: Path, *, user: int | None = None) -> Iterator[Identity]:
    """The identities under which PostgreSQL may run on this directory, best first."""
    me = os.geteuid() if user is None else user
    owner = data_directory.stat() if data_directory.exists() else None
    if me != ROOT:
        yield Identity(name="the user who started it", owner=me, group=os.getegid())
        return
    if owner is None or owner.st_uid == ROOT:
        yield Identity(
            name="root in a user namespace of its own",
            prefix=("unshare", "--user", "--map-user=1000", "--map-group=1000"),
            owner=ROOT,
            group=ROOT,
        )
        nobody = pwd.getpwnam("nobody")
        yield from _dropped(nobody.pw_uid, nobody.pw_gid)
        return
    yield from _dropped(owner.st_uid, owner.st_gid)


def _dropped(user: int, group: int) -> Iterator[Identity]:
    drop: Sequence[str] = ("setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups")
    yield Identity(name=f"user {user}", prefix=tuple(drop), owner=user, group=group)
    # A project below a closed directory such as /root is out of reach for anybody else without this right;
    # the first candidate, root in a namespace, has the same reach.
    passage = ("--inh-caps=+dac_override", "--ambient-caps=+dac_override")
    yield Identity(
        name=f"user {user}, let through closed directories", prefix=(*drop, *passage), owner=user, group=group
    )


def _is_there(path: Path) -> bool:
    # A parent closed to us hides what is below it.
    with contextlib.suppress(PermissionError):
        return path.exists()
    return False


def _succeeds(command: Sequence[str]) -> bool:
    try:
        ended = subprocess.run(command, capture_output=True, timeout=PROBE_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return ended.returncode == 0
