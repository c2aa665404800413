"""YAML as plain texts: no word is taken for true, no number for a binary fraction, no key counts twice."""

from typing import Any, Final

import yaml

from clearway.core.watch import ScenarioRefused

_NOTHING: Final = frozenset({"", "null", "~"})


def read(content: bytes, file: str) -> Any:
    """What a file says: mappings, lists, texts, and nothing for an empty value; what reads it knows the types."""
    try:
        node = yaml.compose(content.decode("utf-8"), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        raise ScenarioRefused("WAT-044", found="text that is not YAML", place=file, line=line) from None
    return None if node is None else _value(node, file, 0)


def _value(node: yaml.Node, file: str, depth: int) -> Any:
    if depth > _DEEPEST:
        raise ScenarioRefused("WAT-044", found="a value inside a value, too often, or an alias", place=file)
    if isinstance(node, yaml.SequenceNode):
        return [_value(one, file, depth + 1) for one in node.value]
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.value in found:
                line = key.start_mark.line + 1
                raise ScenarioRefused("WAT-044", found=f"the key {key.value}", place=file, line=line)
            found[key.value] = _value(value, file, depth + 1)
        return found
    return None if not node.style and node.value in _NOTHING else node.value


_DEEPEST: Final = 12
