"""Python read for what it says to people: which call, field or docstring carries a sentence, and the text of it."""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

#: A parameter or field of one of these names carries an identifier, whatever function or class it belongs to.
CARRIERS = frozenset({"sentence", "sentences", "remedy", "passes"})
#: Decorators that make the first line of a docstring a sentence.
SAID_BY_DOCSTRING = frozenset({"rule", "formula"})
#: Parameters that carry a word of ours, which a sentence then names; elsewhere these names mean other things.
WORDS = {"Reading": "form", "_bound": "what"}
#: Fields that carry as well, but are filled from data; what fills them is collected there.
FILLED_FROM_DATA = frozenset({"question", "reason_class"})
#: What cannot be followed and need not be, with the reason.
SETTLED = {
    "'a date and time in form ' + ', '.join(_FORMS)": "read by those who write EDIFACT, and made up as it goes",
    "', '.join(allowed)": "names of attributes are not translated",
    "', '.join(one.allowed)": "names of columns and types, and what an error that is read where it is raised allows",
    "why.allowed": "the same",
    "', '.join(VERBS)": "names of a protocol are not translated",
    "', '.join(names)": "the same",
    "'/'.join(names)": "the same",
    "(function.__doc__ or '').strip().partition('\\n')": "docstrings of formulas are read here",
    "inspect.cleandoc(function.__doc__ or '').partition('\\n')": "docstrings of rules are read here",
    "_split(error.description, error.code)": "a response of somebody else says it in words of its own",
    "_split(remark.description, remark.code)": "a response of somebody else says it in words of its own",
    "title": "the titles of problems are a table, read here",
    "f'{certificate.not_valid_before_utc} … {certificate.not_valid_after_utc}'": "a span of time has no words",
    "', '.join(_NEEDED)": "names of a protocol are not translated",
    "', '.join(sorted(_KNOWN))": "the same",
    "f'{RSA} {EC}'": "the same",
    "papers.unsettled(row['other'], said.regime, law)": "marked where the sentences stand",
    "getattr(shape, said)": "marked where the sentences stand",
    "shape.about": "the same",
    "str(error)": "an error's own sentence is read where it is raised",
    "str(error).partition('\\n')": "the same",
    "str(problem)": "the same",
    "str(refusal)": "an error's own sentence is read where it is raised",
}
#: Functions of gettext: what they take is what is said.
GETTEXT = frozenset({"_", "noop", "gettext", "gettext_lazy", "gettext_noop"})
#: Tables of identifiers that are handed on by a name of another kind.
TABLES = frozenset(
    {
        ("src/clearway/gateways/rest/problems.py", "TITLES"),
        ("src/clearway/core/watch/errors.py", "REFUSALS"),
        ("src/clearway/core/share/purpose.py", "SENTENCES"),
        ("src/clearway/core/share/purpose.py", "PASSES"),
        ("src/clearway/core/share/explained.py", "SENTENCES"),
        ("src/clearway/formats/limits/kinds.py", "CHARACTERS"),
        ("src/clearway/formats/json/faults.py", "_KINDS"),
    }
)

Text = tuple[str, str]


class Unfollowed(NamedTuple):
    """A place that says something, but this module cannot tell what."""

    path: str
    line: int
    code: str


class Source(NamedTuple):
    """One file of Python: where it is, its tree, what stands at its top level, and what it imports from where."""

    path: str
    tree: ast.Module
    values: dict[str, list[ast.expr]]
    imports: dict[str, str]

    @classmethod
    def read(cls, path: Path, root: Path) -> "Source":
        """A file, parsed; one that is no Python stops the work, or its sentences would be lost."""
        tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
        imports = {
            name.asname or name.name: f"{node.module}.{name.name}"
            for node in tree.body
            if isinstance(node, ast.ImportFrom) and node.module
            for name in node.names
        }
        return cls(str(path.relative_to(root)), tree, _assigned(tree.body), imports)

    @property
    def module(self) -> str:
        """The dotted name under which others import it."""
        return self.path.removeprefix("src/").removesuffix(".py").removesuffix("/__init__").replace("/", ".")


