"""From nodes to Python source with SQL's three-valued logic.

A condition is written in one of three forms: when it is true, when it is false, and as a value (True, False or
None). Most of a rule only ever asks whether it is true, and that form needs no third value: ``a AND b`` is
``a and b``, and a comparison with an unknown side is simply not true. Every form writes every child once, so the
source is never larger than the rule by more than a constant factor.
"""

from clearway.core.predicates import phrases, runtime
from clearway.core.predicates.nodes import (
    Arithmetic,
    Asked,
    Between,
    Call,
    Case,
    Comparison,
    Constant,
    Distinct,
    Is,
    Junction,
    Like,
    Member,
    Node,
    Not,
)
from clearway.core.predicates.phrases import Known, every, unless_unknown


class Emitter:
    """Writes conditions and values as Python expressions over local names."""

    def __init__(self) -> None:
        self.hoisted: dict[Node, str] = {}
        self.constants: dict[str, object] = {}
        self._names: dict[object, str] = {}
        self._temporaries = 0

    def true(self, node: Node) -> str:
        """An expression that is truthy exactly when the condition is TRUE."""
        match node:
            case Junction():
                return phrases.joined(node.word, [self.true(part) for part in node.operands])
            case Not():
                return self.false(node.operand)
            case Comparison():
                return self._compared(node, phrases.SIGNS[node.operator])
            case Between():
                return phrases.within(*self._span(node))
            case Member() | Like():
                return every(self._test(node))
            case Is() | Distinct():
                return self.value(node)
        return f"({self.value(node)} is True)"

    def false(self, node: Node) -> str:
        """An expression that is truthy exactly when the condition is FALSE."""
        match node:
            case Junction():
                word = "OR" if node.word == "AND" else "AND"
                return phrases.joined(word, [self.false(part) for part in node.operands])
            case Not():
                return self.true(node.operand)
            case Comparison():
                return self._compared(node, phrases.OPPOSITE[phrases.SIGNS[node.operator]])
            case Between():
                return phrases.outside(*self._span(node))
            case Member() | Like():
                guard, test = self._test(node)
                return every([guard, f"not {test}"])
            case Is() | Distinct():
                return f"(not {self.value(node)})"
        return f"({self.value(node)} is False)"

    def value(self, node: Node) -> str:
        """An expression for the value; for a condition True, False or None."""
        if name := self.hoisted.get(node):
            return name
        match node:
            case Asked():
                return f"c{node.index}"
            case Constant():
                return f"({node.cell!r})" if node.cell is not None else "None"
            case Call():
                return self._call(node)
            case Arithmetic():
                return self._arithmetic(node)
            case Case():
                return self._case(node)
            case Is() | Distinct():
                return self._answer(node)
        return self._truth(node)

    def _truth(self, node: Node) -> str:
        match node:
            case Not():
                name = self._temporary()
                return f"(None if ({name} := {self.value(node.operand)}) is None else not {name})"
            case Junction():
                return self._junction(node)
            case Comparison():
                left, right = self._pair(node)
                sign = phrases.SIGNS[node.operator]
                return unless_unknown((left.guard, right.guard), f"{left.name} {sign} {right.name}")
            case Between():
                return phrases.between(*self._span(node))
            case Member() | Like():
                guard, test = self._test(node)
                return unless_unknown([guard], test)
        raise TypeError(node)

    def _answer(self, node: Is | Distinct) -> str:
        """The value of a condition that is never unknown."""
        if isinstance(node, Distinct):
            scale = max(node.left.type.scale, node.right.type.scale)
            return f"({self._scaled(node.left, scale)} != {self._scaled(node.right, scale)})"
        if node.what == "NULL":
            known = self._known(node.operand, node.operand.type.scale)
            return "False" if known.is_certain else f"({known.source} is None)"
        return f"bool({self.true(node.operand) if node.what == 'TRUE' else self.false(node.operand)})"

    def _junction(self, node: Junction) -> str:
        decisive = node.word == "OR"
        names = [self._temporary() for _ in node.operands]
        pairs = zip(names, node.operands, strict=True)
        decided = " or ".join(f"({name} := {self.value(part)}) is {decisive}" for name, part in pairs)
        undecided = " or ".join(f"{name} is None" for name in names)
        return f"({decisive} if {decided} else None if {undecided} else {not decisive})"

    def _compared(self, node: Comparison, sign: str) -> str:
        is_plain = node.left.type.scale == node.right.type.scale
        if sign == "==" and is_plain and isinstance(node.right, Constant):
            return f"({self.value(node.left)} == {self.value(node.right)})"
        left, right = self._pair(node)
        return every([left.guard, right.guard, f"{left.name} {sign} {right.name}"])

    def _pair(self, node: Comparison | Arithmetic) -> tuple[Known, Known]:
        scale = max(node.left.type.scale, node.right.type.scale)
        return self._known(node.left, scale), self._known(node.right, scale)

    def _span(self, node: Between) -> tuple[Known, Known, Known]:
        scale = max(part.type.scale for part in (node.operand, node.low, node.high))
        return self._bound(node.operand, scale), self._bound(node.low, scale), self._bound(node.high, scale)

    def _test(self, node: Member | Like) -> tuple[str, str]:
        if isinstance(node, Member):
            scale = max([node.operand.type.scale, *(constant.type.scale for constant in node.constants)])
            known = self._known(node.operand, scale)
            cells = frozenset(_units(constant, scale) for constant in node.constants)
            return known.guard, f"({known.name} in {self._constant(cells, cells)})"
        known = self._known(node.operand, 0)
        if plain := phrases.plain_like(known.name, node.pattern, node.escape):
            return known.guard, plain
        matcher = self._constant((node.pattern, node.escape), runtime.matcher(node.pattern, node.escape))
        return known.guard, f"({matcher}({known.name}) is not None)"

    def _call(self, node: Call) -> str:
        if node.name in ("coalesce", "least", "greatest"):
            values = [self._scaled(argument, node.type.scale) for argument in node.arguments]
            return self._first(values) if node.name == "coalesce" else f"{node.name}({', '.join(values)})"
        if node.name == "nullif":
            left, right = node.arguments
            name, scale = self._temporary(), max(left.type.scale, right.type.scale)
            factor = 10 ** (scale - left.type.scale)
            other = self._known(right, scale)
            tested = f"{name} * {factor}" if factor > 1 else name
            is_same = every([f"({name} := {self.value(left)}) is not None", other.guard, f"{tested} == {other.name}"])
            return f"(None if {is_same} else {name})"
        known = [self._known(argument, argument.type.scale) for argument in node.arguments]
        names = [argument.name for argument in known]
        scale = node.arguments[0].type.scale
        value = phrases.strict(node.name, names, node.settings, scale)
        return unless_unknown([argument.guard for argument in known], value)

    def _first(self, values: list[str]) -> str:
        *first, last = values
        for value in reversed(first):
            name = self._temporary()
            last = f"({name} if ({name} := {value}) is not None else {last})"
        return last

    def _arithmetic(self, node: Arithmetic) -> str:
        if node.operator in "+-":
            left, right = self._pair(node)
            value = f"({left.name} {node.operator} {right.name})"
        else:
            left = self._known(node.left, node.left.type.scale)
            right = self._known(node.right, node.right.type.scale)
            value = f"({left.name} * {right.name})"
        if node.operator == "/":
            factor = 10 ** (node.type.scale - node.left.type.scale + node.right.type.scale)
            value = f"quotient({left.name} * {factor}, {right.name})"
        return unless_unknown((left.guard, right.guard), value)

    def _case(self, node: Case) -> str:
        scale = node.type.scale
        branches = [f"{self._scaled(then, scale)} if {self.true(when)} else " for when, then in node.branches]
        return f"({''.join(branches)}{self._scaled(node.otherwise, scale)})"

    def _known(self, node: Node, scale: int) -> Known:
        """The value in units of that scale, where its guard has passed."""
        if isinstance(node, Constant) and node.cell is not None:
            units = f"({_units(node, scale)!r})"
            return Known(units, units, True)
        factor = 10 ** (scale - node.type.scale)
        local = self._local(node)
        name = local or self._temporary()
        source = local or f"({name} := {self.value(node)})"
        return Known(source, f"({name} * {factor})" if factor > 1 else name, False, not local)

    def _bound(self, node: Node, scale: int) -> Known:
        """The value in units of that scale, or None, under a name that can be used again."""
        if scale == node.type.scale or (isinstance(node, Constant) and node.cell is not None):
            return self._known(node, scale)
        name = self._temporary()
        return Known(f"({name} := {self._scaled(node, scale)})", name, False, True)

    def _scaled(self, node: Node, scale: int) -> str:
        if isinstance(node, Constant) and node.cell is not None:
            return f"({_units(node, scale)!r})"
        if scale == node.type.scale:
            return self.value(node)
        known = self._known(node, scale)
        return unless_unknown([known.guard], known.name)

    def _local(self, node: Node) -> str | None:
        return f"c{node.index}" if isinstance(node, Asked) else self.hoisted.get(node)

    def _temporary(self) -> str:
        self._temporaries += 1
        return f"t{self._temporaries}"

    def _constant(self, key: object, value: object) -> str:
        name = self._names.setdefault(key, f"k{len(self._names)}")
        self.constants[name] = value
        return name


def _units(constant: Constant, scale: int) -> object:
    if constant.type.kind != "number" or not isinstance(constant.cell, int):
        return constant.cell
    return constant.cell * 10 ** (scale - constant.type.scale)
