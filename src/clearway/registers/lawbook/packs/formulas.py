"""Formulas: Python like the core's, pure; exactly one wording of a code on any day."""

import ast
import importlib.util
from datetime import timedelta
from importlib.abc import InspectLoader
from itertools import pairwise
from types import CodeType, ModuleType

from clearway.core.law.formula import Formula
from clearway.registers.lawbook.packs.codelists import overlap
from clearway.registers.lawbook.packs.faults import FaultList
from clearway.registers.lawbook.packs.gathering import PackFiles

#: Names with which pure code could reach the world or other code's insides.
FORBIDDEN = frozenset(
    "__import__ breakpoint compile delattr eval exec getattr globals input locals open print setattr vars".split()
)


class _FromText(InspectLoader):
    """Loads a module whose text is already in memory, and shows it in tracebacks."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text

    def get_source(self, fullname: str) -> str:
        return self.text

    def get_code(self, fullname: str) -> CodeType:
        return self.source_to_code(self.text, self.path)


def read(files: PackFiles, faults: FaultList) -> tuple[Formula, ...]:
    """Every formula of the pack, checked for purity before any of it runs."""
    found: list[Formula] = []
    for path in files.under("formulas"):
        text = files.text(path, faults)
        if text is None or not _is_pure(text, path, faults):
            continue
        module = _load(path, text, faults)
        for one in vars(module).values() if module else ():
            if isinstance(one, Formula):
                found.append(one)
                if not one.law or not one.sentence:
                    faults.add(*_place(one), "LAW-011", one.code, "the act, and a sentence that says the formula")
    _without_gaps(found, faults)
    return tuple(sorted(found, key=lambda one: (one.code, one.period.since)))


def _is_pure(text: str, path: str, faults: FaultList) -> bool:
    try:
        tree = ast.parse(text, filename=path)
    except (SyntaxError, ValueError, RecursionError) as error:
        faults.add(path, getattr(error, "lineno", 0) or 0, "LAW-021", str(error), "well-formed Python")
        return False
    reaches = [(node.lineno, what) for node in ast.walk(tree) if (what := _reaches_out(node))]
    for line, what in reaches:
        faults.add(path, line, "LAW-020", what, "imports from clearway.core and decimal only, and no hidden names")
    return not reaches


def _reaches_out(node: ast.AST) -> str:
    if isinstance(node, ast.Import):
        return next((name.name for name in node.names if not _may_import(name.name)), "")
    if isinstance(node, ast.ImportFrom):
        module = node.module or "."
        return "" if _may_import(module) and not node.level else module
    if isinstance(node, ast.Name) and (node.id in FORBIDDEN or node.id.startswith("__")):
        return node.id
    if isinstance(node, ast.Attribute) and node.attr.startswith("__"):
        return node.attr
    if isinstance(node, ast.Global | ast.Nonlocal | ast.AsyncFunctionDef | ast.ClassDef):
        return type(node).__name__.lower()
    return ""


def _may_import(module: str) -> bool:
    return module == "decimal" or module == "clearway.core" or module.startswith("clearway.core.")


def _load(path: str, text: str, faults: FaultList) -> ModuleType | None:
    name = "clearway_pack_" + path.removesuffix(".py").replace("/", "_")
    spec = importlib.util.spec_from_loader(name, _FromText(path, text), origin=path)
    if spec is None or spec.loader is None:
        faults.add(path, 0, "LAW-021", path, "a module of Python")
        return None
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:  # noqa: BLE001 - a pack may fail in any way while it loads; each is the pack's fault.
        faults.add(path, 0, "LAW-021", f"{type(error).__name__}: {error}", "a module that loads")
        return None
    return module


def _without_gaps(formulas: list[Formula], faults: FaultList) -> None:
    by_code: dict[str, list[Formula]] = {}
    for one in formulas:
        by_code.setdefault(one.code, []).append(one)
        if one.period.until and one.period.until < one.period.since:
            found = f"{one.code}: {one.period.since} to {one.period.until}"
            faults.add(*_place(one), "LAW-010", found, "a last day that is not before the first")
    for wordings in by_code.values():
        wordings.sort(key=lambda one: one.period.since)
        for earlier, later in pairwise(wordings):
            _follow(earlier, later, faults)


def _follow(earlier: Formula, later: Formula, faults: FaultList) -> None:
    if overlap(earlier.period, later.period):
        found = f"{later.code} on {later.period.since}"
        faults.add(*_place(later), "LAW-019", found, "one wording of a code on any day")
    elif earlier.period.until and earlier.period.until + timedelta(days=1) != later.period.since:
        found = f"{later.code} from {earlier.period.until + timedelta(days=1)} to {later.period.since}"
        faults.add(*_place(later), "LAW-018", found, "a wording that follows on the day after")


def _place(one: Formula) -> tuple[str, int]:
    code = one.function.__code__
    return code.co_filename, code.co_firstlineno
