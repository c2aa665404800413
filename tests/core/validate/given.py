"""What a case is given: a builder's declaration with some places set otherwise.

Places are written as findings write them (``goods_shipment/items/1/net_mass``); ``null`` takes what stands there
away, and a position one beyond the last adds to a list. Values are written as in our JSON.
"""

from typing import Any, get_type_hints

import msgspec

from clearway.core.facts.circumstances import Circumstances
from clearway.core.facts.declaration import Declaration
from tests.core import build

BUILDERS = {
    "import": build.declaration,
    "export": build.export,
    "transit": build.transit,
    "warehouse": build.warehouse,
    "temporary admission": build.temporary_admission,
    "amendment": build.amendment,
    "cancellation": build.cancellation,
}


def declaration(given: dict[str, Any]) -> Declaration:
    """The named builder's declaration, changed."""
    found: Declaration = changed(BUILDERS[given["declaration"]](), given.get("where", {}))
    return found


def circumstances(given: dict[str, Any]) -> Circumstances:
    """What the registers say, changed."""
    found: Circumstances = changed(build.circumstances(), given.get("registers", {}))
    return found


def changed(fact: Any, changes: dict[str, Any]) -> Any:
    """A fact with some places set otherwise, in the order given."""
    for path, value in changes.items():
        fact = _set(fact, path.split("/"), value, type(fact))
    return fact


def _set(here: Any, steps: list[str], value: Any, kind: Any) -> Any:
    if not steps:
        return msgspec.convert(value, kind, strict=False)
    if isinstance(here, tuple):
        return _set_entry(here, steps, value, kind)
    if here is None:
        here = msgspec.convert({}, _fact_of(kind))
    name, rest = steps[0], steps[1:]
    hint = get_type_hints(type(here))[name]
    if value is None and not rest:
        field = next(one for one in msgspec.structs.fields(here) if one.name == name)
        new = None if field.default is msgspec.NODEFAULT else field.default
    else:
        new = _set(getattr(here, name), rest, value, hint)
    return msgspec.structs.replace(here, **{name: new})


def _set_entry(here: tuple[Any, ...], steps: list[str], value: Any, kind: Any) -> tuple[Any, ...]:
    index, rest = int(steps[0]) - 1, steps[1:]
    if value is None and not rest:
        return here[:index] + here[index + 1 :]
    entry = here[index] if index < len(here) else None
    new = _set(entry, rest, value, kind.__args__[0])
    return (*here[:index], new, *here[index + 1 :])


def _fact_of(kind: Any) -> Any:
    return next(
        (one for one in getattr(kind, "__args__", ()) if isinstance(one, type) and one is not type(None)), kind
    )