class Signature(NamedTuple):
    """A function, method or type that carries identifiers: where it stands and the names of its parameters."""

    module: str
    parameters: tuple[str, ...]


def spoken(sources: list[Source]) -> tuple[list[Text], list[Unfollowed]]:
    """Every text that is said in these files with the file it is said in, and what could not be followed."""
    reader = _Reader(sources)
    for source in sources:
        reader.read(source)
    return reader.texts, reader.unfollowed


class _Reader:
    """Knows who carries sentences, and follows what is handed to them back to its text."""

    def __init__(self, sources: list[Source]) -> None:
        self.sources = {source.module: source for source in sources}
        self.signatures: dict[str, list[Signature]] = defaultdict(list)
        self.texts: list[Text] = []
        self.unfollowed: list[Unfollowed] = []
        for source in sources:
            for name, parameters in _signatures(source.tree):
                self.signatures[name].append(Signature(source.module, parameters))

    def read(self, source: Source) -> None:
        """Take down everything one file says."""
        for path, name in TABLES:
            if source.path == path:
                for value in source.values[name]:
                    self._take(source, {}, value)
        self._walk(source, source.tree, {})

    def _walk(self, source: Source, node: ast.AST, local: dict[str, list[ast.expr]]) -> None:
        if isinstance(node, ast.FunctionDef):
            local = {**local, **_parameters(node), **_assigned(list(_inside(node)))}
            if _is_said_by_docstring(node):
                self.texts.append(((ast.get_docstring(node) or "").partition("\n")[0], source.path))
        for value in self._said(source, node):
            self._take(source, local, value)
        for child in ast.iter_child_nodes(node):
            self._walk(source, child, local)

    def _said(self, source: Source, node: ast.AST) -> Iterator[ast.expr]:
        if isinstance(node, ast.ClassDef):
            for name, values in _assigned(node.body).items():
                yield from values if name in CARRIERS else ()
        if isinstance(node, ast.Call):
            yield from self._carried(source, node)

    def _carried(self, source: Source, call: ast.Call) -> Iterator[ast.expr]:
        yield from (word.value for word in call.keywords if word.arg in CARRIERS)
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        for signature in self._nearest(source, name):
            for parameter, value in zip(signature.parameters, call.args, strict=False):
                if parameter in CARRIERS or WORDS.get(name) == parameter:
                    yield value

    def _nearest(self, source: Source, name: str) -> list[Signature]:
        """Those of this name that stand closest: methods of one name are told apart by the house they are used in."""
        meant = source.imports.get(name, "").rpartition(".")[0]
        known = self.signatures.get(name, [])
        if any(one.module == meant for one in known):
            return [one for one in known if one.module == meant]
        shared = [_shared(one.module, source.module) for one in known]
        return [one for one, count in zip(known, shared, strict=True) if count == max(shared)]

    def _take(self, source: Source, local: dict[str, list[ast.expr]], value: ast.expr) -> None:
        for found in self._follow(source, local, value):
            if isinstance(found, str):
                self.texts.append((found, source.path))
            elif (code := ast.unparse(found)) not in SETTLED:
                self.unfollowed.append(Unfollowed(source.path, found.lineno, code))

    def _follow(self, source: Source, local: dict[str, list[ast.expr]], value: ast.expr) -> Iterator[str | ast.expr]:
        """The texts an expression may be; an expression that cannot be followed comes back as it is."""
        if isinstance(value, ast.Constant):
            if isinstance(value.value, str):
                yield value.value
        elif isinstance(value, ast.Name):
            yield from self._named(source, local, value)
        elif isinstance(value, ast.Attribute):
            yield from self._attribute(source, value)
        elif not (isinstance(value, ast.Call) and any(True for _ in self._carried(source, value))):
            parts = _parts(value)
            if parts is None:
                yield value
            for part in parts or ():
                yield from self._follow(source, local, part)

    def _named(self, source: Source, local: dict[str, list[ast.expr]], name: ast.Name) -> Iterator[str | ast.expr]:
        if name.id in local:
            for value in local[name.id]:
                yield from self._follow(source, {**local, name.id: []}, value)
        elif name.id in source.values:
            for value in source.values[name.id]:
                yield from self._follow(source, {}, value)
        elif name.id in source.imports:
            module, _, there = source.imports[name.id].rpartition(".")
            yield from self._elsewhere(module, there, name)
        else:
            yield name

    def _attribute(self, source: Source, value: ast.Attribute) -> Iterator[str | ast.expr]:
        """A field that carries was filled where its owner was made; else it is a name of another module."""
        if value.attr in CARRIERS | FILLED_FROM_DATA:
            return
        owner = value.value.id if isinstance(value.value, ast.Name) else ""
        yield from self._elsewhere(source.imports.get(owner, ""), value.attr, value)

    def _elsewhere(self, module: str, name: str, value: ast.expr) -> Iterator[str | ast.expr]:
        there = self.sources.get(module)
        if there is None or name not in there.values:
            yield value
            return
        for one in there.values[name]:
            yield from self._follow(there, {}, one)


