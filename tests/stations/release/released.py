"""Declarations whose goods may leave, for tests of what comes after."""

from clearway.clearance import conductor
from clearway.core.facts.declaration import Declaration
from clearway.platform.calendar import now
from clearway.platform.identity.actor import Actor
from clearway.stations.declarations import public as declarations
from clearway.stations.declarations.public import DeclarationFile
from clearway.stations.release import public as release
from tests.conftest import BROKER, demonstration


def lodged(name: str = "2-tableware-and-linen") -> DeclarationFile:
    """A declaration of the demonstration, lodged just now."""
    actor = Actor(name="client:tests", party=BROKER, permissions=frozenset({"declarations:write"}))
    mrn = conductor.lodge(demonstration(name).submitted, by=actor).mrn or ""
    file = declarations.find(mrn)
    assert file is not None
    return file


def released(name: str = "2-tableware-and-linen") -> DeclarationFile:
    """A declaration whose goods may leave, whatever it waited for."""
    file = lodged(name)
    release.release(file.id, mrn=file.mrn, version=file.version, at=now())
    return file


def facts(file: DeclarationFile) -> Declaration:
    """What it declares."""
    return declarations.version_of(file.id, file.version).facts
