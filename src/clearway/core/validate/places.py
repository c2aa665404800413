"""Where a finding stands: paths that lead somewhere, in the order of the document."""

import msgspec

from clearway.core.facts.declaration import Declaration

Position = tuple[int, ...]


def settle(declaration: Declaration, path: str) -> tuple[str, Position]:
    """A path cut at the first thing that is not there, and where that stands in the document.

    A rule may ask for the country of an address that was not given; the finding then stands at the address.
    """
    here: object = declaration
    steps: list[str] = []
    position: list[int] = []
    for step in path.split("/"):
        if here is None or here == ():
            break
        if isinstance(here, tuple):
            index = int(step) - 1
            inner = here[index]
        elif isinstance(here, msgspec.Struct):
            index = here.__struct_fields__.index(step)
            inner = getattr(here, step)
        else:
            raise LookupError(f"{path} leads through {type(here).__name__}, which has no parts")
        steps.append(step)
        position.append(index)
        here = inner
    return "/".join(steps), tuple(position)