def _parts(value: ast.expr) -> list[ast.expr] | None:
    """What an expression may turn out to be, one of several; nothing where it is made up as it goes."""
    if isinstance(value, ast.IfExp):
        return [value.body, value.orelse]
    if isinstance(value, ast.BoolOp):
        return value.values
    if isinstance(value, ast.Tuple | ast.List):
        return value.elts
    if isinstance(value, ast.Dict):
        return value.values
    if isinstance(value, ast.Subscript):
        return [value.value]
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in GETTEXT:
        return value.args[:1]
    return None


def _signatures(tree: ast.Module) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Functions, methods and types by name, each with what it takes in order."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            yield node.name, _taken(node)
        elif isinstance(node, ast.ClassDef):
            made = [one for one in node.body if isinstance(one, ast.FunctionDef) and one.name == "__init__"]
            yield node.name, _taken(made[0]) if made else tuple(one.target.id for one in node.body if _is_field(one))


def _taken(function: ast.FunctionDef) -> tuple[str, ...]:
    return tuple(one.arg for one in function.args.args if one.arg not in {"self", "cls"})


def _is_field(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.AnnAssign)
        and isinstance(node.target, ast.Name)
        and not ast.unparse(node.annotation).startswith("ClassVar")
    )


def _is_said_by_docstring(function: ast.FunctionDef) -> bool:
    names = {
        one.func.id for one in function.decorator_list if isinstance(one, ast.Call) and isinstance(one.func, ast.Name)
    }
    return bool(names & SAID_BY_DOCSTRING)


def _parameters(function: ast.FunctionDef) -> dict[str, list[ast.expr]]:
    """A parameter that carries was followed at the call; it has no text of its own."""
    every = [*function.args.args, *function.args.kwonlyargs]
    return {one.arg: [] for one in every if one.arg in CARRIERS}


def _inside(function: ast.FunctionDef) -> Iterator[ast.stmt]:
    return (node for node in ast.walk(function) if isinstance(node, ast.stmt))


def _assigned(body: Iterable[ast.stmt]) -> dict[str, list[ast.expr]]:
    """What each name is given, every time it is given something."""
    found: dict[str, list[ast.expr]] = defaultdict(list)
    for node in body:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                for name, value in _pairs(target, node.value):
                    found[name].append(value)
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            found[node.target.id].append(node.value)
        elif isinstance(node, ast.AnnAssign) and node.value is not None and isinstance(node.target, ast.Name):
            found[node.target.id].append(node.value)
    return dict(found)


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Tuple):
        given = value.elts if isinstance(value, ast.Tuple) else [value] * len(target.elts)
        for one, part in zip(target.elts, given, strict=False):
            yield from _pairs(one, part)


def _shared(one: str, other: str) -> int:
    """How many steps two modules share from the top."""
    steps = zip(one.split("."), other.split("."), strict=False)
    return next((n for n, (left, right) in enumerate(steps) if left != right), len(one.split(".")))
