"""A text becomes a predicate: read, checked against the catalogue, its parameters and lists bound."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from clearway.core.predicates import conditions, values
from clearway.core.predicates.catalogue import Catalogue
from clearway.core.predicates.errors import PredicateRefused
from clearway.core.predicates.nodes import Asked, Node, walk
from clearway.core.predicates.read import tree
from clearway.core.predicates.scope import Bound, Scope

_READERS: Final = {**values.READERS, **conditions.READERS}
_NOTHING: Final[Mapping[str, Bound]] = MappingProxyType({})
_NO_LISTS: Final[Mapping[str, Iterable[str]]] = MappingProxyType({})


class Predicate(msgspec.Struct, frozen=True):
    """A checked condition over the columns of a catalogue, with everything it needs bound."""

    text: str
    root: Node
    parameters: dict[str, Bound]
    lists: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it asks for, in the order it names them."""
        return columns_of(self.root)


def parse(
    text: str,
    catalogue: Catalogue,
    *,
    parameters: Mapping[str, Bound] = _NOTHING,
    lists: Mapping[str, Iterable[str]] = _NO_LISTS,
) -> Predicate:
    """The text as a predicate; anything else is refused with code, place, what was found and what would pass."""
    scope = Scope(text, catalogue, readers=_READERS, parameters=parameters, lists=lists)
    try:
        root = scope.condition(tree(text))
    except RecursionError:
        raise PredicateRefused("PRD-003", found="an expression inside an expression, too often") from None
    return Predicate(text, root, scope.used_parameters, tuple(sorted(scope.used_lists)))


def columns_of(node: Node) -> tuple[str, ...]:
    """The columns below a node, each once, in the order they are named."""
    return tuple(dict.fromkeys(part.name for part in walk(node) if isinstance(part, Asked)))
