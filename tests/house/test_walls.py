"""Walls that imports alone do not show."""

import importlib
import inspect
import pkgutil
import re
import typing
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import PROTECT, ForeignKey, QuerySet
from django.db.models.base import ModelBase

import clearway

ROOT = Path(clearway.__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
#: Apps of registers and platform, which everyone may join.
SHARED = {"identity", "events", "numbering", "transparency", "lawbook", "rates", "traders", "auth", "oauth2_provider"}
DOORS = [
    module.name for module in pkgutil.walk_packages(clearway.__path__, "clearway.") if module.name.endswith(".public")
]


def test_no_walking_between_stations() -> None:
    """A key into another station keeps the data whole; it is not a path to walk."""
    for model in apps.get_models():
        if not model.__module__.startswith("clearway."):
            continue
        for field in model._meta.get_fields():
            if not isinstance(field, ForeignKey) or not isinstance(field.related_model, ModelBase):
                continue
            if field.related_model._meta.app_label in {model._meta.app_label, *SHARED}:
                continue
            assert field.remote_field.related_name == "+", field
            assert field.remote_field.on_delete is PROTECT, field


@pytest.mark.parametrize("name", DOORS)
def test_a_door_has_few_names_and_gives_out_values(name: str) -> None:
    """Through a door go values, never models or querysets; more than twelve verbs are no door."""
    door = importlib.import_module(name)
    verbs = [exported for exported in door.__all__ if inspect.isroutine(getattr(door, exported))]
    assert len(verbs) <= 12, name
    for exported in verbs:
        given = getattr(door, exported)
        hints = typing.get_type_hints(given)
        for hint in hints.values():
            assert not _is_of_a_table(hint), f"{name}.{exported}: {hint}"


def _is_of_a_table(hint: object) -> bool:
    parts = typing.get_args(hint) or (hint,)
    return any(isinstance(part, ModelBase) or part is QuerySet for part in parts)


def test_files_stay_short() -> None:
    """A file beyond 400 lines has two subjects."""
    long = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in SOURCES}
    assert {name: lines for name, lines in long.items() if lines > 400 and "/migrations/" not in name} == {}


def test_no_drawers() -> None:
    """What fits nowhere gets a decision record, not a drawer."""
    drawers = {"utils", "helpers", "common", "misc", "base"}
    assert [path for path in SOURCES if path.stem in drawers or path.parent.name in drawers] == []


def test_every_folder_of_the_package_is_seen_by_the_linter() -> None:
    """A folder without __init__.py is invisible to the import contracts."""
    folders = {path.parent for path in SOURCES if "src/clearway" in str(path)}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


def test_migrations_have_telling_names() -> None:
    """A migration says what becomes true."""
    for path in SOURCES:
        if path.parent.name == "migrations" and path.stem != "__init__":
            assert re.fullmatch(r"\d{4}_[a-z][a-z_]+", path.stem), path
            assert "_auto_" not in path.stem, path


def test_no_suppression_without_a_reason() -> None:
    """A silenced lint says why, on its line."""
    silent = re.compile(r"#\s*(noqa|type:\s*ignore)(?!.*\S\s+[-#] ?\S)")
    found = []
    for path in [*SOURCES, *sorted((ROOT / "tests").rglob("*.py"))]:
        for number, line in enumerate(path.read_text().splitlines(), start=1):
            if silent.search(line) and path.name != "test_walls.py":
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()}")
    assert found == []


def test_the_clock_is_read_in_one_place() -> None:
    """Time is an argument; only the calendar asks what time it is."""
    reading = re.compile(r"datetime\.now\(|date\.today\(|timezone\.now\(|time\.time\(")
    allowed = {"calendar/__init__.py"}
    found = [p for p in SOURCES if reading.search(p.read_text()) and "/".join(p.parts[-2:]) not in allowed]
    assert found == []


def test_the_project_names_no_registry_and_no_machine() -> None:
    """Nothing in the repository depends on where it was made."""
    words = ("py" + "pi.org", "python" + "hosted", "npm" + "js.", "deb." + "debian", "index" + "-url http")
    texts = [p for p in ROOT.rglob("*") if p.suffix in {".py", ".md", ".txt", ".toml", ".json", ".yaml", ".cfg"}]
    hidden = {".venv", "node_modules", "var", ".git", ".hypothesis"}
    for path in texts:
        if hidden & set(path.relative_to(ROOT).parts) or path.stat().st_size > 2_000_000:
            continue
        text = path.read_text(encoding="utf-8", errors="ignore")
        assert not any(word in text for word in words), path
